"""`./greenpact demo`: from a bare machine to a page with the real programme on it."""

import http.client
import time
from collections.abc import Callable, Sequence
from itertools import zip_longest

from launcher.lasting import Lasting, running, told_to_end
from launcher.places import Home
from launcher.preparing import prepare
from launcher.progress import Progress
from launcher.refusal import Refusal
from launcher.serving import django, refuse_taken, web
from launcher.setting_up import set_up

HOST = "127.0.0.1"
PATIENCE = 30.0


def demo(home: Home, port: int) -> int:
    """Prepare everything, run web and worker until told to end, and leave nothing running."""
    refuse_taken(HOST, port)
    progress = Progress()
    set_up(home, progress)
    variables = home.variables(GREENPACT_DEMO="1", GREENPACT_ORIGIN=f"http://{HOST}:{port}")
    sign_ins = prepare(home, variables, progress)
    commands = {"web": web(home, f"{HOST}:{port}"), "worker": django(home, "worker")}
    with told_to_end() as ended, running(home, commands, variables) as processes:
        with progress.step("Web and worker"):
            _await_health(port, processes, ended)
        progress.say(
            f"\nGreenpact is at http://{HOST}:{port}/\n\n{in_columns(sign_ins)}\n\n{hints(home, port)}"
        )
        while not ended():
            _refuse_if_ended(processes)
            time.sleep(0.2)
        progress.say("\nEnding.")
    progress.say(f"Greenpact has ended; what it stored stays in {home.folder}.")
    return 0


def hints(home: Home, port: int) -> str:
    """Where to begin, what a click needs, where mails lie, and how it ends."""
    return "\n".join(
        (
            f"Everything invented is at http://{HOST}:{port}/musterstadt/ with deals in every state.",
            "Whoever signs by a click first sets up a second factor under “Your account”, with any authenticator app.",
            f"No mail leaves this machine; all lie in {home.folder / 'mails'}.",
            "Ctrl-C ends it.",
        )
    )


def in_columns(lines: str) -> str:
    """Lines of cells, set under one another."""
    rows = [line.split("\t") for line in lines.splitlines()]
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    padded = [[f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)] for row in rows]
    return "\n".join("   ".join(row).rstrip() for row in padded)


def _await_health(port: int, processes: Sequence[Lasting], ended: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ended() and not _is_healthy(port):
        _refuse_if_ended(processes)
        if time.monotonic() > deadline:
            logs = " and ".join(str(lasting.log) for lasting in processes)
            raise Refusal(f"The web server did not answer within {PATIENCE:.0f} seconds; see {logs}.")
        time.sleep(0.05)


def _is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def _refuse_if_ended(processes: Sequence[Lasting]) -> None:
    for lasting in processes:
        lasting.refuse_if_ended()
