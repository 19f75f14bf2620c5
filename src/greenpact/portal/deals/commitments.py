"""Commitments and the measures that carry them out, as pages show them side by side."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.numbers import format_decimal
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from greenpact.deals.choices import KindOfDuty
from greenpact.deals.document import Duty
from greenpact.deals.models import ClauseRow
from greenpact.measures.models import Measure, MeasureState
from greenpact.measures.rules import State
from greenpact.ui import figures
from greenpact.ui.templatetags.ui import badge, worded

NO_GOALS: Mapping[str, int] = {}
LATE = "late"
#: What needs other words than a form's choice: late is no state that can be recorded, and unknown says of what.
LABELS = {LATE: gettext_lazy("Late"), State.UNKNOWN.value: gettext_lazy("State unknown")}

#: The order in which states are counted; late ones are counted as late, not as planned or under way.
COUNTED = (LATE, State.UNDER_WAY, State.DONE, State.PLANNED, State.GIVEN_UP, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class StepRow:
    """A milestone. `text` is safe HTML."""

    text: str
    due_on: date | None
    done_on: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """How a commitment is carried out. `plan` is safe HTML; `standing` is its state, or late."""

    standing: str
    badge: SafeString
    state: str
    late: str
    plan: str
    starts_on: date | None
    due_on: date | None
    done_on: date | None
    steps: list[StepRow]


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """What one party promised. `text` and `indicator` are safe HTML; `serves` gives goals by ref and number.

    What the document does not state is empty.
    """

    ref: str
    text: str
    indicator: str
    quantity: str
    starts_on: date | None
    ends_on: date | None
    money: str
    staff: str
    duty: str
    serves: list[tuple[str, int]]
    measure: MeasureRow


@dataclass(frozen=True, slots=True)
class Count:
    """How many measures stand in a state."""

    state: str
    label: str
    number: int


def commitment_row(clause: ClauseRow, *, today: date, goals: Mapping[str, int] = NO_GOALS) -> CommitmentRow:
    """A commitment with its measure, which comes along with its milestones prefetched; `goals` are numbers by ref."""
    return CommitmentRow(
        ref=clause.ref,
        text=worded(clause.text),
        indicator=worded(clause.indicator),
        quantity=amount(clause.quantity, clause.unit),
        starts_on=clause.starts_on,
        ends_on=clause.ends_on,
        money=_money(clause.money_eur),
        staff=_staff(clause.staff_fte),
        duty="" if clause.duty == Duty.UNKNOWN else str(KindOfDuty(clause.duty).label),
        serves=[(ref, goals[ref]) for ref in clause.serves if ref in goals],
        measure=measure_row(measure_of(clause), today),
    )


def measure_of(clause: ClauseRow) -> Measure | None:
    """The measure that was selected with a commitment, if it has one."""
    return getattr(clause, "measure", None)


def counted(rows: Iterable[CommitmentRow]) -> list[Count]:
    """How many measures stand in each state, the states without any left out."""
    numbers = Counter(row.measure.standing for row in rows)
    return counts(numbers)


def counts(numbers: Counter[str]) -> list[Count]:
    """Counts in their usual order from numbers by standing."""
    return [Count(state, label_of(state), numbers[state]) for state in COUNTED if numbers[state]]


def label_of(standing: str) -> str:
    return str(LABELS.get(standing) or MeasureState(standing).label)


def amount(value: Decimal | None, unit: str) -> str:
    """A value with its unit in the reader's language: "12,000 m²"; empty when none is stated."""
    if value is None:
        return ""
    return figures.with_unit(figures.number(value, _language(), 4), unit, _language())


def measure_row(measure: Measure | None, today: date) -> MeasureRow:
    """How a measure stands on a day; its milestones come along prefetched."""
    if measure is None:
        return MeasureRow(State.UNKNOWN, _badge(State.UNKNOWN), State.UNKNOWN, "", "", None, None, None, [])
    late = measure.lateness(today)
    standing = LATE if late else measure.state
    return MeasureRow(
        standing=standing,
        badge=_badge(standing),
        state=label_of(measure.state),
        late=_late_in_words(late.days, by_milestone=late.by_milestone) if late else "",
        plan=worded(measure.plan),
        starts_on=measure.starts_on,
        due_on=measure.due_on,
        done_on=measure.done_on,
        steps=_steps(measure, today),
    )


def _steps(measure: Measure, today: date) -> list[StepRow]:
    is_open = measure.state in {State.PLANNED, State.UNDER_WAY}
    return [
        StepRow(
            worded(step.text),
            step.due_on,
            step.done_on,
            is_late=is_open and step.done_on is None and step.due_on is not None and step.due_on < today,
        )
        for step in measure.milestones.all()
    ]


def _badge(standing: str) -> SafeString:
    return badge("measure", str(standing), label_of(standing))


def _late_in_words(days: int, *, by_milestone: bool) -> str:
    if by_milestone:
        words = ngettext("A milestone is %(days)s day late", "A milestone is %(days)s days late", days)
    else:
        words = ngettext("%(days)s day late", "%(days)s days late", days)
    return words % {"days": figures.number(days, _language())}


def _money(value: Decimal | None) -> str:
    """An amount as it is usually written: in whole euros, or with both digits of its cents."""
    if value is None:
        return ""
    is_whole = value == value.to_integral_value()
    amount = format_decimal(value, "#,##0" if is_whole else "#,##0.00", locale=figures.locale_of(_language()))
    return figures.kept_together(_("%(amount)s euros") % {"amount": amount})


def _staff(value: Decimal | None) -> str:
    if value is None:
        return ""
    return _("%(number)s full-time posts") % {"number": figures.number(value, _language(), 2)}


def _language() -> str:
    return get_language() or "en"
