"""Reports: a frozen compilation of rows, the texts people wrote for it, and who checked and published it."""

import json
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from greenpact.accounts.refs import new_ref
from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.reports.freezing import digest, whole
from greenpact.reports.rules import Kind, Period, State


class ReportState(models.TextChoices):
    DRAFT = State.DRAFT.value, pgettext_lazy("state of a report", "Draft")
    CHECKED = State.CHECKED.value, pgettext_lazy("state of a report", "Checked")
    PUBLISHED = State.PUBLISHED.value, pgettext_lazy("state of a report", "Published")
    WITHDRAWN = State.WITHDRAWN.value, pgettext_lazy("state of a report", "Withdrawn")
    DISCARDED = State.DISCARDED.value, pgettext_lazy("state of a report", "Discarded")


class ReportKind(models.TextChoices):
    CITY = Kind.CITY.value, _("Report of the city")
    DEAL = Kind.DEAL.value, _("Report of a deal")


class ReportQuerySet(models.QuerySet["Report"]):
    def public(self) -> "ReportQuerySet":
        """Those that everyone may read; a deal's own only as long as the deal is public."""
        shown = self.filter(state__in=[State.PUBLISHED, State.WITHDRAWN])
        return shown.filter(Q(deal__isnull=True) | Q(deal__published_at__isnull=False))


def report_ref() -> str:
    return new_ref(12)


class Report(models.Model):
    """What was promised and done in a period, as the rows said on a day. `facts` is never edited, only compiled anew
    as long as the report is a draft; `canonical` is facts and texts as they were checked, and is what gets published.
    """

    ref = models.SlugField(max_length=12, unique=True, default=report_ref, editable=False)
    city = models.ForeignKey(City, models.PROTECT, related_name="reports")
    deal = models.ForeignKey(Deal, models.PROTECT, null=True, blank=True, related_name="reports")
    edition = models.PositiveIntegerField(default=1, editable=False)
    kind = models.CharField(_("kind"), max_length=4, choices=ReportKind)
    state = models.CharField(_("state"), max_length=9, choices=ReportState, default=ReportState.DRAFT)
    first_on = models.DateField(_("from"))
    until = models.DateField(_("until"), help_text="Exclusive: the day after the last.")
    day = models.DateField(_("as of"))
    facts = models.TextField()
    texts = models.JSONField(default=dict, blank=True, help_text="Texts per language, by field.")
    canonical = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    compared_with = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    compiled_at = models.DateTimeField()
    compiled_by = models.CharField(max_length=60)
    written_by = models.CharField(max_length=60, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.CharField(max_length=60, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=60, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        ordering = ["-first_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("first_on")), name="report_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(kind="deal", deal__isnull=False) | Q(kind="city", deal__isnull=True),
                name="report_of_a_deal_has_one",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"]) | ~Q(sha256=""),
                name="report_is_frozen_once_checked",
            ),
        ]
        indexes = [models.Index(fields=["city", "state", "-first_on"], name="report_of_city")]

    def __str__(self) -> str:
        return self.ref

    @property
    def period(self) -> Period:
        return Period(self.first_on, self.until)

    @cached_property
    def snapshot(self) -> dict[str, Any]:
        """What formats are made from: what was frozen, or of a draft what would be."""
        if self.canonical:
            return dict(json.loads(self.canonical))
        return self.whole

    @property
    def whole(self) -> dict[str, Any]:
        """What would be frozen now."""
        old = (self.corrects.ref, self.corrects.sha256) if self.corrects else None
        return whole(self.facts, ref=self.ref, texts=self.texts, corrects=old)

    @property
    def is_unaltered(self) -> bool:
        """Whether a frozen report still has the hash it was checked with."""
        return digest(self.canonical) == self.sha256
