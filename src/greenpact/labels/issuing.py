"""Issuing labels to machines: credentials of the parties, the city's status lists, and the document of its keys."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from credentials.badges import Label as Words
from credentials.badges import badge_credential
from credentials.contexts import Contexts
from credentials.did import did_document, did_web
from credentials.proofs import with_proof
from credentials.selective import selective_token
from credentials.status import LENGTH, Purpose, StatusPlace, encoded, status_credential
from credentials.tokens import as_token
from greenpact.cities.models import City
from greenpact.deals.rules import Signature
from greenpact.journal.models import Entry, EntryQuerySet
from greenpact.labels.keyring import keyring_of
from greenpact.labels.models import Certificate
from greenpact.labels.rules import Level, State
from greenpact.ui.wording import Texts, worded


def issuer_of(city: City) -> str:
    """The city's name as an issuer, such as `did:web:deals.example.org:heidelberg`."""
    return did_web(urlsplit(settings.ORIGIN).netloc, city.slug)


def key_document(city: City) -> dict[str, Any]:
    """What verifiers read under the issuer's name: all generations of its keys."""
    return did_document(issuer_of(city), keyring_of(city).public)


def credential_of(certificate: Certificate) -> dict[str, Any]:
    """The credential of a party's certificate with its proof; the same label gives the same bytes."""
    words = words_of(certificate)
    key = keyring_of(certificate.label.city).current
    return with_proof(
        badge_credential(words), key, issuer=words.issuer, at=words.valid_from, contexts=_contexts()
    )


def token_of(certificate: Certificate) -> str:
    """The same credential as a signed token (VC-JWT)."""
    words = words_of(certificate)
    return as_token(badge_credential(words), keyring_of(certificate.label.city).current, issuer=words.issuer)


def selective_of(certificate: Certificate) -> str:
    """The label as a token of which its holder may show parts (SD-JWT VC)."""
    words = words_of(certificate)
    key = keyring_of(certificate.label.city).current
    return selective_token(words, key, kind_address=words.scheme_address, at=words.valid_from)


def words_of(certificate: Certificate) -> Words:
    """What a credential says of a certificate, in the first language of its city."""
    label, city = certificate.label, certificate.label.city
    if label.scheme is None or label.checked_on is None or label.valid_until is None:
        raise ValueError("a label that was never awarded has no credential")
    language = next(iter(city.languages), "de")
    scheme, level = label.scheme.scheme, Level(label.level)
    home = f"{settings.ORIGIN}/{city.slug}"

    def said(texts: Texts) -> str:
        return worded(texts, language).text

    return Words(
        address=f"{home}/labels/{label.ref}/{certificate.ref}/",
        language=language,
        issuer=issuer_of(city),
        issuer_name=said(city.name),
        issuer_address=f"{home}/",
        holder_address=f"{home}/parties/{certificate.organisation.ref}/",
        holder_name=certificate.organisation.name,
        deal_address=f"{home}/deals/{label.deal.ref}/",
        deal_title=said(label.deal.title) or label.deal.ref,
        scheme_address=f"{home}/labels/rules/{label.scheme.number}/",
        level=level.value,
        level_name=said(scheme.levels[level].name),
        says=" ".join(said(text) for text in scheme.says),
        says_not=" ".join(said(text) for text in scheme.says_not),
        criteria=[said(one.text) for one in scheme.criteria_up_to(level)],
        picture_address=f"{home}/labels/{label.ref}/badge.{language}.svg",
        valid_from=_midnight(label.checked_on, city),
        valid_until=_midnight(label.valid_until, city),
        places=[_place(city, purpose, certificate.status_index) for purpose in Purpose],
    )


def list_address(city: City, purpose: Purpose, number: int) -> str:
    """Where a status list lies; the same path serves as a file when the application is down."""
    return f"{settings.ORIGIN}/{city.slug}/labels/status/{purpose.value}-{number}.json"


def lists_of(city: City) -> int:
    """How many status lists of each purpose a city has: a further one whenever one is full."""
    last = Certificate.objects.filter(city=city).order_by("-status_index").first()
    return last.status_index // LENGTH + 1 if last else 1


def status_list(city: City, purpose: Purpose, number: int) -> dict[str, Any]:
    """A status list with its proof, as the rows stand now. The same state gives the same bytes."""
    first = (number - 1) * LENGTH
    rows = Certificate.objects.filter(
        _SET[purpose], city=city, status_index__gte=first, status_index__lt=first + LENGTH
    )
    return signed_list(
        city, purpose, number, [index - first for index in rows.values_list("status_index", flat=True)]
    )


def signed_list(city: City, purpose: Purpose, number: int, bits: Iterable[int]) -> dict[str, Any]:
    """A list in which some bits are set, with its proof."""
    since = _last_change(city)
    content = status_credential(
        list_address(city, purpose, number),
        issuer=issuer_of(city),
        purpose=purpose,
        encoded_list=encoded(list(bits)),
        since=since,
    )
    return with_proof(
        content, keyring_of(city).current, issuer=issuer_of(city), at=since, contexts=_contexts()
    )


def as_text(content: Mapping[str, Any]) -> str:
    """JSON as it is given out and written to files."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


#: Which certificates have their bit set: those whose label rests, and those that ended for good.
_TERMINATED = Q(label__deal__signature_state=Signature.TERMINATED)
_SET: Mapping[Purpose, Q] = {
    Purpose.SUSPENSION: Q(label__state=State.SUSPENDED) & ~_TERMINATED,
    Purpose.REVOCATION: Q(label__state=State.WITHDRAWN) | Q(ended_on__isnull=False) | _TERMINATED,
}


def _place(city: City, purpose: Purpose, index: int) -> StatusPlace:
    number, bit = divmod(index, LENGTH)
    return StatusPlace(list_address(city, purpose, number + 1), purpose, bit)


def changes_of_status(city: City) -> EntryQuerySet:
    """What happened in a city that can change a status list or its keys."""
    rows = Entry.objects.filter(chain=city.chain_id).public()
    return rows.filter(Q(verb__startswith="label.") | Q(verb__in=_CHANGES))


#: Beside what happens to labels themselves.
_CHANGES = ("deal.signature_moved", "deal.terminated", "deal.succeeded", "city.keys_rotated")


def _last_change(city: City) -> datetime:
    """When something last happened that can change a status; before the first label there is no list."""
    last = changes_of_status(city).order_by("-number").values_list("at", flat=True).first()
    if last is None:
        raise ValueError("a city without labels has no status list")
    return last


def _midnight(day: date, city: City) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(city.timezone))


@cache
def _contexts() -> Contexts:
    return Contexts.read(Path(settings.CONTEXTS))
