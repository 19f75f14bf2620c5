"""Tells Django about the journal app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "greenpact.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
