"""Calm numbered lines: what was done, and how many seconds it took."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

WIDTH = 44


class Progress:
    """Steps may overlap; each gets its number when it is done, and a terminal shows what is under way."""

    def __init__(self, stream: TextIO = sys.stdout, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._lock = threading.Lock()
        self._under_way: list[str] = []
        self._done = 0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        started = self._clock()
        self._begin(name)
        try:
            yield
        except BaseException:
            self._end(name, f"failed after {self._clock() - started:.1f} s")
            raise
        self._end(name, f"{self._clock() - started:.1f} s")

    def say(self, sentence: str) -> None:
        with self._lock:
            self._write(f"{sentence}\n")

    def _begin(self, name: str) -> None:
        with self._lock:
            self._under_way.append(name)
            self._write("")

    def _end(self, name: str, outcome: str) -> None:
        with self._lock:
            self._under_way.remove(name)
            self._done += 1
            self._write(f"{self._done:>3}  {name:<{WIDTH}} {outcome}\n")

    def _write(self, text: str) -> None:
        """Write finished text; on a terminal, then name on the last line what is still under way."""
        if self._stream.isatty():
            text = f"\r\033[K{text}"
            if self._under_way:
                text += f"     {' · '.join(self._under_way)} …"
        self._stream.write(text)
        self._stream.flush()
