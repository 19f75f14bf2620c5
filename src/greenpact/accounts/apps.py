"""Tells Django about the accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "greenpact.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
