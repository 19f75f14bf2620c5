"""The settings of a server that a test starts as a process: static files as they lie in the source."""

from greenpact.config import settings
from greenpact.config.settings import *  # noqa: F403

STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
