"""Starting a server for a measurement as it runs in real use, and stopping it."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from launcher.programs import tied_to_us

PLATFORM = "greenpact.config.wsgi:application"
BARE = "bench.floors:bare"
DJANGO = "bench.floors:django_floor"
PATIENCE = 30.0


@contextmanager
def server(application: str, *, port: int, variables: Mapping[str, str], probe: str) -> Iterator[str]:
    """Run gunicorn with two processes of four threads; gives the origin once `probe` answers."""
    origin = f"http://127.0.0.1:{port}"
    size = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--graceful-timeout", "2"]
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
