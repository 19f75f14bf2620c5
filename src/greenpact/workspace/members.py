"""Who may do what in the city: memberships, granting one, ending one."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenpact.accounts.inviting import address_of_link, awaits_its_owner, invite
from greenpact.accounts.models import Account
from greenpact.cities.models import City, Office
from greenpact.notices.posting import Letter, post_to_account
from greenpact.notices.rules import Kind
from greenpact.parties.granting import NotGranted, WhyNotGranted, end, grant
from greenpact.parties.models import Membership, MembershipRole, Organisation
from greenpact.parties.rules import NEEDS_ORGANISATION, Deed, Role
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.choices import OneRow
from greenpact.workspace.editing.inputs import Day, Text, offer
from greenpact.workspace.expiry import typed
from greenpact.workspace.frame import Here, city_frame, name_of
from greenpact.workspace.refusals import sentence
from greenpact.workspace.register.forms import among

#: What each role is for, in one sentence.
DUTIES = {
    Role.PROGRAMME_OFFICE: gettext_lazy("Keeps everything: deals, register, settings and members."),
    Role.OFFICE_EDITOR: gettext_lazy("Writes deals and keeps the register."),
    Role.FUNDING_OFFICER: gettext_lazy("Sees all deals, drafts included."),
    Role.SIGNATORY: gettext_lazy("Sees all deals, drafts included, and decides on appeals about labels."),
    Role.READER: gettext_lazy("Sees all deals, drafts included."),
    Role.PARTY_ADMIN: gettext_lazy(
        "Negotiates for one organisation, invites its people and says who may sign."
    ),
    Role.PARTY_EDITOR: gettext_lazy(
        "Negotiates for one organisation, keeps its measures and its description."
    ),
    Role.PARTY_SIGNATORY: gettext_lazy("Reads the deals of one organisation, and signs those it may sign."),
    Role.OBSERVER: gettext_lazy("Sees the deals of one organisation."),
    Role.REVIEWER: gettext_lazy("Sees labels with an appeal and decides on it; nothing else."),
}


class GrantForm(forms.Form):
    """Who gets which role, for whom, from when to when."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        help_text=gettext_lazy("Whoever has no account yet is invited to it by mail."),
    )
    name = Text(label=gettext_lazy("Name"), max_length=120, required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=MembershipRole.choices,
        widget=forms.RadioSelect,
        initial=Role.READER,
    )
    organisation = OneRow(
        Organisation.objects.none(),
        label=gettext_lazy("Organisation"),
        help_text=gettext_lazy("For party editors; for observers, whose deals they see."),
    )
    office = OneRow(Office.objects.none(), label=gettext_lazy("Office"))
    since = Day(label=gettext_lazy("From"), required=True)
    until = Day(
        label=gettext_lazy("Until"), help_text=gettext_lazy("The first day without the role; empty for open.")
    )

    def __init__(self, *args: Any, city: City, **options: Any) -> None:
        super().__init__(*args, **options)
        among(self, "organisation", city.organisations.all())
        among(self, "office", city.offices.all())
        pattern = _("%(role)s: %(duty)s")
        roles = [
            (role, pattern % {"role": label, "duty": DUTIES[Role(role)]})
            for role, label in MembershipRole.choices
        ]
        offer(self, "role", roles)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_missing = not cleaned.get("organisation") and "organisation" not in self.errors
        if cleaned.get("role") in NEEDS_ORGANISATION and is_missing:
            self.add_error("organisation", sentence(NotGranted(WhyNotGranted.NEEDS_ORGANISATION)))
        return cleaned


class EndForm(forms.Form):
    until = Day(label=gettext_lazy("First day without the role"), required=True)


@within_city(Deed.KEEP_CITY)
def members(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Everybody with a role in the city, and who had one."""
    rows = list(_memberships(visit))
    over = [row for row in rows if row.until is not None and row.until <= visit.today]
    context = city_frame(visit, here=Here.MEMBERS, title=_("Members"))
    context |= {"present": [row for row in rows if row not in over], "over": over}
    return render(request, "workspace/members/members.html", context)


@within_city(Deed.KEEP_CITY)
def grant_role(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Give somebody a role; whoever has no account is invited."""
    form = GrantForm(typed(request), initial={"since": visit.today}, city=visit.city)
    if request.method == "POST" and form.is_valid():
        try:
            membership = _grant(visit, form.cleaned_data)
        except NotGranted as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, _("The role is given."))
            return redirect("workspace:member", visit.city.slug, membership.ref)
    context = city_frame(visit, here=Here.MEMBERS, title=_("Give a role"), above=[_list_place(visit)]) | {
        "form": form
    }
    return render(request, "workspace/members/grant.html", context, status=422 if form.errors else 200)


@within_city(Deed.KEEP_CITY)
def member(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """One membership: end it, or get the link for somebody who has not been here yet."""
    membership = get_object_or_404(_memberships(visit), ref=ref)
    wants_link = request.method == "POST" and "link" in request.POST
    form = EndForm(None if wants_link else typed(request), initial={"until": visit.today})
    if request.method == "POST" and not wants_link and _end(visit, membership, form):
        messages.success(request, _("The membership ends as you said."))
        return redirect("workspace:members", visit.city.slug)
    may_link = _may_see_link(membership)
    context = city_frame(
        visit, here=Here.MEMBERS, title=_called(membership.account), above=[_list_place(visit)]
    )
    context |= {
        "membership": membership,
        "form": form,
        "may_link": may_link,
        "is_over": _is_over(membership, visit),
    }
    context["link"] = _link(request, membership.account) if wants_link and may_link else ""
    return render(request, "workspace/members/member.html", context, status=422 if form.errors else 200)


def _end(visit: Visit, membership: Membership, form: EndForm) -> bool:
    """End a membership as the form says; a refusal goes into the form."""
    if not form.is_valid():
        return False
    try:
        end(membership, until=form.cleaned_data["until"], by=visit.by, at=visit.at)
    except NotGranted as refusal:
        form.add_error(None, sentence(refusal))
        return False
    return True


@transaction.atomic
def _grant(visit: Visit, asked: dict[str, Any]) -> Membership:
    account = Account.objects.filter(email__iexact=asked["email"]).first()
    if account is None:
        account = invite(asked["email"], name=asked["name"])
    membership = grant(
        account,
        city=visit.city,
        role=Role(asked["role"]),
        organisation=asked["organisation"],
        office=asked["office"],
        since=asked["since"],
        until=asked["until"],
        by=visit.by,
        at=visit.at,
    )
    _tell(membership, at=visit.at)
    return membership


def _tell(membership: Membership, *, at: datetime) -> None:
    """Post the mail that says which role somebody has been given, with a link for whoever has no password yet."""
    post_to_account(
        membership.account,
        kind=Kind.ACCOUNT,
        write=lambda: _invitation(membership),
        key=f"membership:{membership.ref}",
        city=membership.city,
        at=at,
    )


def _invitation(membership: Membership) -> Letter:
    city, account = name_of(membership.city), membership.account
    words = {"city": city, "role": membership.get_role_display()}
    subject = _("Invitation to the workspace of %(city)s") % words
    given = _(
        "You have been given a place in the workspace of %(city)s, where its Local Green Deals are kept. "
        "Your role: %(role)s."
    )
    if not awaits_its_owner(account):
        address = reverse("workspace:city", args=[membership.city.slug])
        return Letter(subject, (given % words,), link=address, link_words=_("Sign in as usual"))
    way = _(
        "Set your password with the link below; it works once and for three days. After that you sign in with "
        "your address and this password."
    )
    return Letter(
        subject, (given % words, way), link=address_of_link(account), link_words=_("Set your password")
    )


def _link(request: HttpRequest, account: Account) -> str:
    return request.build_absolute_uri(address_of_link(account))


def _may_see_link(membership: Membership) -> bool:
    """Whether the office may have the link: it would open whatever else the account has, so there must be nothing."""
    elsewhere = membership.account.memberships.exclude(city=membership.city)
    return (
        awaits_its_owner(membership.account)
        and not membership.account.is_superuser
        and not elsewhere.exists()
    )


def _memberships(visit: Visit) -> QuerySet[Membership]:
    rows = Membership.objects.filter(city=visit.city).select_related(
        "account", "organisation", "office", "city"
    )
    return rows.order_by("role", "account__email", "pk")


def _is_over(membership: Membership, visit: Visit) -> bool:
    return membership.until is not None and membership.until <= visit.today


def _called(account: Account) -> str:
    return account.name or account.email


def _list_place(visit: Visit) -> Place:
    return Place(_("Members"), reverse("workspace:members", args=[visit.city.slug]))
