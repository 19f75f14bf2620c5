"""How far an idea is, in words for its sender: what it waits for, who answers until when, and what comes next."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from greenpact.ideas.answer_rules import Decision
from greenpact.ideas.closing import closes_at, read_until
from greenpact.ideas.models import Idea, IdeaState
from greenpact.ideas.rules import Move, State, move
from greenpact.portal.frame import in_language
from greenpact.ui import figures

#: Decisions after which an idea lives on in a deal.
WITH_A_DEAL = (Decision.DEAL, Decision.JOINS)


@dataclass(frozen=True, slots=True)
class Standing:
    """State and next step in words; `tone` colours the notice that says them."""

    state: str
    next_step: str
    until: str  # how long this page can be read or written to, as far as that is known
    tone: str
    move: Move


def standing_of(idea: Idea, *, city_wrote_last: bool, is_asked: bool = False) -> Standing:
    """How far an idea is; `is_asked` where its sender is to say whether another city may have it."""
    if is_asked:
        words = _("Please decide below whether another city may have what you wrote. Nothing moves before.")
        return Standing(_("The city asks for your consent"), words, "", "warning", Move.SENDER)
    whose = move(State(idea.state), city_wrote_last=city_wrote_last)
    return Standing(
        state=_("The city has a question") if whose is Move.SENDER else str(IdeaState(idea.state).label),
        next_step=_next_step(idea, whose),
        until=_until(idea),
        tone=_TONES.get(State(idea.state), "info") if whose is not Move.SENDER else "warning",
        move=whose,
    )


def _until(idea: Idea) -> str:
    if end := read_until(idea):
        words = _("You can read this page until %(day)s. Then the link opens nothing more.")
        return words % {"day": _day(idea, end)}
    if end := closes_at(idea):
        words = _(
            "If nobody writes any more, the matter is closed on %(day)s."
            " After that you can read this page for six months."
        )
        return words % {"day": _day(idea, end)}
    if idea.decision in WITH_A_DEAL:
        return _("This page stays as long as the deal runs, and for six months after it has ended.")
    return ""


def _day(idea: Idea, at: datetime) -> str:
    return figures.day(idea.city.day(at), get_language() or "en")


_TONES = {State.DECIDED: "success", State.CLOSED: "success"}


def _next_step(idea: Idea, whose: Move) -> str:
    if whose is Move.SENDER:
        return _("Please answer below. The city goes on as soon as you have.")
    if idea.state == State.OPEN:
        office = in_language(idea.office.name) if idea.office else ""
        if office:
            return _("The office “%(office)s” looks at it and answers you here and by mail.") % {
                "office": office
            }
        return _("The programme office looks at it and answers you here and by mail.")
    return {
        State.MERGED.value: _(
            "Somebody else had the same thought. Both go on together, and you hear of it as before."
        ),
        State.WITHDRAWN.value: _("You have taken it back. The city does nothing more about it."),
        State.DECIDED.value: _("The city has answered. You can still write to it below."),
        State.CLOSED.value: pgettext("an idea", "This matter is closed."),
    }.get(idea.state, "")
