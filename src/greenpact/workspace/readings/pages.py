"""The pages of one delivery: what is asked, how each cell was read, the decision, its progress and its result."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as __
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from greenpact.measures.intake.bounds import SMALL_AMOUNT, SMALL_BYTES
from greenpact.measures.intake.carrying_out import claim, work_on
from greenpact.measures.intake.comparing import Compared
from greenpact.measures.intake.deciding import answer, confirm, discard
from greenpact.measures.intake.taking_in import NotDelivered, earlier_ones
from greenpact.measures.models import Delivered, Delivery, DeliveryState, Indicator
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.expiry import typed
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.readings.answering import AnswerForm
from greenpact.workspace.readings.finding import TEND, find_delivery
from greenpact.workspace.readings.showing import outcome, shown_row, summary
from greenpact.workspace.readings.words import why_failed
from greenpact.workspace.refusals import sentence

FIRST_ROWS, PAGE_ROWS = 8, 50
MOST_REASON = 500


def _frame(visit: Visit, delivery: Delivery, title: str, *, below: bool = False) -> dict[str, Any]:
    slug = visit.city.slug
    above = [Place(__("Files of readings"), reverse("workspace:deliveries", args=[slug]))]
    if below:
        own = reverse("workspace:delivery", args=[slug, delivery.ref])
        above.append(Place(summary(delivery).title, own))
    return city_frame(visit, here=Here.READINGS, title=title, above=above)


@require_http_methods(["GET", "HEAD", "POST"])
@within_city(*TEND)
def delivery(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """A delivery as it stands; while it waits for its sender, with the form of what is open."""
    found = find_delivery(visit, ref)
    if found.state != DeliveryState.READ:
        return _show(request, visit, found, None)
    form = AnswerForm(typed(request), delivery=found)
    if request.method == "POST" and form.is_valid():
        try:
            answer(found, form.answers(), form.choices(), at=visit.at)
        except NotDelivered as refusal:
            messages.warning(request, sentence(refusal))
        else:
            _go_on(found, visit, is_small=found.size <= SMALL_BYTES)
        return redirect("workspace:delivery", visit.city.slug, found.ref)
    return _show(request, visit, found, form)


def _go_on(delivery: Delivery, visit: Visit, *, is_small: bool) -> None:
    """Do at once what is small; the rest is the worker's."""
    if is_small and (claimed := claim(delivery.pk, at=visit.at)):
        work_on(claimed, at=visit.at)


def _show(request: HttpRequest, visit: Visit, found: Delivery, form: AnswerForm | None) -> HttpResponse:
    shown = summary(found)
    rows = Delivered.objects.filter(of=found).select_related("series")[:FIRST_ROWS]
    context = _frame(visit, found, shown.title) | {
        "delivery": found,
        "shown": shown,
        "form": form,
        "rows": [shown_row(found, one) for one in rows] if form or found.state == DeliveryState.DONE else [],
        "counts": found.counts,
        "amount": Compared(found.counts).amount,
        "outcome": outcome(found.counts),
        "earlier": summary(earlier) if (earlier := earlier_ones(found).first()) else None,
        "failed": why_failed(found) if found.state == DeliveryState.FAILED else "",
        "indicators": _indicators(found) if found.state == DeliveryState.DONE else [],
        "changed_meanwhile": bool(found.findings.get("changed_meanwhile")),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "workspace/readings/delivery.html", context, status=status)


def _indicators(delivery: Delivery) -> list[Indicator]:
    chosen = delivery.series.filter(indicator__isnull=False).values("indicator")
    return list(Indicator.objects.filter(pk__in=chosen).select_related("deal").order_by("deal", "pk"))


@require_safe
@within_city(*TEND)
def progress(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """How far a delivery has come; once there is something else to see, the whole page is shown anew."""
    found = find_delivery(visit, ref)
    if not found.is_working:
        return HttpResponseClientRefresh()
    return render(request, "workspace/readings/progress.html", {"delivery": found, "visit": visit})


@require_safe
@within_city(*TEND)
def rows(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """How each cell was read, some at a time; `?from=` is the number of the first."""
    found = find_delivery(visit, ref)
    start = request.GET.get("from", "1")
    if not (start.isascii() and start.isdecimal()) or len(start) > 8:
        raise Http404(start)
    number = max(1, int(start))
    laid = Delivered.objects.filter(of=found, number__gte=number).select_related("series")[: PAGE_ROWS + 1]
    page = list(laid)
    context = _frame(visit, found, __("How each cell was read"), below=True) | {
        "delivery": found,
        "rows": [shown_row(found, one) for one in page[:PAGE_ROWS]],
        "newer": f"?from={max(1, number - PAGE_ROWS)}" if number > 1 else "",
        "older": f"?from={number + PAGE_ROWS}" if len(page) > PAGE_ROWS else "",
    }
    return render(request, "workspace/readings/rows.html", context)


@require_POST
@within_city(*TEND)
def confirm_delivery(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Decide that a delivery is taken in. A small one is so at once, another by the worker."""
    found = find_delivery(visit, ref)
    try:
        confirm(found, reason=request.POST.get("reason", "")[:MOST_REASON])
    except NotDelivered as refusal:
        messages.warning(request, sentence(refusal))
    else:
        _go_on(found, visit, is_small=Compared(found.counts).amount <= SMALL_AMOUNT)
    return redirect("workspace:delivery", visit.city.slug, found.ref)


@require_POST
@within_city(*TEND)
def discard_delivery(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Throw a delivery away before it counts, also while it is being read."""
    found = find_delivery(visit, ref)
    try:
        discard(found, at=visit.at)
        messages.success(request, __("The file was discarded. Nothing was changed."))
    except NotDelivered as refusal:
        messages.warning(request, sentence(refusal))
    return redirect("workspace:deliveries", visit.city.slug)
