"""What a browser loads for a page: requests and bytes over the wire, everything included."""

from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Response

from launcher.programs import find_chromium
from tests import browsers


@dataclass(frozen=True, slots=True)
class Weight:
    requests: int
    kilobytes: float


def weigh(origin: str, pages: Mapping[str, str]) -> dict[str, Weight]:
    """Open each page in a fresh browser; empty when there is no Chromium."""
    chromium = find_chromium()
    if chromium is None:
        return {}
    with browsers.running(chromium) as browser:
        weights = {}
        for name, address in pages.items():
            with browser.new_context(locale="de-DE") as context:
                page = context.new_page()
                responses: list[Response] = []
                page.on("response", responses.append)
                page.goto(origin + address, wait_until="networkidle")
                sizes = [response.request.sizes()["responseBodySize"] for response in responses]
                weights[name] = Weight(len(responses), sum(sizes) / 1024)
        return weights
