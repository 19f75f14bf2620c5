"""What a browser loads for a page: requests and bytes over the wire, everything included."""

from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Page, Response

from launcher.programs import find_chromium
from tests import browsers


@dataclass(frozen=True, slots=True)
class Weight:
    requests: int
    kilobytes: float


def weigh(pages: Mapping[str, str]) -> dict[str, Weight]:
    """Open each page in a fresh browser; empty when there is no Chromium."""
    chromium = find_chromium()
    if chromium is None:
        return {}
    with browsers.running(chromium) as browser:
        weights = {}
        for name, address in pages.items():
            with browser.new_context(locale="de-DE") as context:
                page = context.new_page()
                weights[name] = _weight(page, address)
        return weights


def _weight(page: Page, address: str) -> Weight:
    """Everything that came over the wire; drawings inside the style sheet are no requests."""
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108  # Playwright marks its handlers
    page.goto(address, wait_until="networkidle")
    asked = [response.request for response in responses if not response.url.startswith("data:")]
    return Weight(len(asked), sum(request.sizes()["responseBodySize"] for request in asked) / 1024)
