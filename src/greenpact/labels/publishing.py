"""Publishing a city's scheme: the delivered one as it is, or a version of the city's own."""

from datetime import date, datetime

from django.db import transaction

from greenpact.cities.models import City
from greenpact.journal.recording import record, take_turn
from greenpact.labels.models import SchemeVersion
from greenpact.labels.recording import NotLabelled, WhyNotLabelled
from greenpact.labels.scheme import Scheme, canonical, digest


@transaction.atomic
def publish_scheme(city: City, scheme: Scheme, *, valid_from: date, by: str, at: datetime) -> SchemeVersion:
    """Publish a scheme under the city's next number, in force from a day on that is not past.

    Raises `NotLabelled`: no version begins before the one before it, and none works backwards.
    """
    take_turn(city.chain_id)
    last = SchemeVersion.objects.filter(city=city).order_by("-number").first()
    if valid_from < city.day(at) or (last is not None and valid_from < last.valid_from):
        raise NotLabelled(WhyNotLabelled.BEFORE_THE_LAST)
    content = canonical(scheme)
    version = SchemeVersion.objects.create(
        city=city,
        number=last.number + 1 if last else 1,
        valid_from=valid_from,
        canonical=content.decode(),
        sha256=digest(content),
        published_at=at,
    )
    record(
        city.chain_id,
        verb="scheme.published",
        subject=f"scheme:{version.number}",
        by=by,
        at=at,
        public=True,
        payload={"number": version.number, "sha256": version.sha256, "valid_from": valid_from.isoformat()},
    )
    return version


def scheme_in_force(city: City, on: date) -> SchemeVersion | None:
    """The version that holds in a city on a day; None before the first."""
    return SchemeVersion.objects.filter(city=city).in_force(on).first()
