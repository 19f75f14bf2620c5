"""One measurement: every address asked in turn, several rounds of it, and what the pages cost beside time."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.loading import Load, load, median
from bench.serving import BARE, DJANGO, PLATFORM, server
from bench.sizes import PAGES
from bench.weighing import weigh
from launcher.programs import tied_to_us

PORT = 8790
GERMAN = {"Accept-Language": "de"}


def measure(variables: Mapping[str, str], *, seconds: int, rounds: int) -> dict[str, Any]:
    """The loads, each the median of all rounds; and what every page weighs and asks of the database.

    A round goes through all addresses, so that a machine which slows down does so for the floors as well.
    """
    found = [dict(_round(variables, seconds)) for _number in range(rounds)]
    with server(PLATFORM, port=PORT, variables=variables, probe="/healthz") as origin:
        weights = weigh(
            origin, {name: address for name, address in PAGES.items() if not address.startswith("/api")}
        )
    return {
        "loads": {name: median([one[name] for one in found]) for name in found[0]},
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


def _round(variables: Mapping[str, str], seconds: int) -> Iterator[tuple[str, Load]]:
    """Floors first, then every page made anew for each reader, then kept."""
    with server(BARE, port=PORT, variables=variables, probe="/") as origin:
        yield "floor: bare WSGI answer", load(origin, seconds=seconds)
    floor = {**variables, "DJANGO_SETTINGS_MODULE": "bench.floor_settings"}
    with server(DJANGO, port=PORT, variables=floor, probe="/ping") as origin:
        yield "floor: bare Django view", load(f"{origin}/ping", seconds=seconds)
        yield "floor: minimal template view", load(f"{origin}/template", seconds=seconds)
    anew = {**variables, "GREENPACT_KEPT_PAGES_MB": "0"}
    with server(PLATFORM, port=PORT, variables=anew, probe="/healthz") as origin:
        yield "ceiling: static file", load(origin + _static_file(variables), seconds=seconds)
        for name, address in PAGES.items():
            yield f"{name}, cold", load(origin + address, seconds=seconds, headers=GERMAN)
    with server(PLATFORM, port=PORT, variables=variables, probe="/healthz") as origin:
        for name, address in PAGES.items():
            yield f"{name}, kept", load(origin + address, seconds=seconds, headers=GERMAN)


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
