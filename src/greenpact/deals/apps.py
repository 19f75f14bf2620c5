"""Tells Django about the deals app."""

from django.apps import AppConfig


class DealsConfig(AppConfig):
    name = "greenpact.deals"
    label = "deals"
    default_auto_field = "django.db.models.BigAutoField"
