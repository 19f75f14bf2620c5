"""All labels of a city on one page, and one label with everything that was decided about it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from greenpact.journal.models import Entry
from greenpact.labels.facts import last_report_on
from greenpact.labels.models import Appeal, Label
from greenpact.labels.publishing import scheme_in_force
from greenpact.labels.rules import FOLLOWS, State, may_appeal, reporting_has_stopped
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.happened import lines
from greenpact.workspace.labels.finding import (
    KEEP,
    SEE,
    SPEAK,
    find_label,
    own_parties,
    visible_labels,
    without_label,
)
from greenpact.workspace.labels.pages import page, row_of, title_of

MOST_LABELS, MOST_DEALS, MOST_ENTRIES = 500, 50, 30


@within_city(*SEE)
def labels(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The city's labels, what waits for somebody, and the deals that could hold one."""
    rows = list(visible_labels(visit).order_by("-pk")[:MOST_LABELS])
    appeals = Appeal.objects.filter(label__in=rows, decided_at__isnull=True).select_related("label__deal")
    may_apply = visit.standing.may(KEEP) or visit.standing.may(SPEAK)
    context = {
        **city_frame(visit, here=Here.LABELS, title=_("Labels")),
        "waiting": _rows(visit, rows, State.APPLIED),
        "standing": _rows(visit, rows, State.AWARDED, State.SUSPENDED),
        "over": _rows(visit, rows, State.LAPSED, State.WITHDRAWN, State.DECLINED),
        "appeals": [
            {"ref": row.label.ref, "title": title_of(row.label), "due_on": row.due_on,
             "is_late": row.due_on < visit.today}
            for row in appeals.order_by("due_on")
        ],
        "deals": without_label(visit).newest_first()[:MOST_DEALS] if may_apply else [],
        "scheme": scheme_in_force(visit.city, visit.today),
        "may_keep": visit.standing.may(KEEP),
    }  # fmt: skip
    return render(request, "workspace/labels/labels.html", context)


def _rows(visit: Visit, labels: Sequence[Label], *states: State) -> list[Any]:
    return [row_of(label, visit.today) for label in labels if label.standing(visit.today) in states]


@within_city(*SEE)
def label(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """One label: where it stands, what can be done now, its assessments, certificates and appeals."""
    row = find_label(visit, ref)
    speaks = visit.standing.may(SPEAK) and own_parties(visit, row.deal)
    may_file = may_appeal(State(row.state), row.decided_on, on=visit.today)
    appeals = list(row.appeals.select_related("organisation"))
    entries = Entry.objects.filter(chain=visit.city.chain_id, subject=f"label:{row.ref}")
    context = page(
        visit,
        row,
        assessments=row.assessments.select_related("scheme", "observer", "version"),
        certificates=row.certificates.select_related("organisation"),
        appeals=appeals,
        may_appeal=bool(speaks) and may_file and not any(one.decided_at is None for one in appeals),
        steps=_steps(visit, row),
        report=_report(visit, row),
        entries=lines(visit, entries.order_by("-number")[:MOST_ENTRIES])
        if visit.standing.may(Deed.SEE_TRAIL)
        else [],
    )
    return render(request, "workspace/labels/label.html", context)


def _steps(visit: Visit, label: Label) -> set[str]:
    """What whoever keeps labels can do with this one now."""
    if not visit.standing.may(KEEP):
        return set()
    standing, last = label.standing(visit.today), label.assessments.first()
    is_ready = last is not None and last.frozen_at is not None and last.awarded_at is None
    may_award = State.AWARDED in FOLLOWS[standing] and standing is not State.SUSPENDED
    steps = {
        "assess": may_award and (last is None or last.frozen_at is not None),
        "answer": last is not None and last.frozen_at is None,
        "award": may_award and is_ready and bool(last and last.is_met),
        "decline": standing is State.APPLIED and is_ready and not (last and last.is_met),
        "suspend": standing is State.AWARDED,
        "restore": standing is State.SUSPENDED,
        "withdraw": State.WITHDRAWN in FOLLOWS[standing],
    }
    return {step for step, is_possible in steps.items() if is_possible}


def _report(visit: Visit, label: Label) -> dict[str, Any]:
    """When somebody last reported on the deal, and whether that is too long ago by the label's scheme."""
    last = last_report_on(label.deal)
    since = last or label.awarded_on
    if label.scheme is None or since is None:
        return {"last": last, "has_stopped": False}
    clocks = label.scheme.scheme.clocks
    has_stopped = reporting_has_stopped(
        since, months=clocks.report_months, grace_days=clocks.grace_days, on=visit.today
    )
    return {"last": last, "has_stopped": has_stopped}
