"""`./greenpact test`: the whole suite, once on every database that this machine can offer."""

import os
import shutil
import subprocess

from launcher.places import ROOT, Home
from launcher.programs import apt_is_ours, find_chromium, find_postgresql, has_libatomic, install_with_apt
from launcher.progress import Progress
from launcher.refusal import Refusal
from launcher.serving import make_look
from launcher.setting_up import set_up

SQLITE, POSTGRESQL, BOTH = "sqlite", "postgresql", "both"
DATABASES = (SQLITE, POSTGRESQL, BOTH)
MOST_PROCESSES = 4
# Programs of others against which ours are held: another reader of signatures, and a token in software.
PROVERS = {"pdfsig": "poppler-utils", "softhsm2-util": "softhsm2"}
NAMES = {SQLITE: "SQLite", POSTGRESQL: "PostgreSQL"}


def test(home: Home, wanted: str, for_pytest: list[str]) -> int:
    """Run pytest for each database; the exit code is the first that is not zero."""
    progress = Progress()
    set_up(home, progress, developing=True)
    _fetch_programs(home, wanted, progress)
    make_look(home, home.variables(GREENPACT_DEMO="1"), progress)
    codes = {}
    for database in databases(wanted):
        progress.say(f"\nThe suite on {NAMES[database]}")
        codes[database] = _pytest(home, database, for_pytest)
    results = [f"{NAMES[database]}: {'FAILED' if code else 'passed'}" for database, code in codes.items()]
    progress.say("\n" + " · ".join(results))
    if wanted == BOTH and POSTGRESQL not in codes:
        progress.say(
            "*** PostgreSQL is not installed: THE SUITE RAN ON SQLITE ALONE (apt-get install postgresql). ***"
        )
    return next(filter(None, codes.values()), 0)


def databases(wanted: str) -> list[str]:
    """What to test on; PostgreSQL may be missing, unless it was asked for by name or this is CI."""
    if wanted == SQLITE:
        return [SQLITE]
    if find_postgresql():
        return [SQLITE, POSTGRESQL] if wanted == BOTH else [POSTGRESQL]
    if wanted == POSTGRESQL or in_ci():
        raise Refusal("PostgreSQL 15 or newer is not installed. On Debian: apt-get install postgresql")
    return [SQLITE]


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def _fetch_programs(home: Home, wanted: str, progress: Progress) -> None:
    """As root, let apt bring the browser; in CI also what a test else skips, for nothing may be skipped there."""
    missing = [] if find_chromium() else ["chromium"]
    if not has_libatomic():
        missing.append("libatomic1")
    if in_ci() and wanted != SQLITE and not find_postgresql():
        missing.append("postgresql")
    if in_ci():
        missing += [package for program, package in PROVERS.items() if not shutil.which(program)]
    if missing and apt_is_ours():
        with progress.step(f"{' and '.join(missing)}, by apt"):
            install_with_apt(missing, variables=home.variables())


def _pytest(home: Home, database: str, for_pytest: list[str]) -> int:
    """A run of everything is spread over the cores; a chosen part starts sooner in one process."""
    spread = [] if for_pytest else ["--numprocesses=auto", f"--maxprocesses={MOST_PROCESSES}"]
    variables = home.variables(GREENPACT_TEST_DATABASE=database)
    variables.pop("DJANGO_SETTINGS_MODULE")  # tests/conftest.py names it, once the database stands
    command = home.module("pytest", "-o", f"cache_dir={home.caches / 'pytest'}", *spread, *for_pytest)
    return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode
