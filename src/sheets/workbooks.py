"""Reading a workbook through a program of its own that is ended when it takes too much."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from sheets import bounds
from sheets.archives import check_archive
from sheets.cells import RawSheet, Row, from_data
from sheets.unreadable import Flaw, Unreadable

CHILD = Path(__file__).with_name("workbook_child.py")

#: All that the program gets from our environment.
_PASSED_ON = ("PATH", "PYTHONPYCACHEPREFIX", "LD_LIBRARY_PATH")

#: How it ends when a limit is reached: CPU time, size of its output, killed from outside, and out of memory.
_LIMITED = frozenset({-signal.SIGXCPU, -signal.SIGXFSZ, -signal.SIGKILL, -signal.SIGSEGV, -signal.SIGABRT})


def read_workbook(content: bytes, file: str, *, seconds: int = bounds.CHILD_WALL_SECONDS) -> list[RawSheet]:
    """The sheets of a workbook, hidden ones without their rows, within `seconds`; raises `Unreadable`."""
    check_archive(content, file)
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as result,
        tempfile.TemporaryFile() as complaints,
    ):
        given.write(content)
        given.seek(0)
        code = _run(given, result, complaints, seconds)
        if code:
            complaints.seek(0)
            memory = b"MemoryError" in complaints.read(100_000)
            limited = code in _LIMITED or memory
            raise Unreadable(Flaw.TOOK_TOO_LONG if limited else Flaw.BROKEN_WORKBOOK, file=file)
        result.seek(0)
        return list(_sheets(result, file))


def _run(given: IO[bytes], result: IO[bytes], complaints: IO[bytes], seconds: int) -> int:
    """Start the program and wait for its end, or bring it about; its exit code."""
    cpu = min(bounds.CHILD_CPU_SECONDS, seconds)
    limits = (
        bounds.CHILD_MEMORY_BYTES,
        cpu,
        bounds.CHILD_OUTPUT_BYTES,
        bounds.MOST_COLUMNS,
        bounds.MOST_ROWS,
    )
    child = subprocess.Popen(  # noqa: S603 - our own program with numbers as arguments
        [sys.executable, "-s", "-P", "-X", "utf8", str(CHILD), *map(str, limits)],
        stdin=given,
        stdout=result,
        stderr=complaints,
        env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        start_new_session=True,
    )
    try:
        return child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
    finally:
        child.kill()
        child.wait()


def _sheets(lines: IO[bytes], file: str) -> Iterator[RawSheet]:
    sheet: RawSheet | None = None
    cells = 0
    for line in lines:
        data: Any = json.loads(line)
        if isinstance(data, dict):
            if sheet is not None:
                yield sheet
            sheet = RawSheet(data["title"], file, Row(0, ()), is_hidden=data["hidden"])
        elif sheet is not None:
            row = Row(data[0], [from_data(cell) for cell in data[1]])
            cells += len(row.cells)
            _place(sheet, row)
            if cells > bounds.MOST_CELLS:
                raise Unreadable(Flaw.TOO_MANY_CELLS, most=bounds.MOST_CELLS)
    if sheet is not None:
        yield sheet


def _place(sheet: RawSheet, row: Row) -> None:
    """The first row that holds anything is the head."""
    if not sheet.head.number:
        sheet.head = row
    elif len(sheet.rows) >= bounds.MOST_ROWS:
        raise Unreadable(Flaw.TOO_MANY_ROWS, title=sheet.title, most=bounds.MOST_ROWS)
    else:
        sheet.rows.append(row)
