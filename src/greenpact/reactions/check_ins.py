"""What follows when owners are asked about their measures: mails with links of their own, and who else is told."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.ideas.assigning import programme_office
from greenpact.journal.models import Entry
from greenpact.measures.check_in_links import path_of
from greenpact.measures.models import CheckIn, CheckInLink
from greenpact.notices.posting import Letter, post_to_account, post_to_address
from greenpact.notices.rules import Kind
from greenpact.ui import figures
from greenpact.ui.wording import worded

Reaction = Callable[[Entry, datetime], None]


def ask(entry: Entry, at: datetime) -> None:
    """Send the link to whoever is asked; where nobody is known, the programme office learns of that."""
    if check_in := _open(entry):
        link = _link(check_in, str(entry.payload["link"]))
        if link is None:
            _tell_office(check_in, entry, lambda: _nobody_to_ask(check_in), at)
        else:
            _send(link, "asked", lambda: _asked(link), at)


def remind(entry: Entry, at: datetime) -> None:
    """Remind everybody who has a link, once for each step."""
    if check_in := _open(entry):
        step = str(entry.payload["step"])
        for link in _links(check_in):
            _send(link, step, lambda link=link: _reminder(link), at)  # type: ignore[misc]


def escalate(entry: Entry, at: datetime) -> None:
    """Send the deputy a link, and tell the programme office that nobody has answered."""
    if check_in := _open(entry):
        if link := _link(check_in, str(entry.payload["link"])):
            _send(link, "escalated", lambda: _to_deputy(link), at)
        _tell_office(check_in, entry, lambda: _late(check_in), at)


def pass_on(entry: Entry, at: datetime) -> None:
    """Send a link to the one to whom a check-in was passed on."""
    if (check_in := _open(entry)) and (link := _link(check_in, str(entry.payload["link"]))):
        _send(link, "passed_on", lambda: _passed_on(link), at)


def _open(entry: Entry) -> CheckIn | None:
    """The check-in of an entry as long as it waits; who has answered is not written to again."""
    rows = CheckIn.objects.open().select_related("city", "measure__clause__deal", "measure__clause__party")
    return rows.filter(city__chain=entry.chain_id, ref=entry.payload["check_in"]).first()


def _links(check_in: CheckIn) -> Iterable[CheckInLink]:
    links = check_in.links.filter(revoked_at__isnull=True).exclude(email="")
    for link in links:
        link.check_in = check_in
        yield link


def _link(check_in: CheckIn, ref: str) -> CheckInLink | None:
    return next((link for link in _links(check_in) if link.ref == ref), None)


def _send(link: CheckInLink, what: str, write: Callable[[], Letter], at: datetime) -> None:
    check_in = link.check_in
    post_to_address(
        link.email,
        language=link.language,
        kind=Kind.DUTY,
        write=write,
        key=f"check-in:{check_in.ref}:{link.ref}:{what}",
        city=check_in.city,
        at=at,
    )


def _tell_office(check_in: CheckIn, entry: Entry, write: Callable[[], Letter], at: datetime) -> None:
    city = check_in.city
    for account in programme_office(city, city.day(at)):
        key = f"check-in:{check_in.ref}:{entry.verb}:{account.ref}"
        post_to_account(account, kind=Kind.DUTY, write=write, key=key, city=city, at=at)


def _promise(check_in: CheckIn) -> str:
    text = worded(check_in.measure.clause.text, get_language() or "en").text
    return text if len(text) <= 120 else f"{text[:120].rpartition(' ')[0]} …"


def _due(check_in: CheckIn) -> str:
    day = figures.day(check_in.due_on, get_language() or "en")
    return _("Please answer by %(day)s.") % {"day": day}


def _letter(link: CheckInLink, subject: str, *lines: str) -> Letter:
    """A letter to somebody without an account: about one measure, with the one link."""
    check_in = link.check_in
    deal = worded(check_in.measure.clause.deal.title, get_language() or "en").text
    about = _("It is about this promise in “%(deal)s”: %(promise)s") % {
        "deal": deal or check_in.measure.clause.deal.ref,
        "promise": _promise(check_in),
    }
    kept = _(
        "The link is meant for you, works without an account, and holds for this measure and this period."
    )
    return Letter(
        subject=subject,
        lines=(*lines, about, _due(check_in), kept),
        link=path_of(link),
        link_words=_("Answer in three minutes"),
        about=deal,
    )


def _asked(link: CheckInLink) -> Letter:
    subject = _("How does it stand? %(promise)s") % {"promise": _promise(link.check_in)}
    return _letter(link, subject, _("The city asks how a measure of your organisation stands."))


def _reminder(link: CheckInLink) -> Letter:
    subject = _("Reminder: %(promise)s") % {"promise": _promise(link.check_in)}
    line = _("Your answer is still missing. If nothing has changed, one press is enough.")
    return _letter(link, subject, line)


def _to_deputy(link: CheckInLink) -> Letter:
    subject = _("Nobody has answered yet: %(promise)s") % {"promise": _promise(link.check_in)}
    line = _(
        "Your colleague was asked how a measure stands and has not answered. You are named as their deputy."
    )
    return _letter(link, subject, line)


def _passed_on(link: CheckInLink) -> Letter:
    subject = _("Passed on to you: %(promise)s") % {"promise": _promise(link.check_in)}
    line = _("Somebody who was asked how a measure stands thinks that you can tell better.")
    return _letter(link, subject, line)


def _to_office(check_in: CheckIn, subject: str, line: str) -> Letter:
    deal = check_in.measure.clause.deal
    title = worded(deal.title, get_language() or "en").text or deal.ref
    return Letter(
        subject=subject % {"title": title},
        lines=(line, _promise(check_in)),
        link=reverse("workspace:deal_check_ins", args=[check_in.city.slug, deal.ref]),
        link_words=_("Open the check-ins"),
        about=title,
    )


def _nobody_to_ask(check_in: CheckIn) -> Letter:
    line = _(
        "A check-in is due, but no address of the measure's owner is known. Enter one, or answer yourself."
    )
    return _to_office(check_in, _("Nobody to ask: %(title)s"), line)


def _late(check_in: CheckIn) -> Letter:
    line = _("A check-in was not answered in time. If a deputy is named, they have been asked now.")
    return _to_office(check_in, _("Not answered: %(title)s"), line)


#: By verb.
REACTIONS: Mapping[str, Reaction] = {
    "check_in.owner_asked": ask,
    "check_in.owner_reminded": remind,
    "check_in.owner_late": escalate,
    "check_in.passed_on": pass_on,
}
