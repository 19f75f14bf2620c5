"""The two lasting processes, web and worker, and the command line of Django behind both."""

import os
import socket
from collections.abc import Mapping, Sequence

from launcher.places import Home
from launcher.programs import SETTINGS_REFUSE, Command, replace_us_with, run
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
    if not address.startswith("unix:"):
        host, _, port = address.rpartition(":")
        refuse_taken(host.strip("[]"), int(port))
    progress = Progress()
    set_up(home, progress)
    variables = home.variables()
    with progress.step("Database"):
        refuse_unready_database(home)
    gather_static_files(home, variables, progress)
    progress.say(f"Starting the web server at {address}.")
    return replace_us_with(web(home, address), variables=variables)


def refuse_taken(host: str, port: int) -> None:
    """Say at once that another program listens there, or that no one can, instead of a minute later."""
    try:
        family, *_, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(where)
    except OSError as error:
        raise Refusal(
            f"{host}:{port} cannot be used ({error.strerror}). Choose another port or host."
        ) from error


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


def refuse_unready_database(home: Home) -> None:
    """Say in a sentence that the database cannot be reached, or that it is not yet as this release needs it."""
    look = django(home, "migrate", "--check", "--verbosity", "0")
    try:
        run(look, variables=home.variables(), purpose="looking at the database")
    except Refusal as refusal:
        _before, was_an_error, reason = str(refusal).rpartition("OperationalError: ")
        if was_an_error:
            raise Refusal(f"The database cannot be reached: {reason}\nSee GREENPACT_DATABASE.") from refusal
        if "Traceback" in str(refusal) or str(refusal).startswith(SETTINGS_REFUSE):
            raise
        raise Refusal(
            "The database is new or older than this release. First bring it up: ./greenpact manage migrate"
        ) from refusal
