"""Entries in plain words, for mails of news: the same sentences as on the pages."""

from collections.abc import Sequence
from html import unescape

from django.utils.html import strip_tags

from greenpact.cities.models import City
from greenpact.following.telling import Told
from greenpact.journal.models import Entry
from greenpact.portal.changes.news import told


def in_plain_words(entries: Sequence[Entry], city: City) -> list[Told]:
    """What each entry says, in the language that is active."""
    found = told(entries, [city])
    return [Told(one.on, one.happening.plain, unescape(strip_tags(one.happening.detail))) for one in found]
