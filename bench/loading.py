"""Asking a server as fast as it answers, with wrk: answers per second and how long they took."""

import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path

CONNECTIONS = 16

#: wrk speaks Lua; this prints what it measured as JSON.
REPORT = """
done = function(summary, latency)
  local errors = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format('\\n{"requests": %d, "us": %d, "p50": %d, "p95": %d, "p99": %d, "errors": %d}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(95), latency:percentile(99), errors))
end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """Answers per second; the times below which half, 95 % and 99 % of them came, in milliseconds; and failures."""

    per_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    errors: int


def median(loads: Sequence[Load]) -> Load:
    """The middle one by answers per second, with the failures of all."""
    ordered = sorted(loads, key=attrgetter("per_second"))
    return replace(ordered[len(ordered) // 2], errors=sum(one.errors for one in loads))


def load(address: str, *, seconds: int, headers: Mapping[str, str]) -> Load:
    """Ask one address over sixteen connections for some seconds. Needs wrk (Debian: apt-get install wrk)."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "report.lua"
        script.write_text(REPORT)
        given = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), *given, address]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = json.loads(said.strip().splitlines()[-1])
    return Load(
        per_second=found["requests"] / (found["us"] / 1e6),
        p50_ms=found["p50"] / 1000,
        p95_ms=found["p95"] / 1000,
        p99_ms=found["p99"] / 1000,
        errors=found["errors"],
    )
