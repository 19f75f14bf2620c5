"""Each format is a pure function of the snapshot: same bytes, its own fields, and blanks that say why."""

from collections.abc import Iterator
from typing import Any

import pytest

from greenpact.reports.compiling import facts_now
from greenpact.reports.fields import ENDINGS, FIELDS, Format
from greenpact.reports.formats.writing import file_of, formats_of, paper_in
from tests.makers import AT
from tests.reports.makers import PERIOD, a_city_with_much, a_draft, a_published, company_of

pytestmark = pytest.mark.django_db


def _snapshots() -> dict[str, dict[str, Any]]:
    city, deal = a_city_with_much()
    first = a_published(city)
    second = a_draft(city, compared_with=first)
    party = {**facts_now(city, PERIOD, at=AT, of=company_of(deal)), "texts": {}, "report": ""}
    return {"city": second.snapshot, "deal": a_draft(city, deal).snapshot, "party": party}


def _paths(data: Any, path: str) -> Iterator[bool]:
    """The values that a path of the table of fields leads to."""
    head, _point, rest = path.partition(".")
    name = head.removesuffix("[]")
    found = data[name]
    many: Any = found if head.endswith("[]") else [found]
    for one in many:
        if not rest:
            yield True
        elif one is not None:
            yield from _paths(one, rest)


def test_every_field_of_every_format_has_a_source_in_the_snapshot() -> None:
    for kind, snapshot in _snapshots().items():
        for form in formats_of(kind):
            for field in FIELDS[form]:
                if field.source.startswith("texts."):
                    continue
                assert list(_paths(snapshot, field.source)), f"{form}.{field.ref}: {field.source}"


def test_every_format_shows_its_fields_and_no_others() -> None:
    for kind, snapshot in _snapshots().items():
        for form in formats_of(kind):
            shown = paper_in(form, snapshot, "en", sha256="").fields()
            wanted = {field.ref for field in FIELDS[form]}
            if kind == "deal" and form is Format.ANNUAL:
                wanted -= {"targets"}
            assert shown == wanted, (kind, form, shown ^ wanted)


def test_the_same_snapshot_gives_the_same_bytes() -> None:
    snapshots = _snapshots()
    for kind, form in (
        ("city", Format.ANNUAL),
        ("city", Format.COUNCIL),
        ("deal", Format.SHEET),
        ("party", Format.PARTY),
    ):
        for ending in ENDINGS[form]:
            once, again = (
                file_of(form, ending, snapshots[kind], "de", sha256="ab" * 32) for _round in range(2)
            )
            assert once == again
