"""What every test stands on: the database of the run, a home folder of its own, no network, and a browser."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as examples
from playwright.sync_api import Browser, BrowserContext, Page

from launcher.places import ROOT, SETTINGS
from launcher.programs import find_chromium
from launcher.suite import POSTGRESQL, SQLITE, in_ci
from tests import browsers
from tests.databases import private_server

INTERNET = (socket.AF_INET, socket.AF_INET6)
NEARBY = ("127.0.0.1", "::1", "localhost")
NO_BROWSER = "Chromium is not installed (apt-get install chromium)"

# Read by the settings. pytest-django loads them once `pytest_configure` below is through.
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": SETTINGS,
    "GREENPACT_HOSTS": "testserver,localhost,127.0.0.1",
    "GREENPACT_PLAIN_HTTP": "1",
    "GREENPACT_SECRET_KEY": "a key for tests, which guards nothing and is known to everyone",
}
os.environ.update(ENVIRONMENT)

# What Hypothesis remembers lies with the other caches, also when pytest was not started by the launcher.
REAL_HOME = Path(os.environ.get("GREENPACT_HOME") or ROOT / "var").resolve()
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(REAL_HOME / "caches" / "hypothesis"))

# A busy machine is no fault of the code.
examples.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("unhurried")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Make home and database before the settings are read; the processes of xdist inherit them."""
    if not hasattr(config, "workerinput"):
        stack = ExitStack()
        config.add_cleanup(stack.close)
        home = _temporary_home(stack)
        chosen = os.environ.get("GREENPACT_TEST_DATABASE", SQLITE)
        in_a_file = f"sqlite:///{home / 'unused.sqlite3'}"
        address = stack.enter_context(private_server()) if chosen == POSTGRESQL else in_a_file
        os.environ.update(GREENPACT_HOME=str(home), GREENPACT_DATABASE=address)
    django.setup()  # pytest-django does so only if somebody has read a setting before
    config.pluginmanager.import_plugin("tests.forgetting")


def _temporary_home(stack: ExitStack) -> Path:
    """A folder in place of var/ with the front-end files of the real one, in memory if the system can."""
    memory = Path("/dev/shm")
    place = memory if os.access(memory, os.W_OK) else None
    home = Path(tempfile.mkdtemp(prefix="greenpact-tests-", dir=place))
    stack.callback(shutil.rmtree, home, ignore_errors=True)
    (home / "static").mkdir()
    (home / "assets").symlink_to(REAL_HOME / "assets")
    return home


def pytest_report_header() -> str:
    return f"database: {os.environ.get('GREENPACT_TEST_DATABASE', SQLITE)}"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if not find_chromium():
        terminalreporter.write_line(f"*** {NO_BROWSER}: THE JOURNEYS WERE SKIPPED. ***", red=True, bold=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(worker_id: str) -> None:
    """SQLite in a file of this process: locks between connections are those of real use, unlike in memory."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(settings.HOME / f"{worker_id}.sqlite3")
    else:
        database["TEST"]["NAME"] = f"test_{worker_id}"


@pytest.fixture(scope="session", autouse=True)
def _settings_for_tests() -> Iterator[None]:
    """Quick password hashes, and static files as they lie in the source."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}, PASSWORD_HASHERS=hashers):
        yield


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with a browser come last: Playwright leaves an event loop in the process that pyHanko and Django see."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Whoever connects to another machine fails the test."""
    connect = socket.socket.connect

    def connect_nearby(self: socket.socket, address: Any) -> None:
        if self.family in INTERNET and address[0] not in NEARBY:
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_nearby)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys; without it they are skipped, except in CI."""
    chromium = find_chromium()
    if chromium is None:
        (pytest.fail if in_ci() else pytest.skip)(NO_BROWSER)
    with pytest.MonkeyPatch.context() as patch, browsers.running(chromium) as running:
        # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield running
        connections.close_all()  # those of the loop: without it nobody would find them any more


@pytest.fixture(autouse=True)
def _nothing_remembered(request: pytest.FixtureRequest) -> None:
    """A journey begins without the limits and used codes of those before: their table is no model's, so it is kept."""
    if "live_server" in request.fixturenames:
        request.getfixturevalue("transactional_db")
        cache.clear()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser with nothing in it: no cookies, no cache."""
    with browser.new_context() as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page of a fresh browser."""
    return context.new_page()
