"""The table of labels: what each city confirms of its deals, and until when."""

from django.utils.translation import gettext_lazy as _

from greenpact.labels.choices import REASONS, LabelLevel, LabelState
from greenpact.labels.models import Label
from greenpact.portal import addresses
from greenpact.portal.open_data import rows, shared
from greenpact.portal.open_data.columns import Kind, Table, column, page_address
from greenpact.portal.open_data.scope import Scope


def _state(label: Label, scope: Scope) -> str:
    return label.standing(scope.today).value


LABELS = Table(
    "labels",
    _("Labels"),
    _("One row is a label that was awarded to a deal, whether it holds now or not."),
    (
        *shared.OF_DEAL,
        column("ref", _("The label's name in addresses.")),
        column("level", _("How far the deal has come, as it was checked."), values=LabelLevel.choices),
        column(
            "state",
            _("Where the label stands on the day of the file; only an awarded one holds."),
            values=LabelState.choices,
            of=_state,
        ),
        column("reason", _("Why it is suspended or withdrawn."), values=tuple(REASONS.items())),
        column("awarded_on", _("Day of the first award."), Kind.DAY),
        column("checked_on", _("Day of the last check."), Kind.DAY),
        column("valid_until", _("First day on which it no longer holds unless renewed."), Kind.DAY),
        column("scheme", _("Version of the city's rules."), Kind.INTEGER, of="scheme.number"),
        column("version", _("Version of the deal that was checked."), Kind.INTEGER, of="version.number"),
        page_address(
            lambda label: addresses.label(label.deal.city.slug, label.ref), _("Where everyone can check it.")
        ),
    ),
    rows.labels,
)
