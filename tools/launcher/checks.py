"""`./greenpact check`: everything that can be said about the code without running it."""

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from launcher.places import ROOT, Home
from launcher.programs import Command, tied_to_us
from launcher.progress import WIDTH, Progress
from launcher.serving import django
from launcher.setting_up import set_up

# `greenpact` is Python too, though its name does not say so.
PYTHON_CODE = ("src", "tests", "tools", "greenpact")
DJANGO_VERSION = "5.2"

# The settings are read, but nothing is served and nothing is stored.
ENVIRONMENT = {
    "GREENPACT_DATABASE": "sqlite:///:memory:",
    "GREENPACT_DEMO": "1",
    "GREENPACT_SECRET_KEY": "a key for checking, which guards nothing and is known to everyone",
}


@dataclass(frozen=True)
class Outcome:
    """How one step ended."""

    name: str
    seconds: float
    passed: bool
    output: str

    def __str__(self) -> str:
        line = f"{'ok  ' if self.passed else 'FAIL'} {self.name:<{WIDTH}} {self.seconds:.1f} s"
        return line if self.passed else f"{line}\n{self.output.rstrip()}\n"


def check(home: Home) -> int:
    """Run every step, whatever the others say."""
    progress = Progress()
    set_up(home, progress, developing=True)
    with ThreadPoolExecutor(os.cpu_count()) as side_by_side:
        outcomes = list(side_by_side.map(lambda step: _carry_out(home, *step), steps(home).items()))
    failed = [outcome.name for outcome in outcomes if not outcome.passed]
    progress.say(f"\nFailed: {', '.join(failed)}" if failed else "\nAll is well.")
    return 1 if failed else 0


def steps(home: Home) -> dict[str, Command]:
    """Each check and its command; the longest first, so that the others fit beside it."""
    folders = [*PYTHON_CODE, *(["bench"] if (ROOT / "bench").is_dir() else [])]
    templates = sorted((ROOT / "src").rglob("templates/**/*.html"))
    import_cache = home.caches / "import-linter"
    return {
        "types (mypy)": home.module("mypy", *folders),
        "style (ruff check)": home.module("ruff", "check", *folders),
        "layout (ruff format)": home.module("ruff", "format", "--check", *folders),
        "templates (djade)": home.script("djade", "--check", "--target-version", DJANGO_VERSION, *templates),
        "who may know whom (import-linter)": home.script(
            "lint-imports", "--no-logo", "--cache-dir", import_cache
        ),
        "settings and models (Django)": django(home, "check", "--fail-level", "WARNING"),
        "migrations are written": django(home, "makemigrations", "--check", "--dry-run"),
    }


def _carry_out(home: Home, name: str, command: Command) -> Outcome:
    started = time.monotonic()
    done = subprocess.run(
        tied_to_us(command),
        cwd=ROOT,
        env=home.variables(**ENVIRONMENT),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    outcome = Outcome(name, time.monotonic() - started, done.returncode == 0, done.stdout)
    print(outcome, flush=True)
    return outcome
