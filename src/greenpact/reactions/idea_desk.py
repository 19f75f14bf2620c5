"""What those who answer ideas are told by mail: what came in, what is theirs, and how long is left."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.accounts.models import Account
from greenpact.ideas.answer_rules import Reply, Step
from greenpact.ideas.assigning import in_charge, told_when_late
from greenpact.ideas.models import Idea
from greenpact.ideas.rules import State
from greenpact.journal.models import Entry
from greenpact.notices.posting import Letter, post_to_account
from greenpact.notices.rules import Kind
from greenpact.ui import figures

Reaction = Callable[[Entry, datetime], None]

#: Subject and paragraphs of a letter.
Words = tuple[str, tuple[str, ...]]


def idea_of(entry: Entry) -> Idea | None:
    """The idea that an entry is about; None once it is erased or gone, since then nobody is to be told."""
    rows = Idea.objects.select_related("city", "office__deputy", "owner").exclude(state=State.ERASED)
    return rows.filter(city__chain=entry.chain_id, ref=entry.subject_ref).first()


def _tell_routed(entry: Entry, at: datetime) -> None:
    """An idea came in: whoever is in charge learns of it."""
    if idea := idea_of(entry):
        _tell_staff(entry, idea, in_charge(idea, idea.city.day(at)), lambda: _new_idea(idea), at=at)


def _tell_assigned(entry: Entry, at: datetime) -> None:
    """An idea was given to somebody: they learn of it, unless they gave it to themselves."""
    idea = idea_of(entry)
    if idea is not None and _is_still_assigned(idea, entry):
        people = [person for person in in_charge(idea, idea.city.day(at)) if person.actor != entry.actor]
        _tell_staff(entry, idea, people, lambda: _assigned(idea), at=at)


def _is_still_assigned(idea: Idea, entry: Entry) -> bool:
    """Whether an idea is where an entry says it was given to; who was passed over meanwhile need not hear of it."""
    office = idea.office.ref if idea.office else ""
    owner = idea.owner.actor if idea.owner else ""
    return (entry.payload["office"], entry.payload["account"]) == (office, owner)


def _tell_answered(entry: Entry, at: datetime) -> None:
    """The sender wrote: whoever is in charge learns of it."""
    if idea := idea_of(entry):
        _tell_staff(entry, idea, in_charge(idea, idea.city.day(at)), lambda: _has_written(idea), at=at)


def _tell_replied(entry: Entry, at: datetime) -> None:
    """The sender replied whether another city may have the idea: whoever is in charge learns of it."""
    if idea := idea_of(entry):
        is_agreed = entry.payload["reply"] == Reply.AGREED
        people = in_charge(idea, idea.city.day(at))
        _tell_staff(entry, idea, people, lambda: _has_replied(idea, is_agreed=is_agreed), at=at)


def _tell_reminded(entry: Entry, at: datetime) -> None:
    """A step of the clock was taken: whoever is in charge learns how long is left."""
    idea = idea_of(entry)
    if idea is not None and idea.state == State.OPEN:
        step = Step(entry.payload["step"])
        _tell_staff(entry, idea, in_charge(idea, idea.city.day(at)), lambda: _reminder(idea, step), at=at)


def _tell_escalated(entry: Entry, at: datetime) -> None:
    """An answer is overdue: the deputy and the programme office learn of it too, at once."""
    idea = idea_of(entry)
    if idea is not None and idea.state == State.OPEN:
        people = told_when_late(idea, idea.city.day(at))
        _tell_staff(entry, idea, people, lambda: _overdue(idea), at=at, urgent=True)


def _tell_staff(
    entry: Entry,
    idea: Idea,
    people: Iterable[Account],
    write: Callable[[], Words],
    *,
    at: datetime,
    urgent: bool = False,
) -> None:
    def letter() -> Letter:
        subject, lines = write()
        return Letter(
            subject=subject,
            lines=lines,
            link=f"/workspace/{idea.city.slug}/ideas/{idea.ref}/",
            link_words=_("To the idea"),
            about=idea.title,
        )

    for person in people:
        key = f"idea:{entry.chain_id}:{entry.number}:{person.ref}"
        post_to_account(person, kind=Kind.IDEA, write=letter, key=key, city=idea.city, at=at, urgent=urgent)


def _due(idea: Idea) -> str:
    """By when an idea is to be answered, as a sentence; empty where nobody knows."""
    if idea.due_on is None:
        return ""
    day = figures.day(idea.due_on, get_language() or "en")
    return _("It is to be answered by %(day)s.") % {"day": day}


def _new_idea(idea: Idea) -> Words:
    subject = _("New idea: %(title)s") % {"title": idea.title}
    return subject, (_("Somebody has handed in “%(title)s”.") % {"title": idea.title}, _due(idea))


def _assigned(idea: Idea) -> Words:
    subject = _("For you: %(title)s") % {"title": idea.title}
    return subject, (
        _("The idea “%(title)s” was given to you or to your office.") % {"title": idea.title},
        _due(idea),
    )


def _has_written(idea: Idea) -> Words:
    subject = _("The sender has written: %(title)s") % {"title": idea.title}
    return subject, (_("There is a new message about “%(title)s”.") % {"title": idea.title}, _due(idea))


def _has_replied(idea: Idea, *, is_agreed: bool) -> Words:
    subject = _("The sender has replied: %(title)s") % {"title": idea.title}
    words = (
        _("The sender of “%(title)s” agreed. The other city has it now, and answers.")
        if is_agreed
        else _("The sender of “%(title)s” did not agree that another city gets it. It stays with you.")
    )
    return subject, (words % {"title": idea.title}, "" if is_agreed else _due(idea))


def _reminder(idea: Idea, step: Step) -> Words:
    words = {
        Step.HALF: _("Half of the time to answer “%(title)s” is over."),
        Step.THREE_QUARTERS: _("Three quarters of the time to answer “%(title)s” are over."),
        Step.DUE: _("Today is the last day to answer “%(title)s”."),
    }
    subject = _("Reminder: %(title)s") % {"title": idea.title}
    return subject, (words[step] % {"title": idea.title}, _due(idea))


def _overdue(idea: Idea) -> Words:
    subject = _("Overdue: %(title)s") % {"title": idea.title}
    late = _(
        "“%(title)s” was not answered in time. The office, its deputy and the programme office are told."
    )
    return subject, (
        late % {"title": idea.title},
        _due(idea),
        _("How many ideas are overdue is public."),
    )


#: By verb.
REACTIONS: Mapping[str, Reaction] = {
    "idea.routed": _tell_routed,
    "idea.assigned": _tell_assigned,
    "idea.answered": _tell_answered,
    "idea.handing_answered": _tell_replied,
    "idea.reminded": _tell_reminded,
    "idea.escalated": _tell_escalated,
}
