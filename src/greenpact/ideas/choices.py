"""The kinds, states and decisions of an idea with their words in the reader's language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from greenpact.ideas.rules import Decision, Kind, Question, State


class IdeaKind(models.TextChoices):
    IDEA = Kind.IDEA.value, _("Idea")
    COOPERATION = Kind.COOPERATION.value, _("Existing cooperation")
    CHALLENGE = Kind.CHALLENGE.value, _("Challenge")
    OFFER = Kind.OFFER.value, pgettext_lazy("kind of idea", "Offer")


class IdeaState(models.TextChoices):
    UNCONFIRMED = State.UNCONFIRMED.value, _("Not confirmed yet")
    RECEIVED = State.RECEIVED.value, _("Received")
    IN_REVIEW = State.IN_REVIEW.value, _("In review")
    ASKED = State.ASKED.value, _("Question to you")
    DECIDED = State.DECIDED.value, _("Decided")
    CLOSED = State.CLOSED.value, pgettext_lazy("state of an idea", "Closed")
    MERGED = State.MERGED.value, _("Merged")
    WITHDRAWN = State.WITHDRAWN.value, pgettext_lazy("state of an idea", "Withdrawn")
    ERASED = State.ERASED.value, _("Erased")


class IdeaDecision(models.TextChoices):
    BECOMES_DEAL = Decision.BECOMES_DEAL.value, _("Becomes a deal")
    JOINS_DEAL = Decision.JOINS_DEAL.value, _("Joins a deal")
    HANDED_ON = Decision.HANDED_ON.value, _("Handed on")
    KEPT = Decision.KEPT.value, _("Kept for later")
    DECLINED = Decision.DECLINED.value, _("Declined")


class QuestionAsked(models.TextChoices):
    COMPETENT = Question.COMPETENT.value, _("Is the city competent?")
    LAWFUL = Question.LAWFUL.value, _("Is it lawful?")
    ALREADY_DONE = Question.ALREADY_DONE.value, _("Is it already done?")
