"""What waits for somebody in a city, or for an office: gathered from every stage, in a few queries each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import get_language, ngettext

from greenpact.cities.models import Office
from greenpact.deals.models import DealQuerySet
from greenpact.deals.models.signing import Round
from greenpact.deals.negotiation.checking import open_checks
from greenpact.deals.negotiation.reading import lay_table
from greenpact.deals.rules import Work
from greenpact.deals.signing.reading import seats_of
from greenpact.labels.models import Label
from greenpact.labels.rules import State as LabelState
from greenpact.measures.models import CheckIn, Dispute, MeasureQuerySet
from greenpact.measures.statement_rules import DisputeState
from greenpact.parties.rules import NEEDS_ORGANISATION, Deed
from greenpact.ui.wording import Texts, worded
from greenpact.workspace.access import Visit
from greenpact.workspace.agenda import in_order, late_measures, soon_measures
from greenpact.workspace.deals.finding import visible_deals
from greenpact.workspace.duties.duty import Duty, Kind
from greenpact.workspace.ideas.waiting import waiting

#: So long back what was answered is shown, and so long ahead what is to be renewed.
BACK, AHEAD = timedelta(days=90), timedelta(days=90)
MOST = 60
MOST_ROOMS = 25


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose duties: those of the visitor, or of one office of the city."""

    visit: Visit
    office: Office | None = None

    @property
    def deals(self) -> DealQuerySet:
        """The deals that concern it: an office those of its fields, everybody else those they may see."""
        deals = visible_deals(self.visit)
        return deals if self.office is None else deals.filter(field__in=self.office.fields.all())

    @property
    def is_staff(self) -> bool:
        return self.visit.standing.may(Deed.EDIT_DEALS)

    def where(self, name: str, *parts: object) -> str:
        return reverse(f"workspace:{name}", args=[self.visit.city.slug, *parts])


def duties_of(scope: Scope) -> list[Duty]:
    """Everything that waits, and what was answered lately; the late first, then by day, what has no day last."""
    found = [duty for source in SOURCES for duty in source(scope)]
    return sorted(found, key=lambda duty: (duty.due_on or date.max, duty.kind.value, duty.ref))


def _titled(title: Texts, ref: str) -> str:
    return worded(title, get_language() or "en").text or ref


def _check_ins(scope: Scope) -> Iterable[Duty]:
    """Check-ins: those of one's own organisations; for the city's people all of its deals."""
    visit = scope.visit
    rows = CheckIn.objects.filter(measure__clause__deal__in=scope.deals.values("pk"))
    if not visit.standing.may(Deed.SEE_ALL_DEALS):
        rows = rows.filter(measure__clause__party__in=visit.standing.own_organisations)
    rows = rows.select_related("measure__clause__deal", "measure__clause__party")
    since = visit.at - BACK
    answered = rows.filter(answered_at__gte=since).order_by("-answered_at")[:MOST]
    for row in [*rows.open().order_by("due_on", "pk")[:MOST], *answered]:
        clause = row.measure.clause
        yield Duty(
            Kind.CHECK_IN,
            row.ref,
            _titled(clause.text, clause.ref),
            f"{scope.where('deal_check_ins', clause.deal.ref)}#{row.ref}",
            row.due_on,
            visit.city.day(row.answered_at) if row.answered_at else None,
            clause.party.name if clause.party and scope.is_staff else "",
        )


def _changes(scope: Scope) -> Iterable[Duty]:
    """Open changes whose move it is: one's own organisation's, or for the city's people the city's."""
    organisations = scope.visit.standing.own_organisations
    if not scope.visit.standing.may(Deed.NEGOTIATE):
        return
    rooms = scope.deals.filter(room__isnull=False, changes__state="open").distinct()
    for deal in rooms.select_related("room__city_party")[:MOST_ROOMS]:
        deal.city = scope.visit.city
        table = lay_table(deal, deal.room)
        own = {ref for ref, one in table.organisations.items() if one.pk in organisations}
        if scope.is_staff:
            own |= {"", table.room.city_party.ref if table.room.city_party else ""}
        turns = {turn.change: turn for party in own for turn in table.turns.get(party, [])}
        for ref in sorted(turns):
            address = scope.where("room_change", deal.ref, ref)
            yield Duty(Kind.CHANGE, f"{deal.ref}-{ref}", _titled(deal.title, deal.ref), address)


def _signatures(scope: Scope) -> Iterable[Duty]:
    """Seats whose turn it is: one's own organisation's; for the city's people all that are missing."""
    standing = scope.visit.standing
    mine = standing.organisations if standing.roles & NEEDS_ORGANISATION else standing.own_organisations
    rounds = Round.objects.open().filter(deal__in=scope.deals.values("pk")).select_related("deal")
    for row in rounds.order_by("closes_on", "pk")[:MOST_ROOMS]:
        waits = [
            view.organisation
            for view in seats_of(row)
            if view.is_turn and (scope.is_staff or view.organisation.pk in mine)
        ]
        for organisation in waits:
            yield Duty(
                Kind.SIGNATURE,
                f"{row.ref}-{organisation.ref}",
                _titled(row.deal.title, row.deal.ref),
                scope.where("deal_signing", row.deal.ref),
                row.closes_on,
                note=organisation.name,
            )


def _checks(scope: Scope) -> Iterable[Duty]:
    """Deals in negotiation whose checks before signing are not all answered."""
    if not scope.is_staff:
        return
    deals = scope.deals.filter(work_state=Work.NEGOTIATING, room__isnull=False).prefetch_related("checks")
    for deal in deals.order_by("ref")[:MOST]:
        if count := len(open_checks(deal)):
            note = ngettext("%(count)d check", "%(count)d checks", count) % {"count": count}
            address = f"{scope.where('room', deal.ref)}#checks"
            yield Duty(Kind.CHECK, deal.ref, _titled(deal.title, deal.ref), address, note=note)


def _ideas(scope: Scope) -> Iterable[Duty]:
    """Ideas that wait for an answer: an office's own, or those of the visitor's offices and of nobody."""
    if not scope.visit.standing.may(Deed.ANSWER_IDEAS):
        return
    rows = waiting(scope.visit)
    if scope.office is not None:
        rows = rows.filter(office=scope.office)
    for idea in rows[:MOST]:
        yield Duty(Kind.IDEA, idea.ref, idea.title, scope.where("idea", idea.ref), idea.due_on)


def _measures(scope: Scope) -> Iterable[Duty]:
    """Measures and milestones that are late, or due within a month."""
    deals = scope.deals.values("pk")

    def within(measures: MeasureQuerySet) -> MeasureQuerySet:
        return measures.filter(clause__deal__in=deals)

    today = scope.visit.today
    late = in_order(scope.visit, within(late_measures(scope.visit)), is_late=True)
    soon = in_order(scope.visit, within(soon_measures(scope.visit)), is_late=False)
    dated = [(one, -one.days) for one in late] + [(one, one.days) for one in soon]
    for one, ahead in dated:
        clause = one.measure.clause
        due_on = today + timedelta(days=ahead)
        ref = f"{clause.deal.ref}-{clause.ref}"
        yield Duty(Kind.MEASURE, ref, _titled(clause.text, clause.ref), one.address, due_on)


def _labels(scope: Scope) -> Iterable[Duty]:
    """Labels that were applied for, and those whose time is nearly over."""
    if not (scope.visit.standing.may(Deed.KEEP_LABELS) or not scope.is_staff):
        return
    labels = Label.objects.filter(deal__in=scope.deals.values("pk")).select_related("deal")
    ending = labels.filter(state=LabelState.AWARDED, valid_until__lte=scope.visit.today + AHEAD)
    applied = labels.filter(state=LabelState.APPLIED) if scope.is_staff else labels.none()
    for label in [*applied.order_by("applied_at")[:MOST], *ending.order_by("valid_until")[:MOST]]:
        title = _titled(label.deal.title, label.deal.ref)
        yield Duty(Kind.LABEL, label.ref, title, scope.where("label", label.ref), label.last_day)


def _disputes(scope: Scope) -> Iterable[Duty]:
    """Disputes about what one's own organisation has said; for the city's people about what the city has said."""
    rows = Dispute.objects.filter(
        state=DisputeState.OPENED, statement__measure__clause__deal__in=scope.deals.values("pk")
    ).select_related("statement__measure__clause__deal")
    if not scope.is_staff:
        rows = rows.filter(statement__organisation__in=scope.visit.standing.own_organisations)
    for row in rows.order_by("answer_until", "pk")[:MOST]:
        clause = row.statement.measure.clause
        address = f"{scope.where('deal_statements', clause.deal.ref, clause.ref)}#{row.ref}"
        yield Duty(Kind.DISPUTE, row.ref, _titled(clause.text, clause.ref), address, row.answer_until)


SOURCES: tuple[Callable[[Scope], Iterable[Duty]], ...] = (
    _check_ins,
    _changes,
    _signatures,
    _checks,
    _ideas,
    _measures,
    _labels,
    _disputes,
)
