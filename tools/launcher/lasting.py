"""Processes that run beside us until they are told to end."""

import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launcher.places import ROOT, Home
from launcher.programs import Command, stop, tied_to_us
from launcher.refusal import Refusal

SIGNS_OF_THE_END = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Lasting:
    """One of them, with the file that holds what it says."""

    log: Path
    process: subprocess.Popen[bytes]

    def refuse_if_ended(self) -> None:
        if self.process.poll() is None:
            return
        last_words = "\n".join(self.log.read_text(errors="replace").splitlines()[-12:])
        raise Refusal(f"The {self.log.stem} process ended by itself. Its last words:\n{last_words}")


@contextmanager
def running(
    home: Home, commands: Mapping[str, Command], variables: Mapping[str, str]
) -> Iterator[list[Lasting]]:
    """Start them for as long as the block lasts; they are ended whatever happens in it."""
    started: list[Lasting] = []
    try:
        for name, command in commands.items():
            started.append(_start(command, variables, home.logs / f"{name}.log"))
        yield started
    finally:
        for lasting in started:
            lasting.process.terminate()
        for lasting in started:
            stop(lasting.process)


def _start(command: Command, variables: Mapping[str, str], log: Path) -> Lasting:
    """In a session of its own, so that Ctrl-C reaches us alone and we end it in order."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            tied_to_us(command),
            cwd=ROOT,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Lasting(log, process)


@contextmanager
def told_to_end() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C, or a request to terminate, has come in; what was ignored before stays so (nohup)."""
    received: list[int] = []
    before = {sign: signal.getsignal(sign) for sign in SIGNS_OF_THE_END}
    heeded = [sign for sign, handler in before.items() if handler != signal.SIG_IGN]
    for sign in heeded:
        signal.signal(sign, lambda number, _frame: received.append(number))
    try:
        yield lambda: bool(received)
    finally:
        for sign in heeded:
            signal.signal(sign, before[sign])
