"""The platform as it runs in real use, web and worker as processes of their own, which a drill kills at any moment."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Timer
from typing import Any

from django.db.models import F
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone

from greenpact.deals.models.signing import Round
from greenpact.journal.models import Chain, Cursor
from greenpact.notices.models import Mail, MailState
from greenpact.reactions.models import ReactionFault
from launcher.places import ROOT
from launcher.programs import stop, tied_to_us
from tests.notices.postbox import Postbox
from tests.reactions.test_killed import address_of_test_database

PATIENCE = 60.0
#: So many seconds longer may web live each time: on a busy machine, too, somebody gets an answer in the end.
LONGER = 0.02
#: The same for a worker, from the moment at which it has begun with something.
LONGER_WORK = 0.4
MOST_TRIES = 100
#: After what somebody comes again: an answer cut off, or a database that somebody else was writing all the time.
AGAIN = (0, 503)
TOKEN = "t" * 32


@dataclass
class Platform:
    """Web and worker on the database of the test, and how often each was killed."""

    port: int
    web: subprocess.Popen[bytes]
    variables: Mapping[str, str]
    dice: random.Random
    kills: Counter[str] = field(default_factory=Counter)

    def press(self, browser: Client, address: str, typed: Mapping[str, Any]) -> None:
        """Press a button again and again, web being killed ever later meanwhile, until somebody answers."""
        for tried in range(1, MOST_TRIES):
            blow = Timer(self.dice.uniform(0, LONGER * tried), self.kill_web)
            blow.start()
            status = sent(self.port, browser, address, typed)
            blow.cancel()
            blow.join()
            if status not in AGAIN:
                assert status in (302, 404, 422), f"{address}: {status}"
                return
        raise AssertionError("web gave no answer")

    def kill_web(self) -> None:
        """Kill every process that answers; the one that watches over them starts others."""
        children = Path(f"/proc/{self.web.pid}/task/{self.web.pid}/children").read_text().split()
        for pid in children:
            with suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)
        self.kills["web"] += bool(children)

    @contextmanager
    def worker(self) -> Iterator[None]:
        """A worker as it runs in real use; killed in the end, wherever it stands."""
        before = progress()
        command = tied_to_us([sys.executable, "-m", "django", "worker"])
        worker = subprocess.Popen(command, env=self.variables, cwd=ROOT, stderr=subprocess.DEVNULL)
        try:
            yield
            await_progress(worker, before)
            let_live(self.dice.uniform(0, LONGER_WORK * (self.kills["worker"] + 1)))
        finally:
            worker.kill()
            worker.wait()
        self.kills["worker"] += 1
        come_morning()

    def work_on(self) -> None:
        """Kill one worker after the other until all work is done."""
        while not is_over():
            with self.worker():
                pass


@contextmanager
def a_platform(postbox: Postbox, dice: random.Random, **settings: str) -> Iterator[Platform]:
    """Start web; a worker is started by whoever needs it."""
    variables = {
        **os.environ,
        **settings,
        "DJANGO_SETTINGS_MODULE": "tests.workspace.served",
        "GREENPACT_DATABASE": address_of_test_database(),
        "GREENPACT_MAIL": f"smtp+plain://127.0.0.1:{postbox.port}",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
    }
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
    size = ["--preload", "--worker-class", "gthread", "--workers", "2", "--threads", "2"]
    command = [sys.executable, "-m", "gunicorn", "tests.workspace.warm:application", *size]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "critical"]
    web = subprocess.Popen(tied_to_us(command), env=variables, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        begun = time.monotonic()
        while sent(port, Client(), "/healthz") != 200:
            assert web.poll() is None, "web did not start"
            assert time.monotonic() - begun < PATIENCE, "web did not start in time"
            time.sleep(0.1)
        yield Platform(port, web, variables, dice)
    finally:
        stop(web)


def sent(port: int, browser: Client, address: str, typed: Mapping[str, Any] | None = None) -> int:
    """The status of the answer to what a browser sends, or only asks for; 0 when it was cut off."""
    cookies = {name: one.value for name, one in browser.cookies.items()} | {"csrftoken": TOKEN}
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    body = None
    if typed is not None:
        for file in (one for one in typed.values() if hasattr(one, "seek")):
            file.seek(0)
        body = encode_multipart(BOUNDARY, {**typed, "csrfmiddlewaretoken": TOKEN})
        headers["Content-Type"] = MULTIPART_CONTENT
    line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        line.request("GET" if body is None else "POST", address, body=body, headers=headers)
        return line.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        line.close()


def await_progress(worker: subprocess.Popen[bytes], before: list[object]) -> None:
    """Wait until a worker has begun with something, or nothing is left to do."""
    begun = time.monotonic()
    while progress() == before and not is_over():
        assert worker.poll() is None, "the worker ended by itself"
        assert time.monotonic() - begun < PATIENCE, "the worker did nothing"
        time.sleep(0.01)


def let_live(seconds: float) -> None:
    """Wait so long, or until a worker has nothing left to do."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and not is_over():
        time.sleep(0.01)


def progress() -> list[object]:
    """What only a worker changes."""
    return [
        list(Cursor.objects.order_by("pk").values_list("number", flat=True)),
        Mail.objects.filter(state=MailState.SENT).count(),
        list(Round.objects.order_by("pk").values_list("sealed", "bundle")),
    ]


def is_over() -> bool:
    """Whether nothing is left to do: entries followed, mails sent, rounds sealed with their bundles."""
    on_their_way = (MailState.WAITING, MailState.CLAIMED, MailState.LEAVING)
    followed = Cursor.objects.filter(reader="reactions", number__gte=F("chain__number")).values("chain")
    is_behind = Chain.objects.filter(number__gt=0).exclude(pk__in=followed).exists()
    return not (
        is_behind
        or Cursor.objects.filter(reader="status-files", number__lt=F("chain__revision")).exists()
        or Mail.objects.filter(state__in=on_their_way).exists()
        or Round.objects.signed().filter(bundle=None).exists()
    )


def come_morning() -> None:
    """As if leases had run out, and the hour had come at which digests and the mails of the night go out."""
    now = timezone.now()
    Mail.objects.filter(leased_until__isnull=False).update(leased_until=now)
    Mail.objects.filter(state=MailState.WAITING).update(due_at=now)


def no_mail_came_twice(postbox: Postbox, kills: int) -> None:
    """Each mail has a name of its own, which tells when it comes twice; in doubt is at most one for each kill."""
    arrived = Counter(str(message["Message-ID"]) for message in postbox.taken)
    assert max(arrived.values()) == 1
    states = Counter(Mail.objects.values_list("state", flat=True))
    assert set(states) <= {MailState.SENT, MailState.IN_DOUBT}
    assert states[MailState.IN_DOUBT] <= kills
    assert states[MailState.SENT] <= len(arrived) <= states.total()
    assert not ReactionFault.objects.exists()
