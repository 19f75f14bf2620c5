"""Tells Django about the parties app."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "greenpact.parties"
    label = "parties"
    default_auto_field = "django.db.models.BigAutoField"
