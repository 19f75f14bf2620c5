"""`./greenpact readings FILE` says how a file is read, in words and for machines, and stores nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from launcher.places import ROOT
from sheets.doubts import Doubt
from sheets.unreadable import Flaw
from sheets.wording import _DOUBTS, _FLAWS, LANGUAGES

pytestmark = pytest.mark.slow


def said(*words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "sheets", *words],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"]},
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_it_speaks_both_languages_and_json(tmp_path: Path) -> None:
    file = tmp_path / "strom.csv"
    file.write_text("Jahr;Strom [MWh]\n2019;1.234,5\n2020;vier\n")
    code, told = said(str(file), "--language", "de")
    assert code == 1
    assert "breit: eine Spalte je Reihe" in told
    assert "Fehler: strom, Zeile 3, Spalte B: „vier“ ist keine Zahl." in told
    code, told = said(str(file), "--language", "en")
    assert "Error: strom, row 3, column B: “vier” is not a number." in told
    code, told = said(str(file), "--json")
    assert (code, json.loads(told)["series"][0]["sum"]) == (1, 1234.5)
    file.write_text("Jahr;Strom [MWh]\n2019;1.234,5\n")
    assert said(str(file))[0] == 0
    assert said(str(tmp_path / "nowhere.csv"))[0] == 2
    file.write_bytes(b"%PDF-1.7")
    assert said(str(file))[0] == 2


def test_every_doubt_and_flaw_has_its_sentence() -> None:
    for language in LANGUAGES:
        assert all(_DOUBTS[doubt][language] for doubt in Doubt if doubt is not Doubt.UNREADABLE)
        assert all(_FLAWS[flaw][language] for flaw in Flaw)
