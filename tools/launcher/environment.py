"""The Python environment: a venv with exactly the packages that requirements/ names by hash."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

from launcher import stamps
from launcher.places import ROOT, Home
from launcher.programs import run
from launcher.progress import Progress
from launcher.refusal import Refusal

Packages = tuple[Path, ...]

REQUIREMENTS = ROOT / "requirements"
FOR_RUNNING: Packages = (REQUIREMENTS / "run.txt",)
FOR_DEVELOPING: Packages = (*FOR_RUNNING, REQUIREMENTS / "dev.txt")


def is_ready(home: Home, packages: Packages) -> bool:
    """Whether these packages, or a larger set with them, were installed to the end."""
    if not home.python.exists():
        return False
    larger = [known for known in (FOR_RUNNING, FOR_DEVELOPING) if set(packages) <= set(known)]
    return stamps.read(_stamp(home)) in [stamps.digest(known) for known in larger]


def make(home: Home, packages: Packages, progress: Progress) -> None:
    """Make the venv with the pinned uv in it, unless all is there."""
    if is_ready(home, packages):
        return
    if not importlib.util.find_spec("venv") or not importlib.util.find_spec("ensurepip"):
        raise Refusal(
            "Python's venv module is missing, and without it no environment can be made.\n"
            "On Debian and Ubuntu: apt-get install python3-venv"
        )
    _stamp(home).unlink(missing_ok=True)
    with progress.step("Python environment and installer"):
        venv = [sys.executable, "-m", "venv", str(home.environment)]
        run(venv, variables=home.variables(), purpose="making the Python environment")
        _pip(home, "--requirement", REQUIREMENTS / "uv.txt", purpose="fetching the installer uv")


def fill(home: Home, packages: Packages, progress: Progress, *, installer: Callable[[], object]) -> None:
    """Bring the environment to exactly these packages; `installer` waits until `make` is through."""
    installer()
    if is_ready(home, packages):
        return
    names = "for running" if packages == FOR_RUNNING else "for running and testing"
    with progress.step(f"Python packages {names}"):
        try:
            _uv_sync(home, packages)
        except Refusal:
            # uv knows nothing of pip's index settings, so a machine behind a mirror needs pip itself.
            for file in packages:
                _pip(home, "--requirement", file, purpose="installing the Python packages")
        stamps.write(_stamp(home), stamps.digest(packages))


def fetch_aside(home: Home, requirement: Path, folder: Path) -> None:
    """Unpack one pinned package into a folder of its own."""
    _pip(
        home,
        "--target",
        folder,
        "--upgrade",
        "--requirement",
        requirement,
        purpose=f"fetching {requirement.stem}",
    )


def _uv_sync(home: Home, packages: Packages) -> None:
    command = home.script("uv", "pip", "sync", "--python", home.python, "--require-hashes", *packages)
    run(command, variables=home.variables(), purpose="installing the Python packages")


def _pip(home: Home, *arguments: str | Path, purpose: str) -> None:
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--retries", "2", "--no-compile"]
    command = home.module("pip", "install", *options, "--require-hashes", *arguments)
    run(command, variables=home.variables(), purpose=purpose)


def _stamp(home: Home) -> Path:
    return home.environment / "installed"
