"""What somebody at the desk can write about an idea, one form for each step."""

from typing import Any

from django import forms
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.accounts.models import Account
from greenpact.cities.models import City, Office
from greenpact.deals.models import Deal
from greenpact.deals.starting import organisation_called
from greenpact.ideas.answer_rules import SHORTEST_REASON, Finding, Question
from greenpact.ideas.answers import Asked, Found
from greenpact.ideas.assigning import answering
from greenpact.ideas.conversing import LONGEST
from greenpact.ideas.models import Idea
from greenpact.ideas.showing import LONGEST_TITLE
from greenpact.parties.models import Organisation, OrganisationKind
from greenpact.workspace.access import Visit
from greenpact.workspace.choices import OneRow
from greenpact.workspace.editing.inputs import Text

LONGEST_REASON = 2_000


class WriteForm(forms.Form):
    """A message to the sender."""

    text = Text(
        label=_("Message to the sender"),
        max_length=LONGEST,
        help_text=_("It goes out by mail and stands on the sender's status page. Write plainly."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RemarkForm(forms.Form):
    """Words for the city's offices alone."""

    prefix = "remark"
    text = Text(label=_("Inner remark"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


class _People(OneRow):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name or obj.email)


class AssignForm(forms.Form):
    """Which office, and who in it."""

    office = OneRow(
        Office.objects.none(), label=_("Office"), help_text=_("None: the programme office itself.")
    )
    owner = _People(
        Account.objects.none(), label=_("Person"), help_text=_("None: everybody in the office is told.")
    )

    def __init__(self, data: Any = None, *, idea: Idea, visit: Visit) -> None:
        refs = {"office": idea.office and idea.office.ref, "owner": idea.owner and idea.owner.ref}
        super().__init__(data, initial=refs)
        people = [account.pk for account in answering(visit.city, visit.today)]
        _among(self, "office", visit.city.offices.all())
        _among(self, "owner", Account.objects.filter(pk__in=people).order_by("name", "email"))


class MergeForm(forms.Form):
    """The idea in which this one goes on."""

    prefix = "merge"
    into = forms.SlugField(
        label=_("Reference of the other idea"),
        max_length=12,
        help_text=_("It stands on the other idea's page."),
    )


class ShowForm(forms.Form):
    """How the public reads of an idea."""

    prefix = "show"
    title = Text(
        label=_("Public title"),
        max_length=LONGEST_TITLE,
        help_text=_("No names of persons, nothing in confidence."),
    )


class QuestionsForm(forms.Form):
    """The three questions, each with its answer and the reason."""

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        for question in Question:
            self.fields[question.value] = forms.ChoiceField(
                label=Asked(question.value).label, choices=Found.choices, widget=forms.RadioSelect
            )
            self.fields[f"{question.value}_reason"] = Text(
                label=_("Why"),
                max_length=LONGEST_REASON,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for question in Question:
            is_answered = cleaned.get(question.value, Finding.OPEN) != Finding.OPEN
            if is_answered and not cleaned.get(f"{question.value}_reason"):
                self.add_error(f"{question.value}_reason", __("Say why; one sentence is enough."))
        return cleaned

    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[question.value], self[f"{question.value}_reason"]) for question in Question]


class ReasonForm(forms.Form):
    """What every decision says: why, in plain language."""

    reason = Text(
        label=_("Reason"),
        min_length=SHORTEST_REASON,
        max_length=LONGEST,
        help_text=_("The sender reads these words. Say plainly why, and what happens next."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, data: Any = None, *, visit: Visit, idea: Idea) -> None:
        super().__init__(data, initial=self.beginning(visit, idea))
        self.visit, self.idea = visit, idea
        self.offer(visit, idea)
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def beginning(self, visit: Visit, idea: Idea) -> dict[str, Any]:
        """What stands in the form when it is opened."""
        return {}

    def offer(self, visit: Visit, idea: Idea) -> None:
        """Fill in what can be chosen."""


class OfficeForm(ReasonForm):
    """Handed to another office."""

    office = OneRow(Office.objects.none(), label=_("Office"))

    def offer(self, visit: Visit, idea: Idea) -> None:
        others = visit.city.offices.all()
        _among(self, "office", others.exclude(pk=idea.office_id) if idea.office_id else others)
        self.fields["office"].required = True


class CityForm(ReasonForm):
    """Handed to another city."""

    city = OneRow(City.objects.none(), by="slug", label=_("City"))

    def offer(self, visit: Visit, idea: Idea) -> None:
        others = City.objects.filter(is_invented=visit.city.is_invented).exclude(pk=visit.city.pk)
        _among(self, "city", others.order_by("slug"))
        self.fields["city"].required = True


class JoinForm(ReasonForm):
    """Joins a deal that is there."""

    deal = OneRow(Deal.objects.none(), label=_("Deal"))

    def offer(self, visit: Visit, idea: Idea) -> None:
        deals = Deal.objects.filter(city=visit.city).exclude(work_state="ended").newest_first()
        field = _Deals(deals, label=_("Deal"))
        field.required = True
        self.fields["deal"] = field


class _Deals(OneRow):
    def label_from_instance(self, obj: Any) -> str:
        texts = obj.title
        return str(next(iter(texts.values()), "") or obj.ref)


class DealForm(ReasonForm):
    """Becomes a deal: how it is called, and who brings it."""

    title = Text(label=_("Title of the deal"), max_length=300)
    summary = Text(
        label=_("Summary"),
        max_length=4_000,
        required=False,
        help_text=_("From the idea; the draft is not public, and everything can be changed later."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    organisation = OneRow(
        Organisation.objects.none(),
        label=_("Organisation in the register"),
        help_text=_("If it is not there yet, leave this empty and name it below."),
    )
    new_name = Text(label=_("Or a new organisation"), max_length=200, required=False)
    new_kind = forms.ChoiceField(
        label=_("Its kind"), choices=OrganisationKind.choices, initial="company", required=False
    )

    def beginning(self, visit: Visit, idea: Idea) -> dict[str, Any]:
        known = organisation_called(visit.city, idea.organisation)
        return {
            "title": idea.title,
            "summary": idea.text[:4_000],
            "organisation": known.ref if known else "",
            "new_name": "" if known else idea.organisation,
        }

    def offer(self, visit: Visit, idea: Idea) -> None:
        _among(self, "organisation", Organisation.objects.filter(city=visit.city))


def _among(form: forms.Form, name: str, rows: Any) -> None:
    form.fields[name].queryset = rows  # type: ignore[attr-defined]  # each is a choice among rows
