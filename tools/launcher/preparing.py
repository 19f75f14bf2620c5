"""Preparing the demo: database, real programme and static files, again only when what they come from has changed."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from launcher import stamps
from launcher.places import ROOT, Home
from launcher.programs import run
from launcher.progress import Progress
from launcher.serving import django, gather_static_files

SOURCES = ("src", "demo", "package-lock.json")
RESULTS = ("greenpact.sqlite3", "static/staticfiles.json", "demo-sign-ins", "demo-seals")


def prepare(home: Home, variables: Mapping[str, str], progress: Progress) -> str:
    """Bring everything up to date and return the sign-ins of the demo, a line each."""
    stamp = home.folder / "demo-prepared"
    sources = _sources()
    if "GREENPACT_DATABASE" in variables or stamps.read(stamp) != f"{sources} {_results(home)}":
        stamp.unlink(missing_ok=True)
        _carry_out(home, variables, progress)
        stamps.write(stamp, f"{sources} {_results(home)}")
    return _sign_ins(home).read_text(encoding="utf-8")


def _carry_out(home: Home, variables: Mapping[str, str], progress: Progress) -> None:
    """The database, then its content and the static files side by side, for these do not need each other."""
    with progress.step("Database"):
        run(django(home, "migrate", "--no-input"), variables=variables, purpose="preparing the database")
    with ThreadPoolExecutor() as side_by_side:
        static_files = side_by_side.submit(gather_static_files, home, variables, progress)
        with progress.step("Real programme"):
            load = django(home, "load_demo", "--sign-ins")
            sign_ins = run(load, variables=variables, purpose="loading the real programme")
        static_files.result()
    _sign_ins(home).touch(mode=0o600)
    _sign_ins(home).write_text(sign_ins.strip(), encoding="utf-8")


def _sign_ins(home: Home) -> Path:
    return home.folder / "demo-sign-ins"


def _sources() -> str:
    """The fingerprint of all that the demo is made from."""
    files = [path for source in SOURCES for path in _files(ROOT / source)]
    return stamps.digest(files, *(str(path.relative_to(ROOT)) for path in files))


def _results(home: Home) -> str:
    """Which very files were made from it: a database thrown away is made anew."""
    made = [home.folder / name for name in RESULTS]
    return " ".join(str(path.stat().st_ino if path.exists() else None) for path in made)


def _files(source: Path) -> list[Path]:
    if source.is_file():
        return [source]
    return sorted(path for path in source.rglob("*") if path.is_file() and path.suffix != ".pyc")
