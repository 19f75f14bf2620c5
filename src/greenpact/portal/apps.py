"""Tells Django about the portal app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "greenpact.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
