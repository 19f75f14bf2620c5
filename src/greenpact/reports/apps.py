"""Tells Django about the reports app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "greenpact.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
