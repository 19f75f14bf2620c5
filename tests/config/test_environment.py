"""What an operator sets is read in one place; what is missing or unsafe is refused in words."""

from pathlib import Path

import pytest

from greenpact.config.environment import Refused, database, read

SECRET = "s" * 60
REAL = {"GREENPACT_SECRET_KEY": SECRET, "GREENPACT_HOSTS": "deals.example.org, www.example.org"}


def test_real_use_needs_a_secret_and_hosts_and_is_behind_https() -> None:
    environment = read(REAL)
    assert environment.hosts == ("deals.example.org", "www.example.org")
    assert environment.behind_https
    assert not environment.is_demo


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"GREENPACT_SECRET_KEY": ""}, "GREENPACT_SECRET_KEY is missing"),
        ({"GREENPACT_SECRET_KEY": "short"}, "too short"),
        ({"GREENPACT_HOSTS": ""}, "GREENPACT_HOSTS is missing"),
        ({"GREENPACT_HOSTS": "*"}, "must name hosts"),
        ({"GREENPACT_OUTGOING_HOSTS": "https://frost.example.org"}, "must name hosts"),
        ({"GREENPACT_DEBUG": "1"}, "GREENPACT_DEBUG"),
        ({"GREENPACT_DATABASE": "mysql://x/y"}, "GREENPACT_DATABASE must be"),
        ({"GREENPACT_DATABASE": "postgresql://db.example.org"}, "GREENPACT_DATABASE must be"),
        (
            {"GREENPACT_DATABASE": "postgresql://db.example.org:99999/deals"},
            "GREENPACT_DATABASE is no address",
        ),
        ({"GREENPACT_MAIL": "smtp://mail.example.org:port"}, "GREENPACT_MAIL is no address"),
        ({"GREENPACT_KEPT_PAGES_MB": "much"}, "whole number"),
    ],
)
def test_what_is_unsafe_is_refused_in_words(changed: dict[str, str], words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(REAL | changed)


def test_the_demo_makes_its_secret_once_and_for_itself(tmp_path: Path) -> None:
    environ = {"GREENPACT_DEMO": "1", "GREENPACT_HOME": str(tmp_path / "new")}
    first, second = read(environ), read(environ)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) > 50
    assert (tmp_path / "new" / "demo-secret").stat().st_mode & 0o077 == 0
    assert "localhost" in first.hosts


def test_a_database_is_named_by_one_address() -> None:
    assert database("sqlite:////srv/data/x.sqlite3")["NAME"] == "/srv/data/x.sqlite3"
    found = database("postgresql://us%40er:p%2Fw@db.example.org:5433/deals?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        *("us@er", "p/w", "db.example.org"),
        *("5433", "deals"),
    )
    assert found["OPTIONS"] == {"sslmode": "require", "options": "-c lock_timeout=20s"}
    assert database("postgresql://user@/name?host=/run/postgresql")["HOST"] == "/run/postgresql"
