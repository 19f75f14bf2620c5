"""Settings of the floors: the same database, Django without any middleware and with the models alone."""

from greenpact.config import settings
from greenpact.config.settings import *  # noqa: F403

INSTALLED_APPS = [
    name
    for name in settings.INSTALLED_APPS
    if name.startswith(("django.contrib.auth", "django.contrib.contenttypes", "greenpact."))
]
MIDDLEWARE = []
ROOT_URLCONF = "bench.floors"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates"}]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
