"""What waits for somebody in a city: measures that are late or soon due, and gaps in what the public reads."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Min, OuterRef, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from greenpact.measures.models import Measure, MeasureQuerySet, Milestone
from greenpact.parties.rules import Deed
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit
from greenpact.workspace.deals.finding import may_tend

SOON = timedelta(days=30)
MOST = 8


@dataclass(frozen=True, slots=True)
class Due:
    """A measure that is late by `days`, or due in so many; `address` is where the visitor does something about it."""

    measure: Measure
    days: int
    by_milestone: bool
    address: str
    may_tend: bool


def late_measures(visit: Visit) -> MeasureQuerySet:
    """Late measures: all of the city's, or those of the visitor's own organisations."""
    return _own(Measure.objects.standing().late(visit.today), visit)


def soon_measures(visit: Visit) -> MeasureQuerySet:
    """Measures that are not late yet and would be within a month, if nothing happened."""
    late = Measure.objects.late(visit.today).values("pk")
    coming = Measure.objects.standing().late(visit.today + SOON + timedelta(days=1))
    return _own(coming.exclude(pk__in=late), visit)


def in_order(visit: Visit, measures: MeasureQuerySet, *, is_late: bool) -> list[Due]:
    """The first of them with their days, those first that have waited longest."""
    until = visit.today if is_late else visit.today + SOON + timedelta(days=1)
    rows = (
        _by_day(measures, until)
        .select_related("clause__deal", "clause__party")
        .prefetch_related("milestones")
    )
    return [_due(visit, row, until, is_late=is_late) for row in rows[:MOST]]


def _own(measures: MeasureQuerySet, visit: Visit) -> MeasureQuerySet:
    measures = measures.filter(city=visit.city)
    if not visit.standing.may(Deed.SEE_ALL_DEALS):
        measures = measures.filter(clause__party__in=visit.standing.organisations)
    return measures


def _by_day(measures: MeasureQuerySet, until: date) -> MeasureQuerySet:
    """In the order of the day that makes them late: their own, else that of their earliest open milestone."""
    steps = Milestone.objects.filter(measure=OuterRef("pk"), done_on__isnull=True, due_on__lt=until)
    first = Subquery(steps.order_by().values("measure").annotate(day=Min("due_on")).values("day"))
    day = Coalesce(Case(When(due_on__lt=until, then="due_on")), first)
    return measures.annotate(day=day).order_by("day", "pk")


def _due(visit: Visit, measure: Measure, until: date, *, is_late: bool) -> Due:
    lateness = measure.lateness(until)
    deal, may = measure.clause.deal, may_tend(visit, measure)
    places = [visit.city.slug, deal.ref, *([measure.clause.ref] if may else [])]
    return Due(
        measure=measure,
        days=lateness.days if is_late else (until - visit.today).days - lateness.days,
        by_milestone=lateness.by_milestone,
        address=reverse(f"workspace:{'deal_measure' if may else 'deal_measures'}", args=places),
        may_tend=may,
    )


def gaps(visit: Visit) -> list[Place]:
    """What the public pages of a city still lack, each with the place where the visitor may write it."""
    city, may = visit.city, visit.standing.may
    found = []
    if may(Deed.KEEP_CITY) and not city.imprint:
        found.append(Place(_("The imprint is missing."), _where(visit, "legal")))
    if may(Deed.KEEP_CITY) and not city.privacy:
        found.append(Place(_("The privacy notice is missing."), _where(visit, "legal")))
    if may(Deed.KEEP_REGISTER) and not city.programmes.exists():
        found.append(Place(_("Nothing says what the programme is for."), _where(visit, "rows", "programme")))
    if may(Deed.KEEP_REGISTER) and not city.offices.exclude(email="").exists():
        words = _("No office has an address to which people can write.")
        found.append(Place(words, _where(visit, "rows", "offices")))
    return found


def _where(visit: Visit, name: str, *parts: str) -> str:
    return reverse(f"workspace:{name}", args=[visit.city.slug, *parts])
