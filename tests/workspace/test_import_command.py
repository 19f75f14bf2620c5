"""Importing from the command line."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from greenpact.deals.models import Deal
from tests.makers import a_city
from tests.workspace.sheets import SMALL

pytestmark = pytest.mark.django_db


def files_in(folder: Path) -> list[str]:
    for file in SMALL:
        (folder / file.name).write_bytes(file.content)
    return [str(folder / file.name) for file in SMALL]


def test_it_imports_and_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_city("heidelberg")
    call_command("import_sheets", "heidelberg", *files_in(tmp_path), "--publish")
    assert "deals: 1 added, 0 changed, 0 same\nThe import was carried out." in capsys.readouterr().out
    assert Deal.objects.get().is_published
    call_command("import_sheets", "heidelberg", *files_in(tmp_path), "--publish")
    assert "nothing to import" in capsys.readouterr().out


def test_a_dry_run_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_city("heidelberg")
    call_command("import_sheets", "heidelberg", *files_in(tmp_path), "--dry-run")
    assert "Nothing was changed." in capsys.readouterr().out
    assert not Deal.objects.exists()


def test_errors_and_unknown_cities_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="no city “nowhere”"):
        call_command("import_sheets", "nowhere", *files_in(tmp_path))
    a_city("heidelberg")
    wrong = tmp_path / "organisations.csv"
    wrong.write_text("ref,name,kind\na,A,nothing\n")
    with pytest.raises(CommandError, match="errors"):
        call_command("import_sheets", "heidelberg", str(wrong))
    assert "error\torganisations 2 kind\t“nothing” is not known" in capsys.readouterr().out
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_sheets", "heidelberg", str(tmp_path / "none.csv"))
