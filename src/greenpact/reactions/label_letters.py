"""The letters about labels, in the reader's language."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.journal.models import Entry
from greenpact.labels.choices import REASONS, AppealVerdict, LabelLevel
from greenpact.labels.models import Label
from greenpact.notices.posting import Letter
from greenpact.ui.figures import day
from greenpact.ui.wording import worded

Words = str | Promise

#: By verb: the subject, and what is said first.
WORDS: Mapping[str, tuple[Words, Words]] = {
    "label.applied": (
        _("Label applied for: %(deal)s"),
        _("A label was applied for, for the deal “%(deal)s”. Please begin to assess it."),
    ),
    "label.appealed": (
        _("Appeal on the label: %(deal)s"),
        _(
            "A party of the deal “%(deal)s” appeals against a decision on its label. Somebody who did not take that "
            "decision has to answer in time."
        ),
    ),
    "label.declined": (
        _("Label declined: %(deal)s"),
        _(
            "The label for the deal “%(deal)s” was not awarded, since a criterion is not met. The assessment says "
            "which. You can appeal within 30 days."
        ),
    ),
    "label.awarded": (
        _("Label awarded: %(deal)s"),
        _(
            "The deal “%(deal)s” holds the label. On its page you find your certificate, the badge and the sentences "
            "that you may use."
        ),
    ),
    "label.renewed": (_("Label renewed: %(deal)s"), _("The label of the deal “%(deal)s” was renewed.")),
    "label.suspended": (
        _("Label suspended: %(deal)s"),
        _(
            "The label of the deal “%(deal)s” is suspended. Please do not use it until it holds again. You can appeal "
            "within 30 days."
        ),
    ),
    "label.restored": (_("Label holds again: %(deal)s"), _("The label of the deal “%(deal)s” holds again.")),
    "label.withdrawn": (
        _("Label withdrawn: %(deal)s"),
        _(
            "The label of the deal “%(deal)s” was withdrawn. Please take the badge and the sentences about it off your "
            "pages. You can appeal within 30 days."
        ),
    ),
    "label.lapsed": (
        _("Label lapsed: %(deal)s"),
        _(
            "The label of the deal “%(deal)s” has come to the end of its time. After a new assessment it can be "
            "renewed."
        ),
    ),
    "label.appeal_decided": (
        _("Appeal decided: %(deal)s"),
        _("The appeal about the label of the deal “%(deal)s” was decided."),
    ),
}

#: What stands in the workspace alone: it is about the city's office, or nobody outside may know of it.
IN_THE_WORKSPACE = frozenset({"label.applied", "label.appealed", "label.declined", "label.appeal_decided"})


def letter(label: Label, entry: Entry) -> Letter:
    """What happened to a label, as the entry tells it."""
    title = worded(label.deal.title, get_language() or "en").text or label.deal.ref
    subject, first = WORDS[entry.verb]
    door = "/workspace" if entry.verb in IN_THE_WORKSPACE else ""
    return Letter(
        subject=str(subject) % {"deal": title},
        lines=(str(first) % {"deal": title}, *_details(entry)),
        link=f"{door}/{label.city.slug}/labels/{label.ref}/",
        link_words=__("To the label"),
        about=title,
    )


def _details(entry: Entry) -> list[str]:
    """Level, last day, reason and verdict, as far as the entry holds them."""
    lines = []
    if level := entry.payload.get("level"):
        lines.append(__("Level: %(level)s") % {"level": LabelLevel(level).label})
    if until := entry.payload.get("until"):
        lines.append(__("It holds up to and including %(day)s.") % {"day": _day(until, before=1)})
    if reason := REASONS.get(str(entry.payload.get("reason", ""))):
        lines.append(__("Reason: %(reason)s") % {"reason": reason})
    if verdict := entry.payload.get("verdict"):
        lines.append(__("Verdict: %(verdict)s") % {"verdict": AppealVerdict(verdict).label})
    if due := entry.payload.get("due_on"):
        lines.append(__("Answer due by %(day)s") % {"day": _day(due)})
    return lines


def _day(iso: str, *, before: int = 0) -> str:
    return day(date.fromisoformat(iso) - timedelta(days=before), get_language() or "en")
