"""The two lasting processes, web and worker, and the command line of Django behind both."""

import os
from collections.abc import Mapping, Sequence

from launcher.places import Home
from launcher.programs import Command, replace_us_with, run
from launcher.progress import Progress
from launcher.refusal import Refusal
from launcher.setting_up import set_up

APPLICATION = "greenpact.config.wsgi:application"


def django(home: Home, *words: str) -> list[str]:
    return home.module("django", *words)


def web(home: Home, address: str) -> Command:
    """gunicorn, loaded once and forked; WEB_CONCURRENCY and GUNICORN_CMD_ARGS have the last word."""
    workers = os.environ.get("WEB_CONCURRENCY", "2")
    size = ["--worker-class", "gthread", "--workers", workers, "--threads", "4"]
    calm = ["--preload", "--no-control-socket", "--log-level", "warning", "--graceful-timeout", "8"]
    return home.module("gunicorn", APPLICATION, "--bind", address, *size, *calm)


def serve(home: Home, address: str) -> int:
    """Become the web server, once settings and database have been found in order."""
    progress = Progress()
    set_up(home, progress)
    variables = home.variables()
    gather_static_files(home, variables, progress)
    with progress.step("Database"):
        _refuse_old_database(home)
    progress.say(f"Starting the web server at {address}.")
    return replace_us_with(web(home, address), variables=variables)


def gather_static_files(home: Home, variables: Mapping[str, str], progress: Progress) -> None:
    """Put everything that is served as a file into one place, under names that tell its content."""
    make_look(home, variables, progress)
    with progress.step("Static files"):
        run(
            django(home, "collectstatic", "--no-input"), variables=variables, purpose="gathering static files"
        )


def make_look(home: Home, variables: Mapping[str, str], progress: Progress) -> None:
    """Cut style sheet, fonts and map files to what our pages use of the packages."""
    with progress.step("Look"):
        run(django(home, "look"), variables=variables, purpose="putting the look together")


def manage(home: Home, words: Sequence[str]) -> int:
    """Become Django's command line."""
    set_up(home, Progress())
    return replace_us_with(django(home, *words), variables=home.variables())


def _refuse_old_database(home: Home) -> None:
    look = django(home, "migrate", "--check", "--plan")
    try:
        run(look, variables=home.variables(), purpose="looking at the database")
    except Refusal as refusal:
        advice = "If the database is only older than this release: ./greenpact manage migrate brings it up."
        raise Refusal(f"{refusal}\n{advice}") from refusal
