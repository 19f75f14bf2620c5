"""Settling what was not delivered, and letting go of words and addresses that nobody needs any more."""

from datetime import datetime, timedelta

from django.db import transaction

from greenpact.cities.models import City
from greenpact.notices.models import Mail, MailState, Notice
from greenpact.notices.sending import WORDLESS

KEPT_FOR = timedelta(days=30)


def send_again(mail: Mail, *, at: datetime) -> bool:
    """Let an undelivered mail go out once more; whether it was one that still has its words."""
    again = Mail.objects.undelivered().filter(pk=mail.pk).exclude(notices__subject="")
    return bool(again.update(state=MailState.WAITING, due_at=at, attempts=0, fault=""))


@transaction.atomic
def let_go(mail: Mail) -> None:
    """Take an undelivered mail off the list: what it said and to which address goes."""
    if Mail.objects.undelivered().filter(pk=mail.pk).update(state=MailState.DROPPED, email=""):
        Notice.objects.filter(mail=mail.pk).update(**WORDLESS)


@transaction.atomic
def forget_address(email: str, *, city: City) -> None:
    """Let go of all that was told to an address without an account; what waits is not sent any more."""
    mails = Mail.objects.filter(email__iexact=email, notices__city=city)
    pks = list(mails.values_list("pk", flat=True))
    Notice.objects.filter(mail__in=pks).update(**WORDLESS)
    Mail.objects.filter(pk__in=pks).update(email="")
    waiting = Mail.objects.filter(pk__in=pks).exclude(state=MailState.SENT)
    waiting.update(state=MailState.DROPPED, leased_until=None)


def forget_undelivered(at: datetime) -> bool:
    """Let go of mails that could not be delivered for a month. Called once an hour by the worker."""
    for mail in Mail.objects.undelivered().filter(created_at__lt=at - KEPT_FOR):
        let_go(mail)
    return False
