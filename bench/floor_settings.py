"""Settings of the floors: the same database, Django without any middleware."""

from greenpact.config.settings import *  # noqa: F403

MIDDLEWARE: list[str] = []
ROOT_URLCONF = "bench.floors"
