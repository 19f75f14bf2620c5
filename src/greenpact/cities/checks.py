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
        "mails",
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


def _is_position(value: object) -> bool:
    """Whether a value is longitude and latitude, with a height at most."""
    if not (
        isinstance(value, list) and 2 <= len(value) <= 3 and all(type(one) in (int, float) for one in value)
    ):
        return False
    longitude, latitude = value[:2]
    return bool(-180 <= longitude <= 180 and -90 <= latitude <= 90)


def _is_ring(value: object) -> bool:
    """Whether a value is a closed line of four positions at least."""
    if not (isinstance(value, list) and len(value) >= 4 and value[0] == value[-1]):
        return False
    return all(map(_is_position, value))


def _rings(value: Any) -> list[Any]:
    """All rings of a GeoJSON Polygon or MultiPolygon; a list that holds something else where it is none."""
    if not isinstance(value, dict) or value.keys() != {"type", "coordinates"}:
        return [None]
    polygons = [value["coordinates"]] if value["type"] == "Polygon" else value["coordinates"]
    if value["type"] not in ("Polygon", "MultiPolygon") or not isinstance(polygons, list):
        return [None]
    return [ring for polygon in polygons for ring in (polygon if isinstance(polygon, list) else [None])]


def check_outline(value: Any) -> None:
    """An outline is a GeoJSON Polygon or MultiPolygon of a bounded number of positions, and nothing beside it."""
    rings = _rings(value)
    if not rings or not all(map(_is_ring, rings)) or sum(map(len, rings)) > LARGEST_OUTLINE:
        raise ValidationError(
            _("The outline must be a GeoJSON Polygon or MultiPolygon with at most %(most)s positions."),
            params={"most": LARGEST_OUTLINE},
        )
