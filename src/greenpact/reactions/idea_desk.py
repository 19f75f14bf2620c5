"""What follows for the desk and for the senders when something is recorded about an idea: mails, in plain words."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.accounts.models import Account
from greenpact.ideas.answer_rules import Step
from greenpact.ideas.answers import Answer
from greenpact.ideas.assigning import in_charge, told_when_late
from greenpact.ideas.links import status_path
from greenpact.ideas.merging import together
from greenpact.ideas.models import Idea, Message
from greenpact.ideas.rules import State
from greenpact.journal.models import Entry
from greenpact.notices.posting import Letter, post_to_account, post_to_address
from greenpact.notices.rules import Kind
from greenpact.ui import figures
from greenpact.ui.wording import worded

Reaction = Callable[[Entry, datetime], None]


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


def _tell_asked(entry: Entry, at: datetime) -> None:
    """The city wrote: every sender gets the words."""
    idea = idea_of(entry)
    message = Message.objects.filter(pk=entry.payload.get("message")).first() if idea else None
    if idea is None or message is None:
        return
    for each in together(idea):
        _tell_sender(entry, each, lambda: _city_wrote(message.text), at=at)


def _tell_decided(entry: Entry, at: datetime) -> None:
    """The city decided: every sender gets the decision and its reason."""
    idea = idea_of(entry)
    answers = Answer.objects.filter(idea=idea, decision=entry.payload["decision"], at=entry.at)
    answer = answers.select_related("office", "city").last() if idea else None
    if idea is None or answer is None:
        return
    for each in together(idea):
        _tell_sender(entry, each, lambda: _decision(answer), at=at)


def _tell_merged(entry: Entry, at: datetime) -> None:
    """Two ideas go on as one: the sender of the one that went into the other learns of it."""
    if idea := idea_of(entry):
        _tell_sender(entry, idea, _merged, at=at)


def _tell_staff(
    entry: Entry,
    idea: Idea,
    people: Iterable[Account],
    write: Callable[[], tuple[str, tuple[str, ...]]],
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


def _tell_sender(
    entry: Entry, idea: Idea, write: Callable[[], tuple[str, tuple[str, ...]]], *, at: datetime
) -> None:
    def letter() -> Letter:
        subject, lines = write()
        return Letter(
            subject=subject.replace("{title}", idea.title),
            lines=lines,
            link=status_path(idea),
            link_words=_("To your idea"),
            about=idea.title,
            reply_to=idea.office.email if idea.office else "",
        )

    if idea.email:
        key = f"idea:{entry.chain_id}:{entry.number}:sender:{idea.ref}"
        post_to_address(
            idea.email, language=idea.language, kind=Kind.IDEA, write=letter, key=key, city=idea.city, at=at
        )


Words = tuple[str, tuple[str, ...]]


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


def _city_wrote(text: str) -> Words:
    return _("The city has written to you: {title}"), (text, _("You can answer on the page of your idea."))


def _decision(answer: Answer) -> Words:
    language = get_language() or "en"
    what = {
        "deal": _("The city wants to make a deal of your idea."),
        "joins": _("Your idea goes into a deal that is there already."),
        "office": _("Your idea is answered by another office now."),
        "city": _("Your idea was handed to another city, which answers it."),
        "kept": _("The city keeps your idea for later."),
        "declined": _("The city does not take up your idea."),
    }[answer.decision]
    where = answer.city.name if answer.city else answer.office.name if answer.office else {}
    to = worded(where, language).text
    lines = [what, *([_("To: %(name)s") % {"name": to}] if to else []), answer.reason]
    return _("What the city decided: {title}"), tuple(lines)


def _merged() -> Words:
    said = _(
        "Somebody else had the same thought. The city looks at both together, and you hear of everything."
    )
    return _("Your idea goes on together with another: {title}"), (said,)


#: By verb.
REACTIONS: Mapping[str, Reaction] = {
    "idea.routed": _tell_routed,
    "idea.assigned": _tell_assigned,
    "idea.answered": _tell_answered,
    "idea.reminded": _tell_reminded,
    "idea.escalated": _tell_escalated,
    "idea.asked": _tell_asked,
    "idea.decided": _tell_decided,
    "idea.merged": _tell_merged,
}
