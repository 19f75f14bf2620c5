"""How far an idea is, in words for its sender: what it waits for, who answers until when, and what comes next."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from greenpact.ideas.models import Idea, IdeaState
from greenpact.ideas.rules import Move, State, move
from greenpact.portal.frame import in_language


@dataclass(frozen=True, slots=True)
class Standing:
    """State and next step in words; `tone` colours the notice that says them."""

    state: str
    next_step: str
    tone: str
    move: Move


def standing_of(idea: Idea, *, city_wrote_last: bool) -> Standing:
    whose = move(State(idea.state), city_wrote_last=city_wrote_last)
    return Standing(
        state=_("The city has a question") if whose is Move.SENDER else str(IdeaState(idea.state).label),
        next_step=_next_step(idea, whose),
        tone=_TONES.get(State(idea.state), "info") if whose is not Move.SENDER else "warning",
        move=whose,
    )


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
