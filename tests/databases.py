"""A private PostgreSQL server for one run of the suite: a temporary folder with a socket, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher.programs import find_postgresql, stop, tied_to_us

ROLE = "greenpact"
PATIENCE = 30.0

# A crash may take the data along, so nothing has to wait for the disk.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
# Reached by the socket alone: no port is opened, no other user of the machine gets in.
PRIVATE = ("listen_addresses=", "unix_socket_permissions=0700")


class ServerFailed(Exception):
    """The server did not come up; the message holds what it said."""


@contextmanager
def private_server() -> Iterator[str]:
    """Run a server for as long as the block lasts, and give its address as GREENPACT_DATABASE takes it."""
    programs = find_postgresql()
    if programs is None:
        raise ServerFailed("PostgreSQL 15 or newer is not installed.")
    folder = Path(tempfile.mkdtemp(prefix="greenpact-"))
    account = _unprivileged_account()
    if account:
        shutil.chown(folder, account)
    try:
        _make_cluster(programs, folder, account)
        server = _start(programs, folder, account)
        try:
            _await(programs, folder, server, account)
            yield f"postgresql://{ROLE}@/{ROLE}?host={folder}"
        finally:
            stop(server, sign=signal.SIGINT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged_account() -> str | None:
    """PostgreSQL refuses to be run by root, so root lends it another account."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _make_cluster(programs: Path, folder: Path, account: str | None) -> None:
    how = ["--auth=trust", f"--username={ROLE}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    command = [str(programs / "initdb"), *how, f"--pgdata={folder / 'data'}"]
    done = subprocess.run(
        tied_to_us(command, account=account), cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ServerFailed(f"initdb did not work:\n{done.stdout}{done.stderr}")


def _start(programs: Path, folder: Path, account: str | None) -> subprocess.Popen[bytes]:
    settings = [f"--{setting}" for setting in (*QUICK, *PRIVATE, f"unix_socket_directories={folder}")]
    command = [str(programs / "postgres"), "-D", str(folder / "data"), *settings]
    with (folder / "log").open("wb") as log:
        # The system interrupts it should we be killed: that is PostgreSQL's word for a fast shutdown.
        tied = tied_to_us(command, account=account, last_signal="INT")
        return subprocess.Popen(tied, cwd=folder, stdout=log, stderr=log, start_new_session=True)


def _await(programs: Path, folder: Path, server: subprocess.Popen[bytes], account: str | None) -> None:
    """Create the role's own database as soon as the server lets us; Django makes its test one from there."""
    createdb = [str(programs / "createdb"), f"--host={folder}", f"--username={ROLE}", ROLE]
    command = tied_to_us(createdb, account=account)
    deadline = time.monotonic() + PATIENCE
    while subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise ServerFailed(f"PostgreSQL did not start:\n{(folder / 'log').read_text(errors='replace')}")
        time.sleep(0.1)
