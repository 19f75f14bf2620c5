"""Tells Django about the labels app."""

from django.apps import AppConfig


class LabelsConfig(AppConfig):
    name = "greenpact.labels"
    label = "labels"
    default_auto_field = "django.db.models.BigAutoField"
