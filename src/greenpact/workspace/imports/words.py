"""Words for states and refusals of imports."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenpact.workspace.importing.carrying_out import WhyNotConfirmed
from greenpact.workspace.models import ImportState

REFUSALS: dict[WhyNotConfirmed, Promise] = {
    WhyNotConfirmed.NOT_WAITING: _("This import does not wait for a decision any more."),
    WhyNotConfirmed.ERRORS: _("The sheets have errors. Put them right and send the files again."),
    WhyNotConfirmed.NOTHING_TO_DO: _("There is nothing to import: the register already holds all of it."),
    WhyNotConfirmed.BEING_WRITTEN: _(
        "It is too late to discard this import: it is being carried out or is over."
    ),
}

#: How a state looks.
TONES: dict[str, str] = {
    ImportState.UPLOADED: "info",
    ImportState.READ: "warning",
    ImportState.CONFIRMED: "info",
    ImportState.RUNNING: "info",
    ImportState.DONE: "success",
    ImportState.FAILED: "danger",
    ImportState.DISCARDED: "info",
}
