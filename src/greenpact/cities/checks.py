"""What a city's fields must be like: each check raises a sentence when a value is not."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from greenpact.cities.sdgs import SDGS
from greenpact.cities.sectors import Sector
from greenpact.ui.wording import CONTENT_LANGUAGES

#: First parts of addresses that belong to the installation, so no city can be called by them.
RESERVED_SLUGS = frozenset(
    [
        "accounts",
        "api",
        "changes",
        "data",
        "deals",
        "feeds",
        "gallery",
        "healthz",
        "language",
        "media",
        "network",
        "readyz",
        "sitemap",
        "static",
        "ui",
        "workspace",
        "admin",
        "metrics",
        "verify",
    ]
)

ROLES = frozenset({"core", "mentor", "observer", "ambassador"})

LARGEST_OUTLINE = 20_000


def check_slug(value: str) -> None:
    if value in RESERVED_SLUGS:
        raise ValidationError(_("“%(slug)s” is an address of the platform itself."), params={"slug": value})


def _check_members(value: object, known: frozenset[Any], complaint: Any) -> None:
    if not isinstance(value, list) or len(value) != len(set(map(str, value))):
        raise ValidationError(_("Give a list in which nothing stands twice."))
    for member in value:
        if member not in known:
            raise ValidationError(complaint, params={"value": str(member)[:40]})


def check_roles(value: object) -> None:
    _check_members(value, ROLES, _("“%(value)s” is not a role in the network."))


def check_sdgs(value: object) -> None:
    _check_members(value, frozenset(SDGS), _("“%(value)s” is not an SDG; give numbers from 1 to 17."))


def check_sectors(value: object) -> None:
    _check_members(value, frozenset(Sector.values), _("“%(value)s” is not one of the five sectors."))


def check_languages(value: object) -> None:
    _check_members(value, frozenset(CONTENT_LANGUAGES), _("“%(value)s” is not a known language."))


@cache
def _timezones() -> frozenset[str]:
    """Every zone that the system knows; it reads many files to find out."""
    return frozenset(available_timezones())


def check_timezone(value: str) -> None:
    if value not in _timezones():
        raise ValidationError(_("“%(value)s” is not a known time zone."), params={"value": value})


def _positions(coordinates: Any) -> int:
    """How many positions nested GeoJSON coordinates hold; raises `TypeError` or `ValueError` on anything else."""
    if coordinates and isinstance(coordinates[0], int | float):
        lon, lat = coordinates[:2]
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise ValueError(coordinates)
        return 1
    return sum(_positions(part) for part in coordinates)


def check_outline(value: Any) -> None:
    """An outline is a GeoJSON Polygon or MultiPolygon of a bounded number of positions."""
    try:
        right = (
            value["type"] in {"Polygon", "MultiPolygon"}
            and 4 <= _positions(value["coordinates"]) <= LARGEST_OUTLINE
        )
    except (TypeError, KeyError, ValueError, IndexError, RecursionError):
        right = False
    if not right:
        raise ValidationError(
            _("The outline must be a GeoJSON Polygon or MultiPolygon with at most %(most)s positions."),
            params={"most": LARGEST_OUTLINE},
        )
