"""Tells Django about the portal app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "greenpact.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Mails of news are worded as the public pages are."""
        from greenpact.following.telling import tell_by  # noqa: PLC0415  # needs the models
        from greenpact.portal.changes.telling import in_plain_words  # noqa: PLC0415  # needs the models

        tell_by(in_plain_words)
