"""The launcher's words: help, unknown commands, ports, and what it passes on."""

import argparse
import errno
import runpy
import sys
from pathlib import Path

import pytest

from launcher import commands
from launcher.commands import COMMANDS, Entry, listening_place, main, port
from launcher.places import ROOT, Home
from launcher.refusal import Refusal


@pytest.mark.parametrize("words", [[], ["help"], ["--help"], ["-h"]])
def test_help_names_every_command(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words, str(tmp_path)) == 0
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown and entry.purpose in shown for name, entry in COMMANDS.items())


def test_an_unknown_command_is_named_and_answered_with_the_help(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["dmeo"], str(tmp_path)) == 2
    shown = capsys.readouterr().err
    assert "There is no command “dmeo”." in shown
    assert "demo" in shown


def test_a_refusal_is_a_sentence_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(home: Home, words: commands.Words) -> int:
        raise Refusal("It cannot be.")

    monkeypatch.setitem(COMMANDS, "demo", Entry("Refuses.", refuse))
    assert main(["demo"], str(tmp_path)) == 1
    assert capsys.readouterr().err == "\nIt cannot be.\n"


def test_ctrl_c_ends_with_the_usual_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(home: Home, words: commands.Words) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(COMMANDS, "demo", Entry("Is interrupted.", interrupted))
    assert main(["demo"], str(tmp_path)) == 130


@pytest.mark.parametrize("text", ["1", "8000", "65535"])
def test_a_port_is_a_number(text: str) -> None:
    assert port(text) == int(text)


@pytest.mark.parametrize("text", ["0", "65536", "-1", "80.5", "http", "", "²"])
def test_what_is_no_port_is_refused_in_words(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is not a port"):
        port(text)


@pytest.mark.parametrize("text", ["127.0.0.1:8000", "[::1]:80", "unix:/run/greenpact.sock"])
def test_a_server_listens_at_a_host_and_port_or_at_a_file(text: str) -> None:
    assert listening_place(text) == text


@pytest.mark.parametrize("text", ["8000", ":8000", "localhost", "localhost:", "localhost:http", "[::1]"])
def test_any_other_place_is_refused_in_words(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=r"is not (host:port|a port)"):
        listening_place(text)


def test_a_full_disk_is_a_sentence_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fill(home: Home, words: commands.Words) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", "/srv/greenpact")

    monkeypatch.setitem(COMMANDS, "demo", Entry("Fills the disk.", fill))
    assert main(["demo"], str(tmp_path)) == 1
    shown = capsys.readouterr().err
    assert shown == "\nGreenpact cannot go on. /srv/greenpact: No space left on device.\n"


def test_the_demo_listens_where_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def remember(_home: Home, number: int) -> int:
        asked.append(number)
        return 0

    monkeypatch.setattr(commands, "demo", remember)
    main(["demo"], str(tmp_path))
    main(["demo", "--port", "8765"], str(tmp_path))
    assert asked == [8000, 8765]


def test_what_is_meant_for_pytest_reaches_it_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed: list[tuple[str, list[str]]] = []

    def remember(_home: Home, database: str, for_pytest: list[str]) -> int:
        passed.append((database, for_pytest))
        return 0

    monkeypatch.setattr(commands, "test", remember)
    main(["test", "tests/deals", "-k", "signed", "--database", "sqlite", "-x", "--lf"], str(tmp_path))
    assert passed == [("sqlite", ["tests/deals", "-k", "signed", "-x", "--lf"])]


def test_an_old_python_is_told_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is Python 3\.9"):
        runpy.run_path(str(ROOT / "greenpact"))


def test_the_launcher_needs_the_standard_library_alone() -> None:
    modules = {path.stem for path in (ROOT / "tools" / "launcher").glob("*.py")}
    for name in modules - {"__init__"}:
        source = (ROOT / "tools" / "launcher" / f"{name}.py").read_text(encoding="utf-8")
        imported = {
            line.split()[1].partition(".")[0]
            for line in source.splitlines()
            if line.startswith(("import ", "from "))
        }
        assert imported <= sys.stdlib_module_names | {"launcher"}, name
