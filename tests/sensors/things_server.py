"""A small SensorThings 1.1 server for tests, on 127.0.0.1: datastreams with observations, page by page."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass
class Things:
    """What the server knows: (id, phenomenonTime, result) of one datastream, and how it misbehaves."""

    observations: list[tuple[int, str, Any]] = field(default_factory=list)
    on_a_page: int = 3
    asked: list[str] = field(default_factory=list)
    status: int = 200
    elsewhere: str = ""
    address: str = ""


@contextmanager
def serving(things: Things) -> Iterator[Things]:
    """Serve what `things` holds; its `address` says where."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            things.asked.append(unquote(self.path))
            parts = urlsplit(self.path)
            body = json.dumps(_answer(things, parts.path, parse_qs(parts.query))).encode()
            self.send_response(things.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        things.address = f"http://127.0.0.1:{server.server_port}/FROST-Server/v1.1"
        yield things
        server.shutdown()


def _answer(things: Things, path: str, query: dict[str, list[str]]) -> dict[str, Any]:
    if path.endswith("/Datastreams"):
        unit = {"name": "kilowatt hour", "symbol": "kWh", "definition": "http://qudt.org/vocab/unit/KiloW-HR"}
        return {"value": [{"@iot.id": 7, "name": "Depot meter", "unitOfMeasurement": unit}]}
    after = re.search(r"id gt (\d+)", query.get("$filter", [""])[0])
    skipped = int(query.get("$skip", ["0"])[0])
    rows = [row for row in sorted(things.observations) if not after or row[0] > int(after[1])]
    page = rows[skipped : skipped + things.on_a_page]
    said: dict[str, Any] = {
        "value": [
            {"@iot.id": ref, "phenomenonTime": time, "result": result, "resultTime": None}
            for ref, time, result in page
        ]
    }
    if skipped + things.on_a_page < len(rows):
        base = things.elsewhere or things.address.rpartition("/FROST")[0]
        kept = f"&$filter=id%20gt%20{after[1]}" if after else ""
        said["@iot.nextLink"] = f"{base}{path}?$skip={skipped + things.on_a_page}{kept}"
    return said
