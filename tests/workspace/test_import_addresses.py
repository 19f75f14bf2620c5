"""Short names that an import may give never stand where an address has a word of its own."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from greenpact.workspace.importing.forms import FORMS
from greenpact.workspace.importing.values import Ref, Wrong
from greenpact.workspace.naming import RESERVED

#: Pages of rows that can be imported, with what stands before the row's short name.
PAGES = {
    "portal:deal": ("city",),
    "portal:party": ("city",),
    "portal:field": ("city",),
    "workspace:deal": ("city",),
    "workspace:deal_clause": ("city", "deal"),
    "workspace:deal_measure": ("city", "deal"),
    "workspace:row": ("city", "organisations"),
    "api:deal": ("city",),
}


def words(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """All fixed words of all addresses."""
    for pattern in patterns:
        yield from re.findall(r"[a-z0-9-]+", re.sub(r"<[^>]*>", "", str(pattern.pattern)))
        if isinstance(pattern, URLResolver):
            yield from words(pattern.url_patterns)


def taken(name: str, word: str) -> bool:
    """Whether the page of a row called by a word is not the row's own page."""
    found = resolve(reverse(name, args=[*PAGES[name], word]))
    return found.view_name != name


@pytest.mark.parametrize("name", PAGES)
def test_every_word_that_would_hide_a_page_is_reserved(name: str) -> None:
    hidden = {word for word in words(get_resolver().url_patterns) if taken(name, word)}
    assert hidden <= RESERVED


def test_rows_name_themselves_by_short_names_that_are_not_reserved() -> None:
    columns = [column for form in FORMS for column in form.columns if column.name == "ref"]
    assert len(columns) > 5
    for column in columns:
        assert isinstance(column.reader, Ref)
        for word in RESERVED:
            with pytest.raises(Wrong, match="reserved_ref"):
                column.reader.read(word, None, None)  # type: ignore[arg-type]  # neither matters to it
