"""Lasting processes: started together, watched, and ended whatever happens."""

import os
import signal
import socket
from pathlib import Path

import pytest

from launcher import demo
from launcher.lasting import running, told_to_end
from launcher.places import Home
from launcher.refusal import Refusal
from launcher.serving import refuse_taken

SLEEP = ["sleep", "60"]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.make()
    return home


def test_all_are_ended_with_the_block(home: Home) -> None:
    with running(home, {"web": SLEEP, "worker": SLEEP}, os.environ) as processes:
        assert [lasting.process.poll() for lasting in processes] == [None, None]
    assert [lasting.process.returncode for lasting in processes] == [-signal.SIGTERM] * 2


def test_all_are_ended_when_something_goes_wrong(home: Home) -> None:
    with pytest.raises(Refusal), running(home, {"web": SLEEP}, os.environ) as processes:
        raise Refusal("Something is wrong.")
    assert processes[0].process.returncode == -signal.SIGTERM


def test_one_that_ends_by_itself_is_named_with_its_last_words(home: Home) -> None:
    with running(home, {"worker": ["sh", "-c", "echo no database; exit 3"]}, os.environ) as processes:
        processes[0].process.wait()
        with pytest.raises(Refusal, match=r"The worker process ended by itself(.|\n)*no database"):
            processes[0].refuse_if_ended()


def test_a_request_to_terminate_is_noticed_and_the_old_handlers_return() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with told_to_end() as ended:
        assert not ended()
        signal.raise_signal(signal.SIGTERM)
        assert ended()
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_taken_port_is_refused_at_once() -> None:
    with socket.socket() as other:
        other.bind((demo.HOST, 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(Refusal, match=f"{demo.HOST}:{taken} cannot be used"):
            refuse_taken(demo.HOST, taken)


def test_a_host_of_another_machine_is_refused_at_once() -> None:
    with pytest.raises(Refusal, match=r"192\.0\.2\.1:8000 cannot be used"):
        refuse_taken("192.0.2.1", 8000)


def test_a_newcomer_learns_where_to_begin_and_where_mails_lie(home: Home) -> None:
    said = demo.hints(home, 8143)
    assert "http://127.0.0.1:8143/musterstadt/" in said
    assert str(home.folder / "mails") in said


def test_the_sign_ins_stand_under_one_another() -> None:
    shown = demo.in_columns("programme office\toffice@demo.invalid\tone\nparty\tparty@demo.invalid\ttwo")
    assert shown == (
        "programme office   office@demo.invalid   one\nparty              party@demo.invalid    two"
    )
