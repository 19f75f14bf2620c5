"""What the sender of an idea is told by mail: in their language, with their private link, nothing inner."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.ideas.handing_on import open_handover
from greenpact.ideas.links import confirmation_path, status_path
from greenpact.ideas.models import Answer, Handover, Idea, Message
from greenpact.ideas.rules import State
from greenpact.journal.models import Entry
from greenpact.notices.posting import Letter, post_to_address
from greenpact.notices.rules import Kind
from greenpact.ui.wording import Texts, worded

#: Writes to the sender of one idea, in their language.
Write = Callable[[Idea], Letter]


def ask_to_confirm(entry: Entry, at: datetime) -> None:
    """Send whoever handed in an idea the link that confirms it."""
    ideas = [idea for idea in _subject(entry) if idea.state == State.SUBMITTED]
    _post(ideas, entry, at, _please_confirm)


def tell_received(entry: Entry, at: datetime) -> None:
    """Tell who answers, and by when, with the link to the status page."""
    _post(_subject(entry), entry, at, _received)


def tell_asked(entry: Entry, at: datetime) -> None:
    """Send on what the city has written."""
    message = Message.objects.filter(pk=entry.payload.get("message"), is_by_city=True).first()
    if message is not None:
        _post(_subject(entry), entry, at, lambda idea: _asked(idea, message))


def tell_decided(entry: Entry, at: datetime) -> None:
    """Tell a decision and its reason to the sender, and to those whose ideas were brought together with it."""
    for idea in _subject(entry):
        answer = Answer.objects.filter(idea=idea, at__lte=entry.at).last()
        if answer is not None:
            together = Idea.objects.filter(merged_into=idea, state=State.MERGED).select_related("city")
            _post([idea, *together], entry, at, lambda one, said=answer: _decided(one, said))  # type: ignore[misc]


def ask_for_consent(entry: Entry, at: datetime) -> None:
    """Ask the sender whether another city may have their idea, unless that is settled meanwhile."""
    for idea in _subject(entry):
        if handover := open_handover(idea):
            _post([idea], entry, at, lambda one, asked=handover: _may_hand_on(one, asked))  # type: ignore[misc]


def tell_merged(entry: Entry, at: datetime) -> None:
    _post(_subject(entry), entry, at, _merged)


def send_new_link(entry: Entry, at: datetime) -> None:
    """Send the link that holds from now on."""
    _post(_subject(entry), entry, at, _new_link)


#: By verb.
REACTIONS: Mapping[str, Callable[[Entry, datetime], None]] = {
    "idea.submitted": ask_to_confirm,
    "idea.routed": tell_received,
    "idea.asked": tell_asked,
    "idea.decided": tell_decided,
    "idea.handing_proposed": ask_for_consent,
    "idea.merged": tell_merged,
    "idea.link_renewed": send_new_link,
}


def _subject(entry: Entry) -> list[Idea]:
    rows = Idea.objects.select_related("city", "office", "merged_into")
    return list(rows.filter(city__chain=entry.chain_id, ref=entry.subject_ref))


def _post(ideas: Iterable[Idea], entry: Entry, at: datetime, write: Write) -> None:
    """Post to the senders of ideas that are not erased; once for each, however often it is tried."""
    for idea in ideas:
        if idea.email and idea.erased_at is None:
            key = f"{entry.verb}:{entry.chain_id}/{entry.number}:{idea.ref}"
            post_to_address(
                idea.email,
                language=idea.language,
                kind=Kind.IDEA,
                write=lambda one=idea: write(one),  # type: ignore[misc]  # bound to this round
                key=key,
                city=idea.city,
                at=at,
            )


def _please_confirm(idea: Idea) -> Letter:
    return Letter(
        subject=_("Please confirm: %(title)s") % {"title": idea.title},
        lines=(
            _("Somebody, most likely you, has handed in “%(title)s” to %(city)s with this address.")
            % _names(idea),
            _("Press the link within seven days. Only then does the city receive it."),
            _("It was not you? Then do nothing: everything is deleted after seven days."),
        ),
        link=confirmation_path(idea),
        link_words=_("Confirm"),
    )


def _received(idea: Idea) -> Letter:
    until = date_format(idea.due_on, "DATE_FORMAT") if idea.due_on else ""
    office = _in_language(idea.office.name) if idea.office else ""
    who = _("The office “%(office)s” answers you.") if office else _("The programme office answers you.")
    return _letter(
        idea,
        _("Received: %(title)s"),
        _("The city of %(city)s has received “%(title)s”.") % _names(idea),
        who % {"office": office},
        _("You get an answer with reasons by %(day)s at the latest.") % {"day": until} if until else "",
        _(
            "On a page of your own you see how far it is, and can write to the city. Keep the link to yourself."
        ),
    )


def _asked(idea: Idea, message: Message) -> Letter:
    return _letter(
        idea,
        _("A question about %(title)s"),
        _("The city of %(city)s writes to you about “%(title)s”:") % _names(idea),
        message.text,
        _("Please answer on your page, not by mail."),
    )


def _decided(idea: Idea, answer: Answer) -> Letter:
    return _letter(
        idea,
        _("The city's answer about %(title)s"),
        _("The city of %(city)s has looked at “%(title)s”.") % _names(idea),
        _("Decision: %(decision)s") % {"decision": answer.get_decision_display()},
        answer.reason,
        _("On your page you find the decision again, and later what came of it."),
    )


def _may_hand_on(idea: Idea, handover: Handover) -> Letter:
    names = _names(idea) | {"other": _in_language(handover.city.name) or handover.city.slug}
    return _letter(
        idea,
        _("Your consent is needed: %(title)s"),
        _("The city of %(city)s thinks that %(other)s can answer “%(title)s” better. Its reason:") % names,
        handover.reason,
        _("%(other)s gets what you wrote, your name and your mail address only if you agree.") % names,
        _("Please say yes or no on your page. Until then nothing moves."),
    )


def _merged(idea: Idea) -> Letter:
    return _letter(
        idea,
        _("%(title)s goes on together with another idea"),
        _("Somebody else has handed in the same thought to %(city)s as you with “%(title)s”.") % _names(idea),
        _("Both go on together. You are told of everything as before."),
    )


def _new_link(idea: Idea) -> Letter:
    return _letter(
        idea,
        _("A new link to %(title)s"),
        _("You asked for a new link to your page about “%(title)s”.") % _names(idea),
        _("The former one opens nothing any more."),
    )


def _letter(idea: Idea, subject: str, *lines: str) -> Letter:
    """A letter with the link to the status page; empty lines are left out."""
    office = idea.office.email if idea.office else ""
    return Letter(
        subject=subject % {"title": idea.title},
        lines=tuple(line for line in lines if line),
        link=status_path(idea),
        link_words=_("To your page"),
        about=idea.title,
        reply_to=office,
    )


def _names(idea: Idea) -> dict[str, str]:
    return {"title": idea.title, "city": _in_language(idea.city.name) or idea.city.slug}


def _in_language(texts: Texts) -> str:
    return worded(texts, get_language() or "en").text
