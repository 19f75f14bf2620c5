"""One measurement: every address asked in turn, several rounds of it, and what the pages cost beside time."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from bench.loading import Load, load, median
from bench.serving import BARE, DJANGO, PLATFORM, server
from bench.sizes import PAGES
from bench.weighing import weigh
from launcher.programs import tied_to_us

PORT = 8790  # and the three behind it
WARM_UP = 2  # seconds
GERMAN = {"Accept-Language": "de"}


@dataclass(frozen=True, slots=True)
class Row:
    """An address under its name in the table."""

    name: str
    address: str
    is_page: bool = False

    @property
    def is_kept_html(self) -> bool:
        return self.name.endswith(", kept") and "/api/" not in self.address

    def ask(self, seconds: int) -> Load:
        return load(self.address, seconds=seconds, headers=GERMAN if self.is_page else {})


def measure(variables: Mapping[str, str], *, seconds: int, rounds: int) -> dict[str, Any]:
    """The loads, each the median of all rounds; and what every page weighs and asks of the database.

    All servers run all the time, and a round goes through all addresses: when the machine slows down, it does so for
    the floors as well. Without rounds nothing is asked over the network.
    """
    if not rounds:
        return {"loads": {}, "weights": {}, "looks": look_at_pages(variables)}
    with ExitStack() as servers:
        rows = list(_rows(servers, variables))
        for row in rows:
            row.ask(WARM_UP)
        found = [{row.name: row.ask(seconds) for row in rows} for _round in range(rounds)]
        weights = weigh({row.name.removesuffix(", kept"): row.address for row in rows if row.is_kept_html})
    return {
        "loads": {row.name: median([one[row.name] for one in found]) for row in rows},
        "weights": weights,
        "looks": look_at_pages(variables),
    }


def look_at_pages(variables: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """What every page costs inside the process, as `bench.looking` says."""
    looks: dict[str, dict[str, Any]] = json.loads(run("bench.looking", variables=variables))
    return looks


def import_deals(deals: int, variables: Mapping[str, str]) -> dict[str, Any]:
    """What importing so many deals takes, as `bench.importing` says."""
    took: dict[str, Any] = json.loads(run("bench.importing", str(deals), variables=variables))
    return took


def _rows(servers: ExitStack, variables: Mapping[str, str]) -> Iterator[Row]:
    """Floors first, then every page made anew for each reader, then kept."""
    ports = count(PORT)

    def start(application: str, probe: str, **more: str) -> str:
        return servers.enter_context(
            server(application, port=next(ports), variables={**variables, **more}, probe=probe)
        )

    yield Row("floor: bare WSGI answer", start(BARE, "/"))
    floor = start(DJANGO, "/ping", DJANGO_SETTINGS_MODULE="bench.floor_settings")
    yield Row("floor: bare Django view", f"{floor}/ping")
    yield Row("floor: minimal template view", f"{floor}/template")
    anew, kept = start(PLATFORM, "/healthz", GREENPACT_KEPT_PAGES_MB="0"), start(PLATFORM, "/healthz")
    yield Row("ceiling: static file", anew + _static_file(variables))
    for origin, how in ((anew, "cold"), (kept, "kept")):
        for name, address in PAGES.items():
            yield Row(f"{name}, {how}", origin + address, is_page=True)


def _static_file(variables: Mapping[str, str]) -> str:
    """The address of the style sheet, as the pages name it."""
    manifest = Path(variables["GREENPACT_HOME"]) / "static" / "staticfiles.json"
    names: dict[str, str] = json.loads(manifest.read_text())["paths"]
    return "/static/" + next(to for name, to in names.items() if name.endswith("greenpact.css"))


def run(module: str, *words: str, variables: Mapping[str, str]) -> str:
    """Run a module in a process of its own; what it printed."""
    command = tied_to_us([sys.executable, "-m", module, *words])
    done = subprocess.run(command, env=variables, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout
