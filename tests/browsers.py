"""The browser of the journeys: this machine's Chromium, which talks to nobody but the page under test."""

import os
from asyncio import events
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connections
from playwright.sync_api import Browser, Page, expect, sync_playwright

from launcher.places import ROOT

# A browser likes to talk: updates, hints, sign-in, spell checkers. No name but our own even resolves.
SILENT = (
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-features=AutofillServerCommunication,MediaRouter,OptimizationHints,Translate",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-proxy-server",
)

#: How long a page may take until it shows what is expected, on a busy machine; only what fails waits so long.
expect.set_options(timeout=20_000)  # milliseconds

AXE = ROOT / os.environ.get("GREENPACT_HOME", "var") / "assets" / "node_modules" / "axe-core" / "axe.min.js"
ASKED = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@contextmanager
def running(chromium: Path) -> Iterator[Browser]:
    """Start Chromium for as long as the block lasts; what it keeps of its own goes with it."""
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with TemporaryDirectory(prefix="greenpact-") as keeps, sync_playwright() as playwright:
        elsewhere = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), keeps)
        browser = playwright.chromium.launch(
            executable_path=chromium, args=[*SILENT, *as_root], env={**os.environ, **elsewhere}
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def out_of_the_way() -> Iterator[None]:
    """Playwright's event loop is out of sight for as long as the block lasts, which must not touch the browser.

    Playwright leaves its loop running in the thread of the test; whoever calls `asyncio.run` there is refused,
    and pyHanko does so for every signature and every seal. Without a loop in sight Django connects to the database once
    more, so that connection is closed again.
    """
    kept = events._get_running_loop()
    events._set_running_loop(None)
    try:
        yield
    finally:
        if kept is not None:
            connections.close_all()
        events._set_running_loop(kept)


def faults(page: Page) -> list[str]:
    """What axe finds on the page as it stands, one readable line for each element concerned."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    run = "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})"
    found: dict[str, Any] = page.evaluate(run, list(ASKED))
    return [
        f"{violation['id']}: {violation['help']} — {node['html']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
