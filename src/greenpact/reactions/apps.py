"""Tells Django about the reactions app."""

from django.apps import AppConfig


class ReactionsConfig(AppConfig):
    name = "greenpact.reactions"
    label = "reactions"
    default_auto_field = "django.db.models.BigAutoField"
