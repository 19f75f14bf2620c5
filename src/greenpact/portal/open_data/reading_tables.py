"""Tables of what is counted: indicators with their targets, and readings. Confidential ones are in no file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.measures.models import Indicator, NonValueChoice, ProvenanceChoice, Reading
from greenpact.measures.models.indicator import CountedChoice, RhythmChoice, WantedChoice
from greenpact.portal.open_data import rows, shared
from greenpact.portal.open_data.columns import Kind, Table, column
from greenpact.portal.open_data.scope import Scope

IN_UNIT = _("as in the column “unit” of the indicator")


def _clause(indicator: Indicator, _scope: Scope) -> str:
    return indicator.measure.clause.ref if indicator.measure else ""


def _targets(indicator: Indicator, _scope: Scope) -> list[str]:
    return [f"{target.due_on.isoformat()}={target.value:g}" for target in indicator.targets.all()]


def _value(reading: Reading, _scope: Scope) -> Any:
    return None if reading.non_value else reading.value


def _replaces(reading: Reading, _scope: Scope) -> str:
    return reading.replaces.ref if reading.replaces else ""


INDICATORS = Table(
    "indicators",
    _("Indicators"),
    _("One row is what is counted of a deal or of one of its measures."),
    (
        *shared.OF_DEAL,
        column(
            "clause", _("Commitment whose measure it tells of; empty for the deal as a whole."), of=_clause
        ),
        column("ref", _("Short name of the indicator.")),
        column("name", _("What it is called."), Kind.TEXTS),
        column("definition", _("What belongs to it, and how it is found out."), Kind.TEXTS),
        column("unit", _("Unit of start, targets and readings.")),
        column("wanted", _("Which way it shall go."), values=WantedChoice.choices),
        column(
            "counted", _("What several readings of one year make together."), values=CountedChoice.choices
        ),
        column("rhythm", _("For which periods there are readings."), values=RhythmChoice.choices),
        column(
            "start_value", _("Value from which it starts."), Kind.NUMBER, unit=_("as in the column “unit”")
        ),
        column("start_on", _("Day of the start value."), Kind.DAY),
        column("targets", _("Targets, each as day=value."), Kind.LIST, of=_targets),
    ),
    rows.indicators,
)

READINGS = Table(
    "readings",
    _("Readings"),
    _(
        "One row is a value of an indicator for a period, or why there is none. Corrected ones stay, and are marked."
    ),
    (
        column("city", _("The city in whose register the deal stands."), of="indicator.deal.city.slug"),
        column("deal", _("Short name of the deal."), of="indicator.deal.ref"),
        column("indicator", _("Short name of the indicator."), of="indicator.ref"),
        column("ref", _("Short name of the reading.")),
        column("first_on", _("First day of the period."), Kind.DAY),
        column("last_on", _("Last day of the period."), Kind.DAY),
        column("value", _("The value; empty where there is none."), Kind.NUMBER, of=_value, unit=IN_UNIT),
        column("non_value", _("Why there is no value."), values=NonValueChoice.choices),
        column("lower", _("It is at least that."), Kind.NUMBER, unit=IN_UNIT),
        column("upper", _("It is at most that."), Kind.NUMBER, unit=IN_UNIT),
        column("provenance", _("How somebody came by it."), values=ProvenanceChoice.choices),
        column("method", _("How it was found out.")),
        column("source", _("Where it was read.")),
        column("reviewed_at", _("When somebody else looked at it; empty where nobody did."), Kind.MOMENT),
        column("replaces", _("The reading that it corrects."), of=_replaces),
        column("reason", _("Why it corrects another.")),
        column("current", _("Whether nothing has replaced it."), Kind.YES_NO, of="is_current"),
        column("recorded_at", _("When it was recorded."), Kind.MOMENT),
    ),
    rows.readings,
)
