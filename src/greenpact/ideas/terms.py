"""On what terms a city answers ideas: how soon, led by which words, and how long it keeps what it declined."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from greenpact.cities.models import City, Office
from greenpact.cities.working_days import Calendar, state_of
from greenpact.ui.folding import Folded

ANSWER_DAYS = 20
RETENTION_MONTHS = 6


class IdeaSettings(models.Model):
    """The terms of one city; a city that never set any goes by the defaults (see `settings_of`)."""

    city = models.OneToOneField(City, models.PROTECT, related_name="idea_settings")
    edition = models.PositiveIntegerField(default=1, editable=False)
    answer_days = models.PositiveSmallIntegerField(
        _("answer time in working days"),
        default=ANSWER_DAYS,
        validators=[MinValueValidator(4), MaxValueValidator(120)],
    )
    retention_months = models.PositiveSmallIntegerField(
        _("months after which declined ideas are erased"),
        default=RETENTION_MONTHS,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    holiday_state = models.CharField(_("state whose public holidays count"), max_length=6, blank=True)

    def __str__(self) -> str:
        return f"{self.city_id}: {self.answer_days}"

    @property
    def calendar(self) -> Calendar:
        """Whose holidays count: those of the state that was set, else of the one in which the city's region lies."""
        state = self.holiday_state or state_of(self.city.country, self.city.nuts3)
        return Calendar(self.city.country, state)


class RoutingWord(models.Model):
    """A word that leads an idea to an office: where it occurs, also inside a compound, the office is proposed."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="routing_words")
    word = models.CharField(_("routing word"), max_length=40)
    folded = Folded("word")

    class Meta:
        ordering = ["folded", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "folded"], name="routing_word_once_at_office")
        ]

    def __str__(self) -> str:
        return self.word


def settings_of(city: City) -> IdeaSettings:
    """The terms of a city; unsaved defaults where it never set any (one query)."""
    return IdeaSettings.objects.filter(city=city).first() or IdeaSettings(city=city, edition=0)
