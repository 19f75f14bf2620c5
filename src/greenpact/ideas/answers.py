"""What the city's desk adds to an idea: inner remarks, reminders sent, and the answers given with their reasons."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from greenpact.cities.models import City, Office
from greenpact.ideas.answer_rules import Decision, Finding, Question, Reply, Step


class DecisionMade(models.TextChoices):
    """What a city decided about an idea, in words."""

    DEAL = Decision.DEAL.value, _("Becomes a deal")
    JOINS = Decision.JOINS.value, _("Joins a deal")
    OFFICE = Decision.OFFICE.value, _("Handed to another office")
    CITY = Decision.CITY.value, _("Handed to another city")
    KEPT = Decision.KEPT.value, _("Kept for later")
    DECLINED = Decision.DECLINED.value, _("Declined")


class Found(models.TextChoices):
    """The answer to one of the three questions, in words."""

    YES = Finding.YES.value, _("Yes")
    NO = Finding.NO.value, _("No")
    PARTLY = Finding.PARTLY.value, _("In part")
    OPEN = Finding.OPEN.value, _("Not looked at yet")


class Asked(models.TextChoices):
    """The three questions, in words."""

    COMPETENT = Question.COMPETENT.value, _("Is the city competent?")
    LAWFUL = Question.LAWFUL.value, _("Is it lawful?")
    ALREADY_DONE = Question.ALREADY_DONE.value, _("Is it already done?")


class Replied(models.TextChoices):
    """What became of the question whether another city may have an idea, in words."""

    OPEN = Reply.OPEN.value, _("Not answered yet")
    AGREED = Reply.AGREED.value, pgettext_lazy("a sender", "Agreed")
    REFUSED = Reply.REFUSED.value, pgettext_lazy("a sender", "Refused")
    TAKEN_BACK = Reply.TAKEN_BACK.value, _("Taken back by the city")


class Remark(models.Model):
    """What the offices say among themselves about an idea; no outside view ever reads this table."""

    idea = models.ForeignKey("ideas.Idea", models.CASCADE, related_name="remarks")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("remark"), max_length=4_000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.pk}"


class Check(models.Model):
    """How one of the three questions was answered for an idea; the reason is for the city alone."""

    idea = models.ForeignKey("ideas.Idea", models.CASCADE, related_name="checks")
    question = models.CharField(max_length=12, choices=Asked)
    finding = models.CharField(max_length=6, choices=Found, default=Found.OPEN)
    reason = models.TextField(blank=True, max_length=2_000)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "question"], name="question_once_of_idea")]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.question}"


class Answer(models.Model):
    """A decision about an idea and its reason in plain language, as the sender reads it; the last one stands."""

    idea = models.ForeignKey("ideas.Idea", models.CASCADE, related_name="answers")
    decision = models.CharField(_("decision"), max_length=10, choices=DecisionMade)
    reason = models.TextField(_("reason"), max_length=4_000)
    office = models.ForeignKey(Office, models.SET_NULL, null=True, blank=True, related_name="+")
    city = models.ForeignKey(City, models.SET_NULL, null=True, blank=True, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision="city") | Q(city__isnull=False), name="handed_to_a_city_names_it"
            )
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.decision}"


class Handover(models.Model):
    """The question to the sender whether another city may have their idea, with their reply: it proves the consent."""

    idea = models.ForeignKey("ideas.Idea", models.CASCADE, related_name="handovers")
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    reason = models.TextField(max_length=4_000)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    reply = models.CharField(max_length=10, choices=Replied, default=Replied.OPEN)
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea"], condition=Q(reply="open"), name="one_open_handover_of_an_idea"
            )
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} → {self.city_id}"


class Reminder(models.Model):
    """The mark that a step of an idea's clock was taken: it is never taken twice."""

    idea = models.ForeignKey("ideas.Idea", models.CASCADE, related_name="reminders")
    step = models.CharField(max_length=14, choices=[(step.value, step.value) for step in Step])
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "step"], name="step_once_of_idea")]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.step}"
