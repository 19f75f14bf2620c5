"""Seed a network, serve it, and print how fast its pages are beside the floors: `./greenpact bench --help`."""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.loading import Load, load
from bench.serving import BARE, DJANGO, PLATFORM, server
from bench.sizes import PAGES, Size
from bench.weighing import weigh
from tests.databases import private_server

PORT = 8790
SECRET = "a key for measurements, which guards nothing and is known to everyone"  # noqa: S105


def main() -> None:
    wanted = _wanted()
    if shutil.which("wrk") is None:
        sys.exit("wrk is not installed; it asks the servers. On Debian: apt-get install wrk")
    size = Size(wanted.cities, wanted.deals, wanted.parties, wanted.clauses)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; {size}")
    for database in ("sqlite", "postgresql") if wanted.database == "both" else (wanted.database,):
        with prepared(database, size) as variables:
            found = measure(variables, seconds=wanted.seconds)
        print_table(database, found)
        keep_result(database, size, found)


def _wanted() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="./greenpact bench", description=__doc__)
    usual = Size()
    for name in ("cities", "deals", "parties", "clauses"):
        reader.add_argument(f"--{name}", type=int, default=getattr(usual, name))
    reader.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="sqlite")
    reader.add_argument("--seconds", type=int, default=8, help="how long each address is asked (default: 8)")
    return reader.parse_args()


@contextmanager
def prepared(database: str, size: Size) -> Iterator[dict[str, str]]:
    """A seeded database in a temporary folder; gives the variables that every process needs."""
    home = Path(tempfile.mkdtemp(prefix="greenpact-bench-"))
    assets = Path(os.environ["GREENPACT_HOME"]) / "assets"
    if assets.is_dir():
        (home / "assets").symlink_to(assets)
    variables = os.environ | {
        "GREENPACT_HOME": str(home),
        "GREENPACT_HOSTS": "127.0.0.1,testserver",
        "GREENPACT_SECRET_KEY": SECRET,
        "GREENPACT_PLAIN_HTTP": "1",
        "GREENPACT_DEMO": "",
    }
    try:
        with address_of(database, home) as address:
            variables["GREENPACT_DATABASE"] = address
            began = time.perf_counter()
            run("bench.seeding", *map(str, asdict(size).values()), variables=variables)
            print(f"seeded {size.all_deals} deals on {database} in {time.perf_counter() - began:.0f} s")
            run("django", "collectstatic", "--no-input", "--verbosity", "0", variables=variables)
            yield variables
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def address_of(database: str, home: Path) -> Iterator[str]:
    if database == "sqlite":
        yield f"sqlite:///{home / 'bench.sqlite3'}"
    else:
        with private_server() as address:
            yield address


def run(module: str, *words: str, variables: dict[str, str]) -> str:
    """Run a module of ours in a process of its own; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", module, *words], env=variables, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def measure(variables: dict[str, str], *, seconds: int) -> dict[str, Any]:
    """Floors first, then every page made anew for each reader, then kept."""
    loads: dict[str, Load] = {}
    with server(BARE, port=PORT, variables=variables, probe="/") as origin:
        loads["floor: bare WSGI answer"] = load(origin, seconds=seconds)
    with server(
        DJANGO,
        port=PORT,
        variables=variables | {"DJANGO_SETTINGS_MODULE": "bench.floor_settings"},
        probe="/ping",
    ) as origin:
        loads["floor: bare Django view"] = load(f"{origin}/ping", seconds=seconds)
        loads["floor: minimal template view"] = load(f"{origin}/template", seconds=seconds)
    anew = variables | {"GREENPACT_KEPT_PAGES_MB": "0"}
    with server(PLATFORM, port=PORT, variables=anew, probe="/healthz") as origin:
        loads["ceiling: static file"] = load(origin + static_file(variables), seconds=seconds)
        for name, address in PAGES.items():
            loads[f"{name}, cold"] = load(
                origin + address, seconds=seconds, headers={"Accept-Language": "de"}
            )
    with server(PLATFORM, port=PORT, variables=variables, probe="/healthz") as origin:
        for name, address in PAGES.items():
            loads[f"{name}, kept"] = load(
                origin + address, seconds=seconds, headers={"Accept-Language": "de"}
            )
        weights = weigh(
            origin, {name: address for name, address in PAGES.items() if not address.startswith("/api")}
        )
    return {
        "loads": loads,
        "weights": weights,
        "looks": json.loads(run("bench.looking", variables=variables)),
    }


def static_file(variables: dict[str, str]) -> str:
    """The address of the style sheet, as the pages name it."""
    manifest = Path(variables["GREENPACT_HOME"]) / "static" / "staticfiles.json"
    names: dict[str, str] = json.loads(manifest.read_text())["paths"]
    return "/static/" + next(to for name, to in names.items() if name.endswith("greenpact.css"))


def print_table(database: str, found: dict[str, Any]) -> None:
    loads: dict[str, Load] = found["loads"]
    bare = loads["floor: bare WSGI answer"].per_second
    plain = loads["floor: minimal template view"].per_second
    print(
        f"\n{database:<32}{'answers/s':>10}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'of bare':>9}{'× templ.':>9}"
    )
    for name, row in loads.items():
        ratios = f"{row.per_second / bare:>9.2f}{plain / row.per_second:>9.2f}"
        fault = f"  {row.errors} errors" if row.errors else ""
        print(
            f"{name:<32}{row.per_second:>10.0f}{row.p50_ms:>9.2f}{row.p95_ms:>9.2f}{row.p99_ms:>9.2f}{ratios}{fault}"
        )
    print(f"\n{'page':<32}{'queries':>9}{'ms':>9}{'KB':>9}{'zipped':>9}{'requests':>10}{'all KB':>9}")
    for name, row in found["looks"].items():
        weight = found["weights"].get(name)
        loaded = f"{weight.requests:>10}{weight.kilobytes:>9.1f}" if weight else ""
        print(
            f"{name:<32}{row['queries']:>9}{row['ms']:>9.1f}"
            f"{row['bytes'] / 1024:>9.1f}{row['zipped'] / 1024:>9.1f}{loaded}"
        )


def keep_result(database: str, size: Size, found: dict[str, Any]) -> None:
    """Write the figures beside those of earlier runs, under the home folder."""
    folder = Path(os.environ["GREENPACT_HOME"]) / "bench"
    folder.mkdir(exist_ok=True)
    file = folder / f"{time.strftime('%Y-%m-%d-%H%M')}-{database}-{size.all_deals}.json"
    plain = {part: {name: _plain(row) for name, row in rows.items()} for part, rows in found.items()}
    file.write_text(json.dumps({"size": asdict(size), "database": database, **plain}, indent=1))
    print(f"\nkept as {file}")


def _plain(row: Any) -> Any:
    return row if isinstance(row, dict) else asdict(row)


if __name__ == "__main__":
    main()
