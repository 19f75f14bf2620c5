"""The page on which files of readings are sent, with those so far."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.views.decorators.http import require_http_methods

from greenpact.files.uploading import files_up_to, is_too_large
from greenpact.measures.intake.bounds import MOST_BYTES, SMALL_BYTES
from greenpact.measures.intake.carrying_out import claim, work_on
from greenpact.measures.intake.taking_in import NotDelivered, Sent, take_in
from greenpact.measures.models import Delivery
from greenpact.parties.models import Organisation
from greenpact.ui.wording import worded
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import visible_deals
from greenpact.workspace.deals.pages import shortened
from greenpact.workspace.expiry import typed
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.readings.finding import TEND, senders, visible
from greenpact.workspace.readings.forms import SendReadings
from greenpact.workspace.readings.showing import summary
from greenpact.workspace.refusals import sentence

SHOWN = 30
MOST_DEALS = 500


@files_up_to(MOST_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
@within_city(*TEND)
def deliveries(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Send a file, or look at those so far."""
    by_ref = {one.ref if one else "": one for one in senders(visit)}
    if not by_ref:
        raise Http404
    form = _form(request, visit, by_ref)
    if request.method == "POST":
        if is_too_large(request):
            form.add_too_large()
        if form.is_valid() and (taken := _take_in(visit, form, by_ref)):
            return redirect("workspace:delivery", visit.city.slug, taken.ref)
    shown = [summary(one) for one in visible(visit)[:SHOWN]]
    context = city_frame(visit, here=Here.READINGS, title=__("Files of readings"))
    context |= {"form": form, "deliveries": shown}
    status = 422 if form.errors else 200
    return render(request, "workspace/readings/deliveries.html", context, status=status)


def _form(request: HttpRequest, visit: Visit, by_ref: dict[str, Organisation | None]) -> SendReadings:
    language = get_language() or "en"
    deals = [
        (one.ref, shortened(worded(one.title, language).text or one.ref, 90))
        for one in visible_deals(visit).order_by("ref")[:MOST_DEALS]
    ]
    choices = [(ref, one.name if one else __("The city's offices")) for ref, one in by_ref.items()]
    return SendReadings(
        typed(request),
        request.FILES or None,
        initial={"deal": request.GET.get("deal", "")[:80]},
        senders=choices,
        deals=deals,
    )


def _take_in(visit: Visit, form: SendReadings, by_ref: dict[str, Organisation | None]) -> Delivery | None:
    """Keep the file; a small one is read while its sender waits, another by the worker."""
    values: dict[str, Any] = form.cleaned_data
    sender = values.get("sender", next(iter(by_ref)))
    deal = visible_deals(visit).filter(ref=values["deal"]).first() if values["deal"] else None
    sent = Sent(
        visit.by,
        account=visit.account,
        organisation=by_ref[sender],
        deal=deal,
        provenance=values["provenance"],
        source=values["source"],
    )
    try:
        taken = take_in(visit.city, values["file"], sent, at=visit.at)
    except NotDelivered as refusal:
        form.add_error("file", sentence(refusal))
        return None
    if taken.size <= SMALL_BYTES and (claimed := claim(taken.pk, at=visit.at)):
        work_on(claimed, at=visit.at)
    return taken
