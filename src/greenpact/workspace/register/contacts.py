"""How an organisation is reached, and what it says of itself: also for its own editors."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from greenpact.cities.keeping import Kept, keep
from greenpact.parties.contacting import (
    RoleAddressEntry,
    erase_person,
    keep_person,
    role_addresses_of,
    set_role_addresses,
)
from greenpact.parties.models import Organisation, Person
from greenpact.parties.rules import Deed
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.editing.attempting import tried_again
from greenpact.workspace.editing.inputs import gathered, spread
from greenpact.workspace.editing.one_form import Editing, carry_out, edit
from greenpact.workspace.editing.saving_drafts import forget_drafts_of
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.languages import languages_of
from greenpact.workspace.register.organisation_forms import OwnOrganisationForm, PersonForm, RoleAddressesForm


def find_own(visit: Visit, ref: str) -> Organisation:
    """An organisation for which the visitor may speak: as its editor, or by keeping the register; raises `Http404`."""
    organisation = get_object_or_404(Organisation, city=visit.city, ref=ref)
    speaks = organisation.pk in visit.standing.own_organisations
    if not speaks and not visit.standing.may(Deed.KEEP_REGISTER):
        raise Http404(ref)
    return organisation


@within_city(Deed.KEEP_REGISTER, Deed.EDIT_OWN_MEASURES)
@tried_again
def own_organisation(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Change what an organisation says of itself."""
    organisation = find_own(visit, ref)
    make = partial(OwnOrganisationForm, city=visit.city, row=organisation)
    subject, stands = f"organisation:{ref}/own", OwnOrganisationForm.shown(organisation)
    editing: Editing[OwnOrganisationForm] = edit(
        request, visit, make, subject=subject, edition=organisation.edition, stands=stands
    )

    def write(values: dict[str, Any]) -> bool:
        fields = OwnOrganisationForm.values(values)
        seen = organisation.edition
        return (
            keep(Organisation, visit.city, ref, fields, by=visit.by, at=visit.at, seen=seen)[1]
            is not Kept.SAME
        )

    if carry_out(request, visit, editing, write, said=_("Saved. The public sees it at once.")):
        return redirect("workspace:own_organisation", visit.city.slug, ref)
    context = _frame(visit, organisation, organisation.name, "own_organisation")
    context |= {"editing": editing, "form": editing.form}
    return render(request, "workspace/register/editor.html", context, status=editing.status)


@within_city(Deed.KEEP_REGISTER, Deed.EDIT_OWN_MEASURES)
@tried_again
def role_addresses(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Change the addresses that the public may see."""
    organisation = find_own(visit, ref)
    entries = role_addresses_of(organisation)
    editing: Editing[RoleAddressesForm] = edit(
        request,
        visit,
        partial(RoleAddressesForm, languages=languages_of(visit.city, *(entry.label for entry in entries))),
        subject=f"organisation:{ref}/addresses",
        edition=organisation.edition,
        stands={"addresses": [{**spread("label", entry.label), "email": entry.email} for entry in entries]},
    )

    def write(values: dict[str, Any]) -> bool:
        rows = [RoleAddressEntry(gathered("label", row), row["email"]) for row in values["addresses"]]
        return set_role_addresses(organisation, rows, by=visit.by, at=visit.at, seen=organisation.edition)

    if carry_out(request, visit, editing, write, said=_("Saved. The public sees it at once.")):
        return redirect("workspace:role_addresses", visit.city.slug, ref)
    context = _frame(visit, organisation, _("Role addresses"), "role_addresses")
    context |= {"editing": editing, "form": editing.form}
    return render(request, "workspace/register/role_addresses.html", context, status=editing.status)


@within_city(Deed.KEEP_REGISTER)
def people(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """The people of an organisation, for those who keep the register."""
    organisation = get_object_or_404(Organisation, city=visit.city, ref=ref)
    found = organisation.people.filter(erased_at__isnull=True).order_by("name", "pk")
    context = _frame(visit, organisation, _("People"), "people") | {"people": found}
    return render(request, "workspace/register/people.html", context)


@within_city(Deed.KEEP_REGISTER)
@tried_again
def person(request: HttpRequest, visit: Visit, ref: str, person_ref: str = "") -> HttpResponse:
    """Add a contact or change one."""
    organisation = get_object_or_404(Organisation, city=visit.city, ref=ref)
    found = _find_person(organisation, person_ref) if person_ref else Person(organisation=organisation)
    stands = {name: getattr(found, name) for name in PersonForm.base_fields}
    subject = f"organisation:{ref}/people/{person_ref or 'new'}"
    editing = edit(request, visit, PersonForm, subject=subject, edition=0, stands=stands)

    def write(values: dict[str, Any]) -> bool:
        if not person_ref and organisation.people.filter(erased_at__isnull=True, **values).exists():
            return False  # sent twice
        return keep_person(found, values, by=visit.by, at=visit.at, seen=stands)

    if carry_out(request, visit, editing, write, said=_("Saved.")):
        return redirect("workspace:people", visit.city.slug, ref)
    context = _frame(visit, organisation, found.name or _("New contact"), "people")
    context |= {"editing": editing, "form": editing.form, "person": found}
    context["back"] = reverse("workspace:people", args=[visit.city.slug, ref])
    return render(request, "workspace/register/person.html", context, status=editing.status)


@within_city(Deed.KEEP_REGISTER)
@tried_again
def erase(request: HttpRequest, visit: Visit, ref: str, person_ref: str) -> HttpResponse:
    """Erase a contact with what anybody was typing about them, once it is confirmed."""
    organisation = get_object_or_404(Organisation, city=visit.city, ref=ref)
    found = _find_person(organisation, person_ref)
    if request.method == "POST":
        _erase(visit, found)
        messages.success(request, _("Erased."))
        return redirect("workspace:people", visit.city.slug, ref)
    context = _frame(visit, organisation, _("Erase"), "people") | {"person": found}
    return render(request, "workspace/register/erase.html", context)


@transaction.atomic
def _erase(visit: Visit, person: Person) -> None:
    erase_person(person, by=visit.by, at=visit.at)
    forget_drafts_of(visit.city, f"organisation:{person.organisation.ref}/people/{person.ref}")


def _find_person(organisation: Organisation, ref: str) -> Person:
    return get_object_or_404(organisation.people.filter(erased_at__isnull=True), ref=ref)


def _frame(visit: Visit, organisation: Organisation, title: str, here: str) -> dict[str, Any]:
    """Breadcrumbs and tabs: an organisation's editors have fewer of both than those who keep the register."""
    slug, ref = visit.city.slug, organisation.ref
    keeps = visit.standing.may(Deed.KEEP_REGISTER)
    above = [Place(organisation.name, reverse("workspace:own_organisation", args=[slug, ref]))]
    if keeps:
        register = Place(_("Register"), reverse("workspace:register", args=[slug]))
        rows = Place(_("Organisations"), reverse("workspace:rows", args=[slug, "organisations"]))
        above = [
            register,
            rows,
            Place(organisation.name, reverse("workspace:row", args=[slug, "organisations", ref])),
        ]
    context = city_frame(visit, here=Here.REGISTER if keeps else Here.OVERVIEW, title=title, above=above)
    if not keeps:
        overview = Place(context["masthead"].name, context["masthead"].address)
        context["crumbs"] = [overview, *above, Place(title, "")]
    return context | {"organisation": organisation, "parts": parts_of(visit, organisation, here)}


def parts_of(visit: Visit, organisation: Organisation, here: str) -> list[Place]:
    """The pages about one organisation."""

    def part(label: str, name: str, *words: str) -> Place:
        address = reverse(f"workspace:{name}", args=[visit.city.slug, *words, organisation.ref])
        return Place(label, address, here == name)

    addresses = part(_("Role addresses"), "role_addresses")
    if not visit.standing.may(Deed.KEEP_REGISTER):
        return [part(_("Short text and website"), "own_organisation"), addresses]
    return [part(_("Organisation"), "row", "organisations"), addresses, part(_("People"), "people")]
