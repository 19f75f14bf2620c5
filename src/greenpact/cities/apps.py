"""Tells Django about the cities app."""

from django.apps import AppConfig


class CitiesConfig(AppConfig):
    name = "greenpact.cities"
    label = "cities"
    default_auto_field = "django.db.models.BigAutoField"
