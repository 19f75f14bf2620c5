"""The five sectors of the Intelligent Cities Challenge, to which every city maps its own fields.

Source: intelligentcitieschallenge.eu, "About the Intelligent Cities Challenge" (energy; mobility and transport; built
environment and construction; tourism; culture and creative sectors).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sector(models.TextChoices):
    ENERGY = "energy", _("Energy")
    MOBILITY = "mobility", _("Mobility and transport")
    CONSTRUCTION = "construction", _("Built environment and construction")
    TOURISM = "tourism", _("Tourism")
    CULTURE = "culture", _("Culture and creative sectors")
