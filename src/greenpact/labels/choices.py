"""The levels, states, reasons and answers of labels with their words in the reader's language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from greenpact.labels.rules import Answer, Level, State, Suspension, Verdict, Withdrawal


class LabelLevel(models.TextChoices):
    COMMITTED = Level.COMMITTED.value, pgettext_lazy("level of a label", "Committed")
    DELIVERING = Level.DELIVERING.value, pgettext_lazy("level of a label", "Delivering")
    PROVEN = Level.PROVEN.value, pgettext_lazy("level of a label", "Proven")


class LabelState(models.TextChoices):
    APPLIED = State.APPLIED.value, pgettext_lazy("state of a label", "Applied for")
    DECLINED = State.DECLINED.value, pgettext_lazy("state of a label", "Declined")
    AWARDED = State.AWARDED.value, pgettext_lazy("state of a label", "Valid")
    SUSPENDED = State.SUSPENDED.value, pgettext_lazy("state of a label", "Suspended")
    LAPSED = State.LAPSED.value, pgettext_lazy("state of a label", "Lapsed")
    WITHDRAWN = State.WITHDRAWN.value, pgettext_lazy("state of a label", "Withdrawn")


class ReasonSuspended(models.TextChoices):
    REPORTING_STOPPED = Suspension.REPORTING_STOPPED.value, _("Reports stay away.")
    PARTY_LEFT = Suspension.PARTY_LEFT.value, _("A party left the deal.")
    EVIDENCE_DOUBTED = Suspension.EVIDENCE_DOUBTED.value, _("Evidence is in doubt.")
    MISUSED = Suspension.MISUSED.value, _("The label was used for claims it does not make.")


class ReasonWithdrawn(models.TextChoices):
    DEAL_TERMINATED = Withdrawal.DEAL_TERMINATED.value, _("The deal was terminated.")
    REPORTING_STOPPED = Withdrawal.REPORTING_STOPPED.value, _("Reports stay away for good.")
    CRITERION_LOST = Withdrawal.CRITERION_LOST.value, _("A criterion is no longer met.")
    MISUSED = Withdrawal.MISUSED.value, _("The label was used again for claims it does not make.")
    BY_MISTAKE = Withdrawal.BY_MISTAKE.value, _("It was awarded by mistake.")
    PARTIES_ASKED = Withdrawal.PARTIES_ASKED.value, _("The parties asked for it.")


class AppealVerdict(models.TextChoices):
    UPHELD = Verdict.UPHELD.value, pgettext_lazy("verdict on an appeal", "Upheld")
    DISMISSED = Verdict.DISMISSED.value, pgettext_lazy("verdict on an appeal", "Dismissed")


class CriterionAnswerChoice(models.TextChoices):
    MET = Answer.MET.value, pgettext_lazy("answer to a criterion", "Met")
    NOT_MET = Answer.NOT_MET.value, pgettext_lazy("answer to a criterion", "Not met")
    OPEN = Answer.OPEN.value, pgettext_lazy("answer to a criterion", "Open")


#: The tone in which a state is shown.
TONES = {
    State.APPLIED: "info",
    State.DECLINED: "danger",
    State.AWARDED: "success",
    State.SUSPENDED: "warning",
    State.LAPSED: "warning",
    State.WITHDRAWN: "danger",
}

#: Every reason for which a label was suspended or withdrawn, in words.
REASONS = dict((*ReasonSuspended.choices, *ReasonWithdrawn.choices))
