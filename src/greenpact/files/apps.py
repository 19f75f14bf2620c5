"""Tells Django about the files app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "greenpact.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
