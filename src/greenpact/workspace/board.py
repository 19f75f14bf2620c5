"""The board of deals: a column for every state of the work, late ones first, narrowed by words and filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value, Window
from django.db.models.functions import Concat, RowNumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.cities.models import Field
from greenpact.deals import filtering
from greenpact.deals.choices import DealKind, DealTier, SignatureState, WorkState
from greenpact.deals.filtering import DealFilter, Grounds
from greenpact.deals.models import Deal, DealQuerySet, Party
from greenpact.deals.rules import WORK_FOLLOWS, Work
from greenpact.journal.models import Entry
from greenpact.measures.models import Measure
from greenpact.parties.models import Membership
from greenpact.parties.rules import Deed
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.choices import name_of
from greenpact.workspace.deals.finding import SEE, visible_deals
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.unsaved import unsaved_places

#: Cards in a column of the whole board, and in a column that is looked at alone.
MOST_CARDS = 12
MOST_ALONE = 60
LAST_PAGE = 10_000

#: What to say where a way to see the deals shows none, without any filter.
NOTHING = {
    "mine": (
        _("No deal is yours"),
        _("Here stand the deals that you changed last, and those of the fields of your office."),
    ),
    "late": (_("Nothing is late"), _("No measure and no milestone of any deal is overdue.")),
    "drafts": (_("Every deal is public"), _("A deal that is begun stands here until it is published.")),
}

SHOWN = {"": _("All"), "mine": _("Mine"), "late": _("Late"), "drafts": _("Not public")}


@dataclass(frozen=True, slots=True)
class Column:
    """One state of the work with its deals; `more` leads to all of them when there are more than fit."""

    state: str
    label: str
    count: int
    late: int
    deals: Sequence[Deal]
    steps: Sequence[tuple[str, str]]
    more: str


@within_city(*SEE)
def board(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every deal on one screen."""
    grounds = Grounds({row.ref: row for row in Field.objects.filter(city=visit.city)})
    criteria = filtering.read(request.GET, grounds).filter
    show = request.GET.get("show", "")
    show = show if show in SHOWN else ""
    deals = shown(filtering.narrowed(visible_deals(visit), criteria, grounds), visit, show)
    base = reverse("workspace:deals", args=[visit.city.slug])
    page = page_of(request)
    columns = columns_of(deals, visit, criteria, base=base, show=show, page=page)
    context = {
        **city_frame(visit, here=Here.DEALS, title=__("Deals")),
        "base": base,
        "here": filtering.address(base, criteria, show=show),
        "criteria": criteria,
        "show": show,
        "columns": columns,
        "chips": _chips(criteria, grounds, base, show),
        **(_pages(columns[0], page, criteria, base, show) if criteria.work else {}),
        "total": sum(column.count for column in columns),
        "views": _views(visit, criteria, base, show),
        "clear": filtering.address(base, DealFilter(), show=show),
        "late_word": __("Late"),
        "draft_word": __("Not public"),
        "fields": grounds.fields.values(),
        "fields_by_id": {row.pk: row for row in grounds.fields.values()},
        "kinds": DealKind.choices,
        "signatures": SignatureState.choices,
        "nothing": NOTHING.get(show) if not criteria else None,
        "unsaved": unsaved_places(visit, deals=True),
        "may_edit": visit.standing.may(Deed.EDIT_DEALS),
    }
    if request.headers.get("HX-Target") != "results":
        return render(request, "workspace/board/board.html", context)
    answer = render(request, "workspace/board/board.html#results", context)
    answer["HX-Push-Url"] = filtering.address(base, criteria, show=show)
    return answer


def shown(deals: DealQuerySet, visit: Visit, show: str) -> DealQuerySet:
    """All deals, those of the visitor, late ones, or those that are not public."""
    match show:
        case "mine":
            return _mine(deals, visit)
        case "late":
            return deals.filter(_is_late(visit))
        case "drafts":
            return deals.filter(published_at__isnull=True)
    return deals


def _is_late(visit: Visit) -> Exists:
    return Exists(Measure.objects.standing().late(visit.today).filter(clause__deal=OuterRef("pk")))


def _mine(deals: DealQuerySet, visit: Visit) -> DealQuerySet:
    """Deals whose last change was the visitor's own, and those of the fields of the visitor's office."""
    changes = Entry.objects.filter(chain=visit.city.chain_id, subject=Concat(Value("deal:"), OuterRef("ref")))
    offices = Membership.objects.in_force(visit.today).filter(account=visit.account, city=visit.city)
    fields = Field.objects.filter(offices__memberships__in=offices)
    last = Subquery(changes.order_by("-number").values("actor")[:1])
    return deals.annotate(last_actor=last).filter(Q(last_actor=visit.by) | Q(field__in=fields))


def page_of(request: HttpRequest) -> int:
    """Which page of a column that is looked at alone, from 1 on."""
    asked = request.GET.get("page", "")
    return (
        min(int(asked), LAST_PAGE)
        if asked.isascii() and asked.isdecimal() and 0 < len(asked) < 6 and int(asked)
        else 1
    )


def columns_of(
    deals: DealQuerySet, visit: Visit, criteria: DealFilter, *, base: str, show: str, page: int = 1
) -> list[Column]:
    """The columns in their order (two queries); the one that is looked at alone when a filter names it."""
    late = _is_late(visit)
    counted = deals.order_by().values("work_state").annotate(all=Count("pk"), late=Count("pk", filter=late))
    counts = {row["work_state"]: row for row in counted}
    most = MOST_ALONE if criteria.work else MOST_CARDS
    cards = _cards(deals.annotate(is_late=late), after=(page - 1) * most if criteria.work else 0, most=most)
    columns = []
    for state, label in WorkState.choices:
        if criteria.work and criteria.work != state:
            continue
        count = counts.get(state, {"all": 0, "late": 0})
        here = [deal for deal in cards if deal.work_state == state]
        more = filtering.address(base, criteria, show=show, work=state) if count["all"] > most else ""
        steps = [(then, str(words)) for then, words in WorkState.choices if then in WORK_FOLLOWS[Work(state)]]
        columns.append(Column(state, str(label), count["all"], count["late"], here, steps, more))
    return columns


def _cards(deals: DealQuerySet, *, after: int, most: int) -> list[Any]:
    """The deals of every column behind the first `after`: late ones before the others, then by their last change."""
    order = [F("is_late").desc(), F("changed_at").desc(), F("pk").desc()]
    parties = Party.objects.filter(deal=OuterRef("pk"), left_on__isnull=True)
    numbers = parties.order_by().values("deal").annotate(number=Count("pk")).values("number")
    placed = deals.annotate(
        party_count=Subquery(numbers), place=Window(RowNumber(), partition_by=F("work_state"), order_by=order)
    )
    return list(placed.filter(place__gt=after, place__lte=after + most).order_by("place"))


def _views(visit: Visit, criteria: DealFilter, base: str, show: str) -> list[Place]:
    offered = SHOWN if visit.standing.may(Deed.SEE_ALL_DEALS) else {"": _("All"), "late": _("Late")}
    return [
        Place(str(label), filtering.address(base, criteria, show=name), is_here=name == show)
        for name, label in offered.items()
    ]


def _chips(criteria: DealFilter, grounds: Grounds, base: str, show: str) -> list[Place]:
    """Every filter that is set, with the address that takes it away."""
    labels: dict[str, Any] = {"q": f"“{criteria.q}”"}
    for name, choices in (
        ("work", WorkState),
        ("signature", SignatureState),
        ("kind", DealKind),
        ("tier", DealTier),
    ):
        labels[name] = dict(choices.choices).get(getattr(criteria, name), "")
    if criteria.field:
        labels["field"] = name_of(grounds.fields[criteria.field])
    return [
        Place(str(labels.get(name, value)), filtering.address(base, criteria.without(name), show=show))
        for name, value in criteria.set_values().items()
    ]


def _pages(column: Column, page: int, criteria: DealFilter, base: str, show: str) -> dict[str, str]:
    """The addresses of the pages before and after, of a column that is looked at alone."""
    before = filtering.address(base, criteria, show=show, page=str(page - 1)) if page > 1 else ""
    is_more = column.count > page * MOST_ALONE
    after = filtering.address(base, criteria, show=show, page=str(page + 1)) if is_more else ""
    return {"before": before, "after": after}
