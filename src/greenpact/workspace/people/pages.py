"""The people of an organisation: who acts for it, inviting somebody, ending a role; and the members of a group."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from greenpact.parties.grouping import MOST_MEMBERS, name_members
from greenpact.parties.inviting import end_role, invite_person
from greenpact.parties.models import Membership, MembershipRole, Organisation
from greenpact.parties.rules import INVITED_AS, Deed, Role
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.editing.inputs import Text
from greenpact.workspace.expiry import typed
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.refusals import REFUSED, sentences

#: In one list; beyond that an organisation is found by its page in the register.
MOST_SHOWN = 500

KEEP = (Deed.KEEP_CITY, Deed.KEEP_OWN_PEOPLE)


class InviteForm(forms.Form):
    """Who is invited, and what they may do."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The person's own address: everybody signs in as themselves, never together."),
    )
    name = Text(label=_("Name"), max_length=120, required=False)
    role = forms.ChoiceField(
        label=_("Role"),
        widget=forms.RadioSelect,
        initial=Role.PARTY_EDITOR.value,
        choices=[choice for choice in MembershipRole.choices if choice[0] in INVITED_AS],
    )


class MembersForm(forms.Form):
    names = Text(
        label=_("Members, one on each line"),
        required=False,
        max_length=200 * MOST_MEMBERS,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("The group is one party to a deal and signs once for all of them."),
    )


def kept_organisations(visit: Visit) -> QuerySet[Organisation]:
    """Those whose people the visitor keeps: all of the city for its programme office, else those they administer."""
    rows: QuerySet[Organisation] = visit.city.organisations.all()
    if visit.standing.may(Deed.KEEP_CITY):
        return rows
    own = visit.account.memberships.in_force(visit.today).filter(role=Role.PARTY_ADMIN, city=visit.city)
    return rows.filter(pk__in=own.values("organisation"))


def _find(visit: Visit, ref: str) -> Organisation:
    found = get_object_or_404(kept_organisations(visit), ref=ref)
    found.city = visit.city
    return found


@within_city(*KEEP)
def organisations(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The organisations whose people the visitor keeps: those with people first."""
    rows = kept_organisations(visit)
    if visit.standing.may(Deed.KEEP_CITY):
        rows = rows.filter(
            Q(memberships__isnull=False) | Q(parties__left_on__isnull=True, parties__isnull=False)
        )
    elif len(rows) == 1:
        return redirect("workspace:people_of", visit.city.slug, rows[0].ref)
    wanted = rows.distinct()[:MOST_SHOWN]
    context = _frame(visit, __("People of the parties")) | {"rows": wanted}
    return render(request, "workspace/people/organisations.html", context)


@within_city(*KEEP)
def people(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Who acts for an organisation, and inviting somebody."""
    organisation = _find(visit, ref)
    form = InviteForm(typed(request))
    if request.method == "POST" and form.is_valid() and _invited(visit, organisation, form):
        messages.success(request, __("The invitation is on its way."))
        return redirect("workspace:people_of", visit.city.slug, ref)
    rows = list(_memberships(visit, organisation))
    context = _frame(visit, organisation.name, above=True) | {
        "organisation": organisation,
        "form": form,
        "rows": rows,
        "member_count": organisation.members.count() if organisation.kind == "group" else None,
    }
    return render(request, "workspace/people/people.html", context, status=422 if form.errors else 200)


def _memberships(visit: Visit, organisation: Organisation) -> QuerySet[Membership]:
    rows = Membership.objects.filter(organisation=organisation, role__in=INVITED_AS)
    return rows.in_force(visit.today).select_related("account").order_by("role", "account__email")


def _invited(visit: Visit, organisation: Organisation, form: InviteForm) -> bool:
    values = form.cleaned_data
    try:
        invite_person(
            organisation,
            values["email"],
            name=values["name"],
            role=Role(values["role"]),
            language=get_language() or "",
            since=visit.today,
            by=visit.by,
            at=visit.at,
        )
    except REFUSED as refusal:
        for words in sentences(refusal):
            form.add_error(None, words)
        return False
    return True


@within_city(*KEEP)
@require_POST
def end(request: HttpRequest, visit: Visit, ref: str, membership_ref: str) -> HttpResponse:
    """Let somebody's role at the organisation end today."""
    organisation = _find(visit, ref)
    membership = get_object_or_404(_memberships(visit, organisation), ref=membership_ref)
    try:
        end_role(organisation, membership, until=visit.today, by=visit.by, at=visit.at)
    except REFUSED as refusal:
        messages.error(request, " ".join(sentences(refusal)))
    else:
        messages.success(request, __("The role has ended."))
    return redirect("workspace:people_of", visit.city.slug, ref)


@within_city(*KEEP)
def members(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """The organisations that stand together as a group."""
    group = _find(visit, ref)
    if group.kind != "group":
        raise Http404(ref)
    names = "\n".join(group.members.values_list("name", flat=True))
    form = MembersForm(typed(request), initial={"names": names})
    if request.method == "POST" and form.is_valid() and _named(visit, group, form):
        messages.success(request, __("The list is kept."))
        return redirect("workspace:people_of", visit.city.slug, ref)
    context = _frame(visit, __("Members of %(name)s") % {"name": group.name}, above=True) | {
        "form": form,
        "back": reverse("workspace:people_of", args=[visit.city.slug, ref]),
    }
    return render(request, "workspace/people/members.html", context, status=422 if form.errors else 200)


def _named(visit: Visit, group: Organisation, form: MembersForm) -> bool:
    try:
        name_members(group, form.cleaned_data["names"].splitlines(), by=visit.by, at=visit.at)
    except REFUSED as refusal:
        for words in sentences(refusal):
            form.add_error("names", words)
        return False
    return True


def _frame(visit: Visit, title: str, *, above: bool = False) -> dict[str, Any]:
    places = [Place(__("People of the parties"), reverse("workspace:party_people", args=[visit.city.slug]))]
    return city_frame(visit, here=Here.PEOPLE, title=title, above=places if above else [])
