"""Before the web server starts: a database that cannot serve is refused in a sentence."""

from pathlib import Path
from typing import Any, NoReturn

import pytest

from launcher import serving
from launcher.places import Home
from launcher.refusal import Refusal


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def refusing(words: str) -> Any:
    def run(*_command: object, **_options: object) -> NoReturn:
        raise Refusal(words)

    return run


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("Looking did not work (exit code 1). Its last words:\n", "new or older than this release"),
        ("Traceback …\n    x.OperationalError: no such host\n", "cannot be reached: no such host"),
        ("Greenpact does not start: no hosts.", "Greenpact does not start"),
        ("Traceback …\n    KeyError: 1", "KeyError"),
    ],
)
def test_a_database_that_cannot_serve_is_refused_in_a_sentence(
    home: Home, monkeypatch: pytest.MonkeyPatch, said: str, sentence: str
) -> None:
    monkeypatch.setattr(serving, "run", refusing(said))

    with pytest.raises(Refusal, match=sentence):
        serving.refuse_unready_database(home)
