"""Setting up: everything a command needs is fetched once, side by side, and found in place the next time."""

import fcntl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from launcher import assets, environment
from launcher.places import Home
from launcher.progress import Progress


def set_up(home: Home, progress: Progress, *, developing: bool = False) -> None:
    """Make the environment and the front-end files for running, or also those for testing."""
    packages = environment.FOR_DEVELOPING if developing else environment.FOR_RUNNING
    extent = assets.FOR_DEVELOPING if developing else assets.FOR_RUNNING
    home.make()
    with _alone(home, progress):
        if environment.is_ready(home, packages) and assets.is_ready(home, extent):
            return
        progress.say(f"Setting up in {home.folder}; the first time this takes up to a minute.")
        with ThreadPoolExecutor() as side_by_side:
            installer = side_by_side.submit(environment.make, home, packages, progress).result
            parts = [
                side_by_side.submit(environment.fill, home, packages, progress, installer=installer),
                side_by_side.submit(assets.fetch, home, extent, progress, installer=installer),
            ]
        for part in parts:
            part.result()


@contextmanager
def _alone(home: Home, progress: Progress) -> Iterator[None]:
    """Two launchers in one home folder set it up one after the other."""
    with (home.folder / "set-up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress.say("Another ./greenpact is setting up here; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
