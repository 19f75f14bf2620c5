"""Owners of the invented city who are asked how it goes, voices that differ, and the city's report."""

from datetime import datetime

from greenpact.measures.addressing import set_contact
from greenpact.measures.answering import Report as Told
from greenpact.measures.answering import answer
from greenpact.measures.asking import Rules, ask, set_rules
from greenpact.measures.check_in_rules import Asking, Window
from greenpact.measures.models import CheckInLink
from greenpact.measures.rules import State
from greenpact.measures.statement_rules import Stance, Voice
from greenpact.measures.stating import Said, Speaker, answer_dispute, open_dispute, reply, state
from greenpact.reports.checking import check
from greenpact.reports.compiling import Wish, compile_report
from greenpact.reports.publishing import publish
from greenpact.reports.rules import Period
from greenpact.workspace.demo.loading import BY
from greenpact.workspace.demo.measuring import (
    HEAT,
    UNIVERSITY,
    UTILITY,
    body,
    city_of_demo,
    measure_of,
    office,
)
from greenpact.workspace.demo.telling import CITY, Step

LATE = "Die Pumpe kommt acht Wochen später, weil das Fundament im Hochwasser stand. Der Probebetrieb beginnt im Januar."
DOUBTED = "Nach den Bauprotokollen fehlt auch der Netzanschluss; vor dem Frühjahr läuft sie nicht."
HELD_AGAINST = "Die Erklärung nennt den fehlenden Netzanschluss nicht."
ANSWERED = "Der Anschluss ist für Dezember zugesagt; das Schreiben des Netzbetreibers liegt der Stadt vor."
CITY_SAYS = "Die Stadt hat den Netzbetreiber um einen festen Tag gebeten und berichtet darüber im Dezember."
LAID = "Zwei von vier Kilometern sind verlegt, die Querung der Brücke ist fertig."


def steps() -> list[Step]:
    """Who is asked and answers, who sees it otherwise, and what is reported."""
    return [
        Step(60, _report),
        Step(44, lambda at: _ask_owner("c3", at)),
        Step(41, _answer_by_link),
        Step(30, _say),
        Step(24, _dispute),
        Step(9, _answer_dispute),
        Step(8, lambda at: _ask_owner("c4", at)),
    ]


def _ask_owner(clause: str, at: datetime) -> None:
    """Whoever answers for a measure is asked about the last quarter."""
    measure = measure_of(HEAT, clause)
    party = measure.clause.party
    set_rules(measure.clause.deal, Rules(True, Asking.QUARTER, Window()), by=BY, at=at)
    if party is not None:
        reach = {"email": f"{party.ref}@demo.invalid", "deputy_email": "", "language": "de"}
        set_contact(measure.clause.deal, party, by=BY, at=at, **reach)
        ask(measure, by=BY, at=at)


def _answer_by_link(at: datetime) -> None:
    """The utility answers for its line; the cooperative is asked later, and has not answered yet."""
    rows = CheckInLink.objects.select_related(
        "account",
        "check_in__city",
        "check_in__measure__clause__deal__city",
        "check_in__measure__clause__party",
    )
    link = rows.get(check_in__city__slug=CITY, check_in__measure=measure_of(HEAT, "c3"))
    answer(link, Told(State.UNDER_WAY, sentence=LAID), language="de", at=at)


def _speaker(voice: Voice, ref: str = "") -> Speaker:
    return Speaker(voice, body(ref) if ref else None, BY)


def _say(at: datetime) -> None:
    """The owner explains why it is late; the university, which observes, sees it otherwise; the city replies."""
    measure, today = measure_of(HEAT, "c2"), at.date()
    state(
        measure,
        Said(State.UNDER_WAY, today, "de", LATE, Stance.EXPLAINED),
        speaker=_speaker(Voice.OWNER, UTILITY),
        at=at,
    )
    theirs = state(
        measure,
        Said(State.UNDER_WAY, today, "de", DOUBTED, Stance.OPEN),
        speaker=_speaker(Voice.OBSERVER, UNIVERSITY),
        at=at,
    )
    reply(theirs, CITY_SAYS, language="de", speaker=_speaker(Voice.CITY), at=at)


def _dispute(at: datetime) -> None:
    said = measure_of(HEAT, "c2").statements.get(voice=Voice.OWNER.value, is_current=True)
    open_dispute(said, HELD_AGAINST, language="de", speaker=_speaker(Voice.OBSERVER, UNIVERSITY), at=at)


def _answer_dispute(at: datetime) -> None:
    said = measure_of(HEAT, "c2").statements.get(voice=Voice.OWNER.value, is_current=True)
    answer_dispute(
        said.disputes.get(), ANSWERED, language="de", speaker=_speaker(Voice.OWNER, UTILITY), at=at
    )


def _report(at: datetime) -> None:
    """The report on the last year is out; somebody else than its writer has checked it."""
    report = compile_report(city_of_demo(), Wish(Period.year(at.year - 1)), by=BY, at=at)
    publish(check(report, by=office().actor, at=at), by=BY, at=at)
