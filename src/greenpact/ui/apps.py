"""Tells Django about the ui app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "greenpact.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
