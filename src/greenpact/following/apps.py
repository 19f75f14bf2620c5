"""Tells Django about the following app."""

from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "greenpact.following"
    label = "following"
    default_auto_field = "django.db.models.BigAutoField"
