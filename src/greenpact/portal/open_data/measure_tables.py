"""Tables of what is done about commitments, and of what changed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.measures.models import Measure, MeasureState
from greenpact.portal.open_data import rows, shared
from greenpact.portal.open_data.columns import Kind, Table, column, ref_of
from greenpact.portal.open_data.scope import Scope


def _lateness(measure: Measure, scope: Scope) -> Any:
    return measure.lateness(scope.today).days


MEASURES = Table(
    "measures",
    _("Measures"),
    _("One row is the carrying out of one commitment by its party."),
    (
        *shared.OF_CLAUSE,
        ref_of("party", _("Who carries it out; empty where the source does not say."), "clause.party"),
        column("plan", _("How it is to be done."), Kind.TEXTS),
        column(
            "state",
            _("How it stands; “unknown” means that nobody has said, and is never read as planned."),
            values=MeasureState.choices,
        ),
        column("starts_on", _("Day on which it starts."), Kind.DAY),
        column("due_on", _("Day by which it is to be done."), Kind.DAY),
        column("done_on", _("Day on which it was done, where it is known."), Kind.DAY),
        column(
            "days_late",
            _(
                "By how much it or its earliest open milestone is overdue on the day of the file; 0 when nothing is."
            ),
            Kind.INTEGER,
            of=_lateness,
            unit=_("days"),
        ),
    ),
    rows.measures,
)


MILESTONES = Table(
    "milestones",
    _("Milestones"),
    _("One row is a step of a measure."),
    (
        column("city", _("The city in whose register the deal stands."), of="measure.clause.deal.city.slug"),
        column("deal", _("Short name of the deal."), of="measure.clause.deal.ref"),
        column("clause", _("Short name of the commitment that it carries out."), of="measure.clause.ref"),
        column("position", _("Place in the order of steps, from 0."), Kind.INTEGER),
        column("text", _("The step in words."), Kind.TEXTS),
        column("due_on", _("Day by which it is to be done."), Kind.DAY),
        column("done_on", _("Day on which it was done."), Kind.DAY),
    ),
    rows.milestones,
)


CHANGES = Table(
    "changes",
    _("Changes"),
    _(
        "One row is a public entry of a city's journal. Its hash covers the one before it: none can change unseen."
    ),
    (
        column("city", _("The city in whose journal it stands."), of="chain.city.slug"),
        column("number", _("Number in the city's journal."), Kind.INTEGER),
        column("at", _("When it happened."), Kind.MOMENT),
        column("verb", _("What happened, such as deal.published.")),
        column("subject", _("What it happened to: kind and short name.")),
        column("hash", _("Hash of the entry (SHA-256).")),
    ),
    rows.changes,
)
