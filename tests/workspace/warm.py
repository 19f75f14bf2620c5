"""The server's entry with every page loaded, so that a process which follows a killed one answers at once."""

from django.urls import reverse

from greenpact.config.wsgi import application

__all__ = ["application"]

reverse("workspace:mails")
