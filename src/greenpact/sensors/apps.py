"""Tells Django about the sensors app."""

from django.apps import AppConfig


class SensorsConfig(AppConfig):
    name = "greenpact.sensors"
    label = "sensors"
    default_auto_field = "django.db.models.BigAutoField"
