"""The states, kinds and roles of a deal with their words in the reader's language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from greenpact.deals.document import ClauseKind, Duty, Topic
from greenpact.deals.rules import Kind, Nature, PartyRole, Signature, TakenBack, Tier, Work


class DealKind(models.TextChoices):
    DEAL = Kind.DEAL.value, _("Local Green Deal")
    COOPERATION = Kind.COOPERATION.value, _("Running cooperation")
    PILOT = Kind.PILOT.value, _("Resident-led pilot")
    PACT = Kind.PACT.value, _("Comparable pact")


class DealTier(models.TextChoices):
    CONTRIBUTION = Tier.CONTRIBUTION.value, _("Contribution")
    AGREEMENT = Tier.AGREEMENT.value, _("Agreement")
    PROGRAMME = Tier.PROGRAMME.value, _("Programme")


class LegalNature(models.TextChoices):
    INTENT = Nature.INTENT.value, _("Statement of intent")
    BINDING = Nature.BINDING.value, _("Binding agreement")
    ANNEX = Nature.ANNEX.value, _("Annex to a contract")
    UNKNOWN = Nature.UNKNOWN.value, pgettext_lazy("legal nature", "Not stated")


class WorkState(models.TextChoices):
    EXPLORING = Work.EXPLORING.value, _("Exploring")
    NEGOTIATING = Work.NEGOTIATING.value, _("Negotiating")
    AGREED = Work.AGREED.value, _("Agreed")
    IMPLEMENTING = Work.IMPLEMENTING.value, _("Implementing")
    COMPLETED = Work.COMPLETED.value, _("Completed")
    ENDED = Work.ENDED.value, _("Ended")


class SignatureState(models.TextChoices):
    UNSIGNED = Signature.UNSIGNED.value, _("Unsigned")
    SIGNING = Signature.SIGNING.value, _("Being signed")
    SIGNED = Signature.SIGNED.value, _("Signed")
    TERMINATED = Signature.TERMINATED.value, _("Terminated")
    UNKNOWN = Signature.UNKNOWN.value, _("Signature not stated")


class ReasonTakenBack(models.TextChoices):
    TOO_EARLY = TakenBack.TOO_EARLY.value, _("It was published too early.")
    BY_MISTAKE = TakenBack.BY_MISTAKE.value, _("It was published by mistake.")
    WRONG = TakenBack.WRONG.value, _("Something in it is wrong.")
    PARTY_ASKED = TakenBack.PARTY_ASKED.value, _("A party asked for it.")
    RIGHTS = TakenBack.RIGHTS.value, _("It touches the rights of others.")


class RoleInDeal(models.TextChoices):
    SIGNATORY = PartyRole.SIGNATORY.value, _("Signatory to the deal")
    BROKER = PartyRole.BROKER.value, _("Broker")
    EVALUATOR = PartyRole.EVALUATOR.value, _("Evaluator")
    FUNDER = PartyRole.FUNDER.value, _("Funder")
    SUPPORTER = PartyRole.SUPPORTER.value, _("Supporter")


class KindOfClause(models.TextChoices):
    GOAL = ClauseKind.GOAL.value, _("Goal")
    COMMITMENT = ClauseKind.COMMITMENT.value, _("Commitment")
    PROVISION = ClauseKind.PROVISION.value, _("Provision")


class KindOfDuty(models.TextChoices):
    LEGAL = Duty.LEGAL.value, _("required by law")
    ADDITIONAL = Duty.ADDITIONAL.value, _("additional")
    UNKNOWN = Duty.UNKNOWN.value, pgettext_lazy("duty", "not stated")


class ProvisionTopic(models.TextChoices):
    GOVERNANCE = Topic.GOVERNANCE.value, _("Governance")
    REPORTING = Topic.REPORTING.value, _("Reporting")
    EXIT = Topic.EXIT.value, _("Exit")
    NEUTRALITY = Topic.NEUTRALITY.value, _("Neutrality")
    DATA = Topic.DATA.value, _("Data")
    PURPOSE = Topic.PURPOSE.value, _("Purpose")
    DURATION = Topic.DURATION.value, _("Duration")
    RESOURCES = Topic.RESOURCES.value, _("Money and staff")
    PUBLICITY = Topic.PUBLICITY.value, _("Publicity")
    CONFIDENTIALITY = Topic.CONFIDENTIALITY.value, _("Confidentiality")
    FINAL = Topic.FINAL.value, _("Final provisions")


class Detail(models.TextChoices):
    """How much the source of a compiled record tells."""

    MEASURES = "measures", _("with measures")
    PARTNER_ONLY = "partner_only", _("parties only")
    PROGRAMME = "programme", _("programme only")
