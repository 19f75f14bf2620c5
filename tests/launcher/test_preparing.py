"""Preparing the demo: once, and again only when something has changed."""

from pathlib import Path

import pytest

from launcher import preparing, serving
from launcher.places import Home
from launcher.progress import Progress


@pytest.fixture
def carried_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was run in place of Django; the database and the static files appear as they would."""
    commands: list[str] = []

    def run(command: list[str], **_how: object) -> str:
        commands.append(" ".join(command[3:5]))
        (tmp_path / "greenpact.sqlite3").touch()
        return "office@example.org\n" if "--sign-ins" in command else ""

    monkeypatch.setattr(preparing, "run", run)
    monkeypatch.setattr(serving, "run", run)
    monkeypatch.setattr(preparing, "_sources", lambda: "the sources")
    return commands


def test_the_first_time_everything_is_prepared(tmp_path: Path, carried_out: list[str]) -> None:
    assert preparing.prepare(Home(tmp_path), {}, Progress()) == "office@example.org"
    assert carried_out[0] == "migrate --no-input"
    assert sorted(carried_out[1:]) == ["collectstatic --no-input", "load_demo --sign-ins", "look"]
    assert carried_out.index("look") < carried_out.index("collectstatic --no-input")


def test_the_second_time_nothing_is_run_and_the_sign_ins_are_known(
    tmp_path: Path, carried_out: list[str]
) -> None:
    preparing.prepare(Home(tmp_path), {}, Progress())
    carried_out.clear()
    assert preparing.prepare(Home(tmp_path), {}, Progress()) == "office@example.org"
    assert carried_out == []


def test_a_database_thrown_away_is_made_anew(tmp_path: Path, carried_out: list[str]) -> None:
    preparing.prepare(Home(tmp_path), {}, Progress())
    carried_out.clear()
    (tmp_path / "greenpact.sqlite3").unlink()
    preparing.prepare(Home(tmp_path), {}, Progress())
    assert "load_demo --sign-ins" in carried_out


def test_changed_sources_are_prepared_again(
    tmp_path: Path, carried_out: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    preparing.prepare(Home(tmp_path), {}, Progress())
    carried_out.clear()
    monkeypatch.setattr(preparing, "_sources", lambda: "other sources")
    preparing.prepare(Home(tmp_path), {}, Progress())
    assert "migrate --no-input" in carried_out


def test_a_database_elsewhere_is_prepared_at_every_start(tmp_path: Path, carried_out: list[str]) -> None:
    for _ in range(2):
        carried_out.clear()
        preparing.prepare(Home(tmp_path), {"GREENPACT_DATABASE": "postgresql:///demo"}, Progress())
        assert "load_demo --sign-ins" in carried_out
