"""The commands of `./greenpact`, their options and their help."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher import serving
from launcher.bench import bench
from launcher.checks import check
from launcher.demo import demo
from launcher.places import Home
from launcher.reading import readings
from launcher.refusal import Refusal
from launcher.suite import BOTH, DATABASES, test
from launcher.verifying import verify

INTERRUPTED = 130
MISUSED = 2

Words = Sequence[str]


@dataclass(frozen=True)
class Entry:
    """One line of the help, and what stands behind it."""

    purpose: str
    carry_out: Callable[[Home, Words], int]


def main(words: Words, folder: str) -> int:
    """Carry out one command and return the exit code; a refusal is a sentence, never a traceback."""
    name, *rest = words or ["help"]
    if name in ("help", "--help", "-h"):
        print(overview())
        return 0
    if name not in COMMANDS:
        print(f"There is no command “{name}”.\n\n{overview()}", file=sys.stderr)
        return MISUSED
    try:
        return COMMANDS[name].carry_out(Home(Path(folder)), rest)
    except Refusal as refusal:
        print(f"\n{refusal}", file=sys.stderr)
        return 1
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"\nGreenpact cannot go on. {where}{error.strerror}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted; what was done so far is kept.", file=sys.stderr)
        return INTERRUPTED


def overview() -> str:
    """The help: what there is, a line each."""
    lines = [f"  {name:<8} {entry.purpose}" for name, entry in COMMANDS.items()]
    home = "Everything is written under var/, or under the folder that GREENPACT_HOME names."
    return "\n".join(["Usage: ./greenpact COMMAND [OPTION …]", "", *lines, "", home])


def port(text: str) -> int:
    """A number that a program may listen on."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port; a port is a number from 1 to 65535")
    return int(text)


def listening_place(text: str) -> str:
    """Where a server may listen: host:port, or unix:/path."""
    if text.startswith("unix:"):
        return text
    host, _, number = text.rpartition(":")
    if not host:
        raise argparse.ArgumentTypeError(f"{text} is not host:port, such as 127.0.0.1:8000, nor unix:/path")
    port(number)
    return text


def _demo(home: Home, words: Words) -> int:
    reader = _reader("demo")
    reader.add_argument("--port", type=port, default=8000, help="where the demo listens (default: 8000)")
    return demo(home, reader.parse_args(words).port)


def _serve(home: Home, words: Words) -> int:
    reader = _reader("serve")
    reader.add_argument(
        "--bind",
        type=listening_place,
        default="127.0.0.1:8000",
        help="host:port or unix:/path (default: 127.0.0.1:8000)",
    )
    return serving.serve(home, reader.parse_args(words).bind)


def _work(home: Home, words: Words) -> int:
    return serving.manage(home, ["worker", *words])


def _test(home: Home, words: Words) -> int:
    reader = _reader("test")
    reader.usage = "./greenpact test [--database {sqlite,postgresql,both}] [PYTEST OPTION …]"
    reader.add_argument("--database", choices=DATABASES, default=BOTH, help="what to test on (default: both)")
    options, for_pytest = reader.parse_known_args(words)
    return test(home, options.database, for_pytest)


def _check(home: Home, words: Words) -> int:
    _reader("check").parse_args(words)
    return check(home)


def _reader(name: str) -> argparse.ArgumentParser:
    purpose = COMMANDS[name].purpose
    return argparse.ArgumentParser(prog=f"./greenpact {name}", description=purpose, allow_abbrev=False)


COMMANDS = {
    "demo": Entry("Show the real programme on this machine: fetches, loads and starts everything.", _demo),
    "serve": Entry("Run the web server for real use; all settings come from the environment.", _serve),
    "worker": Entry("Run the worker beside it.", _work),
    "verify": Entry("Say whether a sealed PDF or an evidence bundle is genuine; works offline.", verify),
    "readings": Entry("Say how a file of readings (CSV, XLSX) is read; stores nothing.", readings),
    "manage": Entry("Run a management command; ./greenpact manage help lists them.", serving.manage),
    "test": Entry("Run the whole test suite, on SQLite and PostgreSQL.", _test),
    "check": Entry("Look at style, types, templates, imports and migrations.", _check),
    "bench": Entry("Measure speed and size: ./greenpact bench --help tells what.", bench),
}
