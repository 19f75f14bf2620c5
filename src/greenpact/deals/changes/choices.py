"""What changes, rules of consent and checks are called."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenpact.deals.changes.checks import Answer, CheckName
from greenpact.deals.changes.rules import RuleKind, State


class RuleOfConsent(models.TextChoices):
    ALL = RuleKind.ALL.value, _("All signatories")
    NAMED = RuleKind.NAMED.value, _("Those named, and whoever is bound by the clause")


class ChangeState(models.TextChoices):
    OPEN = State.OPEN.value, _("open")
    ENTERED = State.ENTERED.value, _("entered")
    WITHDRAWN = State.WITHDRAWN.value, _("withdrawn")
    COUNTERED = State.COUNTERED.value, _("replaced by a counter-proposal")


class CheckKind(models.TextChoices):
    COMPETENCE = CheckName.COMPETENCE.value, _("Competence")
    COUNCIL = CheckName.COUNCIL.value, _("Council")
    STATE_AID = CheckName.STATE_AID.value, _("State aid")
    PROCUREMENT = CheckName.PROCUREMENT.value, _("Neutrality in procurement")
    DATA_PROTECTION = CheckName.DATA_PROTECTION.value, _("Data protection")
    PUBLICITY = CheckName.PUBLICITY.value, _("Publicity")


class AnswerToCheck(models.TextChoices):
    OPEN = Answer.OPEN.value, _("Still open")
    FINE = Answer.FINE.value, _("Checked, in order")
    NOT_NEEDED = Answer.NOT_NEEDED.value, _("Not needed")
    PROBLEM = Answer.PROBLEM.value, _("There is a problem")
