"""Which databases the suite runs on, and what it says when one is missing."""

import pytest

from launcher import suite
from launcher.refusal import Refusal


@pytest.fixture
def _without_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "find_postgresql", lambda: None)


@pytest.fixture
def _with_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "find_postgresql", lambda: "/usr/lib/postgresql/15/bin")


@pytest.mark.usefixtures("_with_postgresql")
@pytest.mark.parametrize(
    ("wanted", "tested"),
    [("both", ["sqlite", "postgresql"]), ("sqlite", ["sqlite"]), ("postgresql", ["postgresql"])],
)
def test_where_postgresql_is_installed_both_are_tested(wanted: str, tested: list[str]) -> None:
    assert suite.databases(wanted) == tested


@pytest.mark.usefixtures("_without_postgresql")
def test_without_postgresql_the_suite_runs_on_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert suite.databases("both") == ["sqlite"]


@pytest.mark.usefixtures("_without_postgresql")
@pytest.mark.parametrize(("wanted", "ci"), [("postgresql", ""), ("both", "true")])
def test_postgresql_asked_for_or_in_ci_must_be_there(
    wanted: str, ci: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(Refusal, match="apt-get install postgresql"):
        suite.databases(wanted)


@pytest.mark.parametrize(("value", "meant"), [("true", True), ("1", True), ("", False), ("false", False)])
def test_ci_is_told_by_its_variable(value: str, meant: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", value)
    assert suite.in_ci() is meant
