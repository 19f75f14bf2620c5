"""Tells Django about the measures app."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "greenpact.measures"
    label = "measures"
    default_auto_field = "django.db.models.BigAutoField"
