"""How much two texts resemble each other, told by parts of their words, so that German compounds find their relatives.

Of every word that says something, its beginning and its end are looked for inside other words: "Schuldächer" finds
"Schulen" as well as "Solardach". Both databases answer from the trigram index of a table of folded texts; what is rare
weighs more than what is frequent.
"""

import re
from collections import defaultdict
from math import log

from django.db import connections
from django.db.models import Model

from greenpact.ui.folding import fold

MOST_PARTS = 10
LONGEST_READ = 1_500  # characters of what somebody typed
SHORTEST_WORD = 4
PART = 5
COMPOUND = 9  # from this length on a word is likely put together: its end is looked for, too

END, LONG_END = 4, 7
LIKE_MANY = ("tion", "ung", "heit", "keit", "schaft")
INFLECTION = re.compile(r"(?:ern|en|er|es|e|n|s)$")
WORD = re.compile(r"[a-z0-9]+")

#: Words in which nothing resembles: German and English, folded.
NOT_TELLING = (
    "aber alle allen aller alles also andere anderen auch beim bereits dabei damit dann dass deren "
    "dies diese diesem diesen dieser dieses doch dort durch eine einem einen einer eines etwa fuer "
    "gegen gemeinsam gibt haben hatte hier ihre ihrem ihren ihrer immer jede jeden jeder kann keine "
    "konnen machen mehr mehrere mochten muss nach neue neuen nicht noch oder ohne sehr seit sich sind "
    "soll sollen sowie stadt uber unser unsere unserem unseren unserer unter viele vielen wenn werden "
    "wird wollen wurde zwischen about city from have into like more other their there these they this "
    "that want what when where which will with would your ours climate klima projekt idee idea "
)
SAY_NOTHING = frozenset(NOT_TELLING.split())


def telling_words(text: str) -> list[str]:
    """The folded words of a text that may tell what it is about, longest first, each once."""
    words = dict.fromkeys(WORD.findall(fold(text[:LONGEST_READ].replace("\x00", " "))))
    return sorted(
        (word for word in words if len(word) >= SHORTEST_WORD and word not in SAY_NOTHING), key=_length
    )


def _length(word: str) -> int:
    return -len(word)


def parts_of(text: str) -> list[str]:
    """What to look for inside other texts: beginnings of words and ends of compounds, at most ten.

    >>> parts_of("Solarstrom auf Schuldächern")
    ['schul', 'dach', 'solar', 'trom']
    """
    found: dict[str, None] = {}
    for word in telling_words(text):
        found[word[:PART]] = None
        if len(word) >= COMPOUND:
            found[_end(word)] = None
    return list(found)[:MOST_PARTS]


def _end(word: str) -> str:
    """The last part of a compound without what inflection adds, longer where it ends like many others."""
    bare = INFLECTION.sub("", word)
    return bare[-LONG_END:] if bare.endswith(LIKE_MANY) else bare[-END:]


def trigrams(text: str) -> frozenset[str]:
    """Every three characters that follow one another within the telling words of a text."""
    return frozenset(
        word[start : start + 3] for word in telling_words(text) for start in range(len(word) - 2)
    )


def likeness(wanted: frozenset[str], text: str) -> float:
    """Which share of the wanted trigrams occurs in a folded text, from 0 to 1."""
    return sum(three in text for three in wanted) / len(wanted) if wanted else 0.0


#: Of a part that occurs in more rows only the newest are counted: it says little, and looking further takes time.
MOST_ROWS = 2_000


def rows_alike(texts: type[Model], text: str, *, most: int) -> dict[int, float]:
    """The rows of a table of folded texts that share most with a text (one query), best first.

    `texts` has a trigram index beside it, named after its table. Gives keys with the share that was found of all that
    was looked for, from 0 to 1.
    """
    parts = parts_of(text)
    hits: dict[str, list[int]] = defaultdict(list)
    for number, key in _found(texts, parts):
        hits[parts[number]].append(key)
    weights = {part: log(40 * MOST_ROWS / max(len(hits[part]), 1)) for part in parts}
    shares: dict[int, float] = defaultdict(float)
    for part, keys in hits.items():
        for key in keys:
            shares[key] += weights[part]
    whole = sum(weights.values())
    best = sorted(shares, key=lambda key: (-shares[key], -key))[:most]
    return {key: shares[key] / whole for key in best}


def _found(texts: type[Model], parts: list[str]) -> list[tuple[int, int]]:
    """The number of each part with the keys of the newest rows in which it occurs."""
    if not parts:
        return []
    connection = connections["default"]
    table, key = texts._meta.db_table, texts._meta.pk.column
    if connection.vendor == "sqlite":
        one = f"SELECT %s, rowid FROM {table}_trigram WHERE text MATCH %s ORDER BY rowid DESC LIMIT %s"  # noqa: S608  # our own names
        wanted = [f'"{part}"' for part in parts]
    else:
        one = f"SELECT %s::int, {key} FROM {table} WHERE text LIKE %s ORDER BY {key} DESC LIMIT %s"  # noqa: S608  # our own names
        wanted = [f"%{part}%" for part in parts]
    statement = " UNION ALL ".join(f"SELECT * FROM ({one}) AS part{number}" for number in range(len(parts)))  # noqa: S608
    values = [value for number, part in enumerate(wanted) for value in (number, part, MOST_ROWS)]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
