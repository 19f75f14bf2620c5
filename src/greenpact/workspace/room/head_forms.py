"""The forms in which somebody proposes to alter the head of a deal or its parties."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.deals.changes.operations import Do, Operation, set_head, set_role
from greenpact.deals.changes.terms import PERIOD
from greenpact.deals.choices import LegalNature, RoleInDeal
from greenpact.deals.models import Change
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Deed
from greenpact.ui.wording import LONGEST_TEXT
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.choices import OneRow
from greenpact.workspace.editing.inputs import Day, InLanguages, Worded, Year, gathered, offer, spread
from greenpact.workspace.expiry import typed
from greenpact.workspace.languages import languages_of
from greenpact.workspace.room.seats import take_seat
from greenpact.workspace.room.wishing import Writing, countered, operations_of, seen_of, write


class TitleForm(InLanguages):
    worded = {"title": Worded(_("Title"), 300)}


class SummaryForm(InLanguages):
    worded = {"summary": Worded(_("Summary"), LONGEST_TEXT, rows=5)}


class NatureForm(forms.Form):
    legal_nature = forms.ChoiceField(
        label=_("Legal nature"), choices=LegalNature.choices, widget=forms.RadioSelect
    )


class PeriodForm(forms.Form):
    starts_on = Day(label=_("Starts on"))
    ends_on = Day(label=_("Ends on"))
    start_year = Year(label=_("Start year"))
    end_year = Year(label=_("Target year"))


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role in the deal"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "role", [("", __("leaves the deal")), *RoleInDeal.choices])


class NewPartyForm(forms.Form):
    organisation = OneRow(Organisation.objects.none(), label=_("Organisation"))
    role = forms.ChoiceField(label=_("Role in the deal"), choices=RoleInDeal.choices)

    def clean_organisation(self) -> Organisation:
        chosen = self.cleaned_data["organisation"]
        if chosen is None:
            raise forms.ValidationError(__("Choose an organisation of the register."))
        return chosen  # type: ignore[no-any-return]


def _wanted(change: Change | None) -> dict[str, Any]:
    """What a countered change wants of the head."""
    if change is None:
        return {}
    return {one.what: one.after for one in operations_of(change) if one.do is Do.HEAD}


@within_city(Deed.NEGOTIATE)
def text(request: HttpRequest, visit: Visit, ref: str, name: str) -> HttpResponse:
    """Propose another title or summary."""
    seat, table = take_seat(visit, ref)
    old = countered(request, seat, table)
    now = table.terms.head[name]
    form_class = TitleForm if name == "title" else SummaryForm
    initial = spread(name, _wanted(old).get(name, now))
    form = form_class(typed(request), initial=initial, languages=languages_of(visit.city, now))
    title = __("Change the title") if name == "title" else __("Change the summary")

    def wish(values: Mapping[str, Any]) -> list[Operation]:
        return [set_head(table.terms, name, gathered(name, values))]

    return write(request, seat, Writing(title, form, wish, seen_of(now)), old)


@within_city(Deed.NEGOTIATE)
def nature(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Propose another legal nature."""
    seat, table = take_seat(visit, ref)
    old = countered(request, seat, table)
    now = table.terms.head["legal_nature"]
    form = NatureForm(typed(request), initial={"legal_nature": _wanted(old).get("legal_nature", now)})

    def wish(values: Mapping[str, Any]) -> list[Operation]:
        return [set_head(table.terms, "legal_nature", values["legal_nature"])]

    return write(request, seat, Writing(__("Change the legal nature"), form, wish, now), old)


@within_city(Deed.NEGOTIATE)
def period(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Propose other days or years."""
    seat, table = take_seat(visit, ref)
    old = countered(request, seat, table)
    now = {name: table.terms.head[name] for name in PERIOD}
    initial = {name: _as_day(name, value) for name, value in (now | _wanted(old)).items()}
    form = PeriodForm(typed(request), initial=initial)

    def wish(values: Mapping[str, Any]) -> list[Operation]:
        plain = {name: _plain(values[name]) for name in PERIOD}
        changed = [name for name in PERIOD if plain[name] != now[name]]
        return [set_head(table.terms, name, plain[name]) for name in changed or PERIOD]

    return write(request, seat, Writing(__("Change the period"), form, wish, seen_of(now)), old)


def _as_day(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if value and name.endswith("_on") else value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@within_city(Deed.NEGOTIATE)
def role(request: HttpRequest, visit: Visit, ref: str, organisation: str) -> HttpResponse:
    """Propose another role for a party, or that it leaves; or counter that somebody is to become one."""
    seat, table = take_seat(visit, ref)
    old = countered(request, seat, table)
    if organisation not in table.terms.parties and old is None:
        raise Http404(organisation)
    row = Organisation.objects.filter(city=visit.city, ref=organisation).first()
    now = table.terms.parties.get(organisation, "")
    form = RoleForm(typed(request), initial={"role": now})

    def wish(values: Mapping[str, Any]) -> list[Operation]:
        return [set_role(table.terms, organisation, values["role"])]

    title = __("Change the role of %(name)s") % {"name": row.name if row else organisation}
    return write(request, seat, Writing(title, form, wish, now or "-"), old)


@within_city(Deed.NEGOTIATE)
def new_party(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Propose that an organisation of the register becomes a party."""
    seat, table = take_seat(visit, ref)
    form: Any = NewPartyForm(typed(request))
    outside = visit.city.organisations.exclude(ref__in=list(table.terms.parties))
    form.fields["organisation"].queryset = outside

    def wish(values: Mapping[str, Any]) -> list[Operation]:
        return [set_role(table.terms, values["organisation"].ref, values["role"])]

    return write(request, seat, Writing(__("Propose a party"), form, wish, "new"), None)
