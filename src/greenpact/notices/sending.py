"""Sending what is due: each mail is claimed in its row, and the row says when it has left.

What becomes of a mail whose sender was killed stands in decision 10: before it left it is simply sent; when it was just
leaving, nobody knows, and it goes out again only where twice does no harm.
"""

import logging
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from greenpact.notices.composing import compose, wanted_notices
from greenpact.notices.handing_over import (
    HandOver,
    InDoubt,
    NotAccepted,
    ServerAway,
    counter,
    names_files,
)
from greenpact.notices.models import Mail, MailState, Notice
from greenpact.notices.rules import PAUSES, REPEATED_IN_DOUBT

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=15)
MOST_A_ROUND = 50
AWAY = timedelta(minutes=1)  # how long all mails wait while no server can be reached
REPEATED = "repeated"

#: A notice as it is once it has been sent: the key stays, so that it is never told twice; the words go.
WORDLESS = {"subject": "", "lines": [], "link": "", "link_words": "", "about": "", "reply_to": ""}


class LostClaim(Exception):
    """Somebody else holds the mail by now, or it was erased: it must not leave."""


def send_due(at: datetime) -> bool:
    """Send the mails that are due; whether there were any. Called by the worker's rounds."""
    take_up_left(at)
    due = list(Mail.objects.due(at).order_by("due_at", "pk").values_list("pk", flat=True)[:MOST_A_ROUND])
    if not due:
        return False
    try:
        with counter() as hand_over:
            for pk in due:
                if mail := claim(pk, at=at):
                    _send(mail, hand_over, at)
    except ServerAway as away:
        log.warning("No mail server can be reached (%s); mails wait.", away)
        Mail.objects.due(at).update(due_at=at + AWAY)
        return False
    return True


def claim(pk: int, *, at: datetime) -> Mail | None:
    """Take a mail that nobody holds; None when somebody was quicker."""
    if not Mail.objects.due(at).filter(pk=pk).update(state=MailState.CLAIMED, leased_until=at + LEASE):
        return None
    return Mail.objects.select_related("account").filter(pk=pk).first()


def take_up_left(at: datetime) -> None:
    """Decide what becomes of mails whose sender was killed."""
    left = Mail.objects.left_lying(at)
    left.filter(state=MailState.CLAIMED).update(state=MailState.WAITING, leased_until=None)
    for mail in left.filter(state=MailState.LEAVING).prefetch_related("notices"):
        _doubt(mail)


def _send(mail: Mail, hand_over: HandOver, at: datetime) -> None:
    """Send one mail that was claimed, and note what became of it."""
    notices = wanted_notices(mail)
    if not notices:
        _over(mail, MailState.DROPPED, at)
        return
    try:
        hand_over(compose(mail, notices), mail.key, partial(_leave, mail))
    except LostClaim:
        return
    except ServerAway as away:
        _put_off(mail, str(away), at)
        raise
    except NotAccepted as refusal:
        _put_off(mail, refusal.fault, at, is_final=refusal.is_final)
    except InDoubt as doubt:
        _doubt(mail, str(doubt))
    except Exception as error:  # noqa: BLE001  # one mail that cannot be made must not hold up the others
        _put_off(mail, type(error).__name__, at)
    else:
        _over(mail, MailState.SENT, at)


def _held(mail: Mail) -> QuerySet[Mail]:
    """The mail's row, if it is still ours."""
    mine = Mail.objects.filter(pk=mail.pk, leased_until=mail.leased_until)
    return mine.filter(state__in=(MailState.CLAIMED, MailState.LEAVING))


def _leave(mail: Mail) -> None:
    """Note that the mail is leaving now; raises `LostClaim` when it must not."""
    if not _held(mail).update(state=MailState.LEAVING):
        raise LostClaim(mail.key)


@transaction.atomic
def _over(mail: Mail, state: MailState, at: datetime) -> None:
    """A mail is sent, or not wanted any more: what it said and to which address is let go."""
    sent_at = at if state == MailState.SENT else None
    if _held(mail).update(state=state, sent_at=sent_at, leased_until=None, email="", leave_off="", fault=""):
        Notice.objects.filter(mail=mail.pk).update(**WORDLESS)


def _put_off(mail: Mail, fault: str, at: datetime, *, is_final: bool = False) -> None:
    """Try a mail again later, or give it up: somebody sees it in the list of undelivered mails."""
    attempts = mail.attempts + 1
    is_over = is_final or attempts > len(PAUSES)
    _held(mail).update(
        state=MailState.FAILED if is_over else MailState.WAITING,
        due_at=at if is_over else at + PAUSES[attempts - 1],
        attempts=attempts,
        leased_until=None,
        fault=fault[:80],
    )
    log.warning("Mail %s was not accepted: %s.", mail.pk, fault)


def _doubt(mail: Mail, fault: str = "") -> None:
    """Nobody knows whether a mail arrived: decide as decision 10 says."""
    kinds = {notice.kind for notice in mail.notices.all()}
    is_harmless = kinds <= REPEATED_IN_DOUBT and mail.fault != REPEATED
    if names_files() or is_harmless:
        _held(mail).update(state=MailState.WAITING, leased_until=None, fault=REPEATED)
    else:
        _held(mail).update(state=MailState.IN_DOUBT, leased_until=None, fault=fault[:80])
        log.warning("Mail %s has perhaps been sent: %s.", mail.pk, fault or "its sender was killed")
