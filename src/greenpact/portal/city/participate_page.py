"""How to take part: who, what is expected, what happens next, and whom to ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from greenpact.cities.models import Office, Programme
from greenpact.ideas.figures import answering
from greenpact.portal import addresses
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame, in_language
from greenpact.portal.ideas.ways import ways


def participate_page(request: HttpRequest, city: str) -> HttpResponse:
    row = find_city(city)
    name = in_language(row.name)
    about = _("How companies, associations and initiatives take part in the Local Green Deals of %(city)s.")
    frame = city_frame(
        request, row, here=Here.PARTICIPATE, title=_("Take part"), description=about % {"city": name}
    )
    offices = list(Office.objects.filter(city=row).select_related("deputy").prefetch_related("fields"))
    context = {
        "programmes": Programme.objects.filter(city=row),
        "offices": offices,
        "has_role_address": any(office.email for office in offices),
        "ways": ways(city),
        "answering": answering(row, on=row.day(timezone.now())),
        "steps": _steps(),
        "deals_address": addresses.deals(city),
        "privacy_address": addresses.legal(city, "privacy"),
    }
    return render(request, "portal/participate/participate.html", {**frame, **context})


def _steps() -> list[dict[str, str]]:
    """The way from an idea to a deal, as the register knows it: exploring, negotiating, agreed, signed, under way."""
    return [
        {
            "title": _("You write to the city"),
            "text": _(
                "A few sentences are enough: what you want to do, or what already runs, and who is in it. It takes ten "
                "minutes and no account."
            ),
        },
        {
            "title": _("The city looks at it with you"),
            "text": _(
                "The office in charge of the field answers, with reasons and by a day that you are told. "
                "Together you look for a goal and for others to join."
            ),
        },
        {
            "title": _("You agree on goals and measures"),
            "text": _(
                "Each side says what it will do itself, by when, and for which goal. So does the city."
            ),
        },
        {
            "title": _("The deal is signed and published"),
            "text": _(
                "Whoever may sign for each side signs. From then on everyone can read here what was promised."
            ),
        },
        {
            "title": _("You do it, and show how far you are"),
            "text": _(
                "Each measure stands on the deal's page with its state: what is late as late, what is done as done."
            ),
        },
    ]
