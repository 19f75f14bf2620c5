"""The words of signing: routes, states of a round, occasions, and how something signed comes to its end."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenpact.deals.signing_rules import Ending, Occasion, RoundState, Route


class RouteOfSignature(models.TextChoices):
    CLICK = Route.CLICK.value, _("Confirmed here")
    QUALIFIED = Route.QUALIFIED.value, _("Signed in the PDF")
    PAPER = Route.PAPER.value, _("Signed on paper")


class StateOfRound(models.TextChoices):
    OPEN = RoundState.OPEN.value, _("Being signed")
    COMPLETE = RoundState.COMPLETE.value, _("Signed, not sealed yet")
    SEALED = RoundState.SEALED.value, _("Signed and sealed")
    CANCELLED = RoundState.CANCELLED.value, _("Cancelled")


class OccasionOfRound(models.TextChoices):
    FIRST = Occasion.FIRST.value, _("First signing")
    AMENDMENT = Occasion.AMENDMENT.value, _("Amendment")


class EndingKind(models.TextChoices):
    EXIT = Ending.EXIT.value, _("A party leaves")
    TERMINATION = Ending.TERMINATION.value, _("Termination")
    SUCCESSION = Ending.SUCCESSION.value, _("Replaced by another deal")
