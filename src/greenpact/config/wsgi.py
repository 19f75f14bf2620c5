"""The server's entry: kept pages first, then Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenpact.config.settings")

django_application = get_wsgi_application()

# Settings must be loaded before the portal is.
from greenpact.pages.keeping import KeptPages  # noqa: E402

application = KeptPages(django_application)
