"""Starting a server for a measurement as it runs in real use, and stopping it."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from bench.loading import CONNECTIONS
from launcher.programs import tied_to_us

PLATFORM = "greenpact.config.wsgi:application"
BARE = "bench.floors:bare"
DJANGO = "bench.floors:django_floor"
PATIENCE = 30.0
PROCESSES = 2
THREADS = 4  # of each process


@contextmanager
def server(application: str, *, port: int, variables: Mapping[str, str], probe: str) -> Iterator[str]:
    """Run gunicorn as in real use; gives the origin once `probe` answers.

    A process takes its share of the connections and no more. Without that bound one of them often takes nearly all,
    and the same page is answered 3,000 or 6,000 times a second.
    """
    origin = f"http://127.0.0.1:{port}"
    size = ["--worker-class", "gthread", "--workers", str(PROCESSES), "--threads", str(THREADS)]
    size += ["--worker-connections", str(CONNECTIONS // PROCESSES), "--graceful-timeout", "2"]
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", *size]
    with subprocess.Popen(tied_to_us([*command, "--log-level", "error"]), env=variables) as process:
        try:
            await_answer(origin + probe)
            yield origin
        finally:
            process.terminate()


def await_answer(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=20):  # noqa: S310  # our own server
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
