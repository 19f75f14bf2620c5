"""Tells Django about the workspace app."""

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "greenpact.workspace"
    label = "workspace"
    default_auto_field = "django.db.models.BigAutoField"
