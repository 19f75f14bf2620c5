"""Do the work that waits in rows until told to stop."""

import logging
import signal
import threading
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error as DatabaseError
from django.db import connection
from django.utils import timezone

from greenpact.workspace.working import ALWAYS, HOURLY, Work

log = logging.getLogger(__name__)

PAUSE_SECONDS = 2.0


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do one round and end.")

    def handle(self, *args: Any, **options: Any) -> None:
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        next_hourly = timezone.now()
        while not stopping.is_set():
            now = timezone.now()
            found = [_try(work, now) for work in ALWAYS]
            if now >= next_hourly:
                found += [_try(work, now) for work in HOURLY]
                next_hourly = now + timedelta(hours=1)
            if options["once"]:
                return
            if not any(found):
                stopping.wait(PAUSE_SECONDS)


def _try(work: Work, now: datetime) -> bool:
    """Do one piece of work; what fails is logged and tried again in the next round."""
    try:
        return work(now)
    except DatabaseError:
        log.exception("The database refused %s.", work.__name__)
        connection.close()
    except Exception:
        log.exception("%s failed.", work.__name__)
    return False
