"""Progress: numbered lines with seconds, in the order in which things were done."""

import io

import pytest

from launcher.progress import Progress


class Terminal(io.StringIO):
    """A stream that says it is looked at."""

    def isatty(self) -> bool:
        return True


def test_steps_are_numbered_as_they_end_and_say_how_long_they_took() -> None:
    stream = io.StringIO()
    moments = iter([0.0, 1.0, 3.5, 10.0])
    progress = Progress(stream, clock=lambda: next(moments))
    with progress.step("Outer"), progress.step("Inner"):
        pass
    assert [line.split() for line in stream.getvalue().splitlines()] == [
        ["1", "Inner", "2.5", "s"],
        ["2", "Outer", "10.0", "s"],
    ]


def test_a_step_that_fails_says_so() -> None:
    stream = io.StringIO()
    with pytest.raises(ValueError, match="no"), Progress(stream).step("Doomed"):
        raise ValueError("no")
    assert "Doomed" in stream.getvalue()
    assert "failed after" in stream.getvalue()


def test_a_terminal_shows_what_is_under_way() -> None:
    stream = Terminal()
    progress = Progress(stream)
    with progress.step("First"), progress.step("Second"):
        assert stream.getvalue().endswith("First · Second …")
    assert stream.getvalue().endswith("s\n")
