"""Tells Django about the ideas app."""

from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "greenpact.ideas"
    label = "ideas"
    default_auto_field = "django.db.models.BigAutoField"
