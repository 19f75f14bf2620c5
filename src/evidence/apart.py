"""Work on a stranger's file in a process of its own, which the system ends when it takes too much.

A module of ours does the work: its `main` calls `serve`, and whoever wants it done calls `ask` with its name. Question
and answer go by standard input and output, nothing is written to a disk, and no secret of ours is in its surroundings.
"""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 20
_LENGTH = 8  # bytes that say how long the question is, before the content

#: How the process ends when a limit is reached.
_LIMITED = frozenset({-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGSEGV, -signal.SIGABRT})

#: All that it gets from our environment.
_PASSED_ON = ("PATH", "LANG", "LD_LIBRARY_PATH", "PYTHONPYCACHEPREFIX")


class NoAnswer(Exception):
    """The process gave none: it took too much (`is_limited`), or it broke."""

    def __init__(self, *, is_limited: bool) -> None:
        super().__init__("limited" if is_limited else "broken")
        self.is_limited = is_limited


def ask(
    module: str, question: Mapping[str, Any], content: bytes, *, seconds: int = MOST_SECONDS
) -> dict[str, Any]:
    """What the module answers of a content; raises `NoAnswer`."""
    head = json.dumps({**question, "seconds": seconds}).encode()
    try:
        done = subprocess.run(  # noqa: S603 — our own module, by our own interpreter
            [sys.executable, "-s", "-P", "-X", "utf8", "-m", module],
            input=len(head).to_bytes(_LENGTH, "big") + head + content,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=_surroundings(),
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as error:
        raise NoAnswer(is_limited=True) from error
    if done.returncode:
        raise NoAnswer(is_limited=done.returncode in _LIMITED or b"MemoryError" in done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def serve(work: Callable[[Mapping[str, Any], bytes], Mapping[str, Any]]) -> None:
    """Be that process: take the question, keep to the limits, answer."""
    given = sys.stdin.buffer
    question = json.loads(given.read(int.from_bytes(given.read(_LENGTH), "big")))
    for what, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, question["seconds"])):
        resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(json.dumps(work(question, given.read())))


def _surroundings() -> dict[str, str]:
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return passed_on | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}
