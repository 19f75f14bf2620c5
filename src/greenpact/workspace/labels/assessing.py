"""The assessment screen: what the machine found, what people answer with evidence, and freezing the result."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from greenpact.files.kinds import FileKind
from greenpact.files.models import File
from greenpact.files.taking import NotTaken, answer_with, take
from greenpact.labels.assessing import Given, answer, begin, conclude, name_observer, results_of
from greenpact.labels.choices import CriterionAnswerChoice, LabelLevel
from greenpact.labels.models import Assessment, CriterionAnswer
from greenpact.labels.recording import NotLabelled
from greenpact.labels.results import Result, are_answered
from greenpact.labels.rules import Answer, Level
from greenpact.parties.models import Organisation, OrganisationKind
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.choices import OneRow
from greenpact.workspace.editing.attempting import attempt
from greenpact.workspace.editing.inputs import Text, web_field
from greenpact.workspace.labels.finding import KEEP, SEE, find_assessment, find_label
from greenpact.workspace.labels.pages import address, page
from greenpact.workspace.refusals import sentences

#: What may be sent as evidence.
EVIDENCE = (
    FileKind.PDF,
    FileKind.PNG,
    FileKind.JPEG,
    FileKind.WEBP,
    FileKind.XLSX,
    FileKind.ODS,
    FileKind.CSV,
)


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion on the screen: its result, what somebody wrote, and the form where a person may answer."""

    result: Result
    given: CriterionAnswer | None
    level: str
    form: "AnswerForm | None"

    @property
    def tone(self) -> str:
        return {Answer.MET: "success", Answer.NOT_MET: "danger", Answer.OPEN: "info"}[self.result.answer]

    @property
    def answer(self) -> str:
        return str(CriterionAnswerChoice(self.result.answer).label)


class AnswerForm(forms.Form):
    """Met or not, why, and what shows it."""

    answer = forms.ChoiceField(
        label=_("Is it met?"), choices=CriterionAnswerChoice.choices, widget=forms.RadioSelect
    )
    reason = Text(
        label=_("Reason"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Read by the city and the parties, not by the public."),
    )
    link = web_field(_("Public address that shows it"))
    file = forms.FileField(
        label=_("File that shows it"), required=False, help_text=_("PDF, picture or sheet, at most 10 MB.")
    )

    def __init__(
        self, criterion: str, data: Any = None, files: Any = None, *, given: CriterionAnswer | None = None
    ) -> None:
        initial = {"answer": Answer.OPEN.value}
        if given:
            initial = {"answer": given.answer, "reason": given.reason, "link": given.link}
        super().__init__(data, files, initial=initial, auto_id=f"{criterion}_%s")


class ObserverForm(forms.Form):
    """Who took the independent look."""

    def __init__(self, data: Any = None, *, assessment: Assessment) -> None:
        super().__init__(data, initial={"observer": assessment.observer and assessment.observer.ref})
        parties = assessment.label.deal.parties.values("organisation")
        rows = Organisation.objects.filter(city=assessment.label.city).exclude(kind=OrganisationKind.CITY)
        self.fields["observer"] = OneRow(
            rows.exclude(pk__in=parties),
            label=_("Organisation"),
            help_text=_(
                "It is named in public. It is neither the city nor a party of the deal, nor was it ever."
            ),
        )


@require_POST
@within_city(KEEP)
def begin_assessment(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Begin to assess for the level that a button names."""
    label = find_label(visit, ref)
    wanted = request.POST.get("level", "")
    if wanted not in LabelLevel.values:
        raise Http404(wanted[:20])
    step = partial(begin, label, level=Level(wanted), by=visit.by, at=visit.at)
    is_done = attempt(request, step, said=__("The assessment has begun."))
    return HttpResponseRedirect(address("label_assessment" if is_done else "label", label))


@within_city(*SEE)
def assessment(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """The last assessment of a label, to be answered as long as it is open."""
    return _screen(request, visit, find_assessment(visit, ref))


def _screen(
    request: HttpRequest,
    visit: Visit,
    row: Assessment,
    *,
    wrong: tuple[str, AnswerForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    may_answer = visit.standing.may(KEEP) and row.frozen_at is None
    rows = _rows(visit, row, may_answer=may_answer, wrong=wrong)
    needs_observer = any(one.result.criterion.ref == "independent" for one in rows)
    context = page(
        visit,
        row.label,
        below=__("Assessment"),
        assessment=row,
        rows=rows,
        may_answer=may_answer,
        observer_form=ObserverForm(assessment=row) if may_answer and needs_observer else None,
        is_answered=are_answered(one.result for one in rows),
        is_wrong=wrong is not None,
    )
    return render(request, "workspace/labels/assessment.html", context, status=status)


def _rows(
    visit: Visit, row: Assessment, *, may_answer: bool, wrong: tuple[str, AnswerForm] | None
) -> list[CriterionRow]:
    """Every criterion: of an open assessment as of today, of a frozen one as it was frozen."""
    given = {one.criterion: one for one in row.answers.all()}
    found = results_of(row, on=visit.today) if row.frozen_at is None else _frozen(row, given)
    rows = []
    for result in found:
        ref = result.criterion.ref
        form = wrong[1] if wrong and wrong[0] == ref else AnswerForm(ref, given=given.get(ref))
        rows.append(
            CriterionRow(
                result=result,
                given=None if result.is_computed else given.get(ref),
                level=str(LabelLevel(result.criterion.level).label),
                form=form if may_answer and not result.is_computed else None,
            )
        )
    return rows


def _frozen(row: Assessment, given: dict[str, CriterionAnswer]) -> tuple[Result, ...]:
    criteria = row.scheme.scheme.criteria_up_to(Level(row.level))
    return tuple(
        Result(one, Answer(given[one.ref].answer), is_computed=given[one.ref].is_computed)
        for one in criteria
        if one.ref in given
    )


@require_POST
@within_city(KEEP)
def criterion(request: HttpRequest, visit: Visit, ref: str, criterion: str) -> HttpResponse:
    """Answer one criterion."""
    row = find_assessment(visit, ref)
    form = AnswerForm(criterion, request.POST, request.FILES)
    if form.is_valid() and _answered(visit, row, criterion, form):
        messages.success(request, __("The answer is kept."))
        return HttpResponseRedirect(f"{address('label_assessment', row.label)}#{criterion}")
    return _screen(request, visit, row, wrong=(criterion, form), status=422)


def _answered(visit: Visit, row: Assessment, criterion: str, form: AnswerForm) -> bool:
    before = row.answers.filter(criterion=criterion).first()
    upload = form.cleaned_data["file"]
    try:
        with transaction.atomic():  # file and answer together, or neither
            kept = take(upload, kinds=EVIDENCE, at=visit.at) if upload else (before.file if before else None)
            asked = form.cleaned_data
            given = Given(Answer(asked["answer"]), asked["reason"], asked["link"], kept)
            answer(row, criterion, given, by=visit.by, at=visit.at)
    except (NotLabelled, NotTaken) as refusal:
        form.add_error("file" if isinstance(refusal, NotTaken) else None, " ".join(sentences(refusal)))
        return False
    return True


@require_POST
@within_city(KEEP)
def observer(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Name the organisation that takes the independent look."""
    row = find_assessment(visit, ref)
    form = ObserverForm(request.POST, assessment=row)
    if not form.is_valid():
        raise Http404(ref)
    step = partial(name_observer, row, form.cleaned_data["observer"], by=visit.by, at=visit.at)
    attempt(request, step, said=__("The organisation is named."))
    return HttpResponseRedirect(f"{address('label_assessment', row.label)}#observer")


@require_POST
@within_city(KEEP)
def conclude_assessment(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Freeze the assessment; from then on it can be awarded or declined."""
    row = find_assessment(visit, ref)
    step = partial(conclude, row, by=visit.by, at=visit.at)
    is_done = attempt(request, step, said=__("The assessment is concluded and stays as it is."))
    return HttpResponseRedirect(address("label" if is_done else "label_assessment", row.label))


@within_city(*SEE)
def evidence(_request: HttpRequest, visit: Visit, ref: str, file: str) -> HttpResponse:
    """A file that somebody gave as evidence, for the city and the parties."""
    label = find_label(visit, ref)
    rows = File.objects.filter(
        pk__in=CriterionAnswer.objects.filter(assessment__label=label, file__isnull=False).values("file")
    )
    return answer_with(get_object_or_404(rows, ref=file), inline=True)
