"""Seed a network, serve it, and print how fast its pages are beside the floors: `./greenpact bench --help`."""

import argparse
import json
import os
import platform
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from bench.measuring import import_deals, look_at_pages, measure, run
from bench.printing import print_growth, print_table
from bench.sizes import Size
from tests.databases import private_server

SECRET = "a key for measurements, which guards nothing and is known to everyone"  # noqa: S105


def main() -> None:
    # Whoever is told to end clears away what it started.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    wanted = _wanted()
    if shutil.which("wrk") is None:
        sys.exit("wrk is not installed; it asks the servers. On Debian: apt-get install wrk")
    size = Size(wanted.cities, wanted.deals, wanted.parties, wanted.clauses)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; {size}")
    for database in ("sqlite", "postgresql") if wanted.database == "both" else (wanted.database,):
        with prepared(database, size) as variables:
            found = measure(variables, seconds=wanted.seconds, rounds=wanted.rounds)
            found["papers"] = json.loads(run("bench.papers", variables=variables))
            found["proofs"] = json.loads(run("bench.proofs", variables=variables))
            found["meters"] = json.loads(run("bench.meters", variables=variables))
            if wanted.ideas:
                found["hints"] = {
                    "hints": json.loads(run("bench.resembling", str(wanted.ideas), variables=variables))
                }
            if wanted.readings:
                found["readings"] = {
                    "readings": json.loads(run("bench.readings", str(wanted.readings), variables=variables))
                }
            if wanted.imported:
                found["imports"] = {"import": import_deals(wanted.imported, variables)}
        print_table(database, found)
        if wanted.against:
            with prepared(database, replace(size, deals=wanted.against)) as variables:
                found["small"] = look_at_pages(variables)
            print_growth(found["small"], found["looks"], times=size.deals / wanted.against)
        keep_result(database, size, found)


def _wanted() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="./greenpact bench", description=__doc__)
    usual = Size()
    for name in ("cities", "deals", "parties", "clauses"):
        reader.add_argument(f"--{name}", type=int, default=getattr(usual, name))
    reader.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="sqlite")
    reader.add_argument("--seconds", type=int, default=4, help="how long each address is asked (default: 4)")
    reader.add_argument(
        "--rounds", type=int, default=3, help="how often; the median is shown (default: 3; 0: none)"
    )
    reader.add_argument(
        "--ideas", type=int, default=50_000, help="among which hints are looked for; 0 for none"
    )
    reader.add_argument(
        "--readings", type=int, default=1_000_000, help="readings that are taken in from one file; 0 for none"
    )
    reader.add_argument("--imported", type=int, default=10_000, help="deals of the import; 0 for none")
    reader.add_argument(
        "--against",
        type=int,
        metavar="DEALS",
        help="also a network of so many deals a city, to see what growth costs",
    )
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
