"""How much two texts resemble each other, told by parts of their words, so that German compounds find their relatives.

Of every word that says something, its beginning and its end are looked for inside other words: "Schuldächer" finds
"Schulen" as well as "Solardach". Both databases answer from the trigram index of a table of folded texts; what is rare
weighs more than what is frequent.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from math import log
from typing import cast

from django.db import connections
from django.db.models import Model

from greenpact.ui.folding import fold

MOST_PARTS = 8
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
    """What to look for inside other texts: beginnings of words and ends of compounds, at most eight.

    >>> parts_of("Solarstrom auf Schuldächern")
    ['schul', 'dach', 'solar', 'trom']
    """
    found: dict[str, None] = {}
    for word in telling_words(text):
        found[_beginning(word)] = None
        if len(word) >= COMPOUND:
            found[_end(word)] = None
    return list(found)[:MOST_PARTS]


def _beginning(word: str) -> str:
    """The first letters of a word, none of its inflection among them: "Dächer" is looked for as "dach"."""
    bare = INFLECTION.sub("", word)
    return (bare if len(bare) >= SHORTEST_WORD else word)[:PART]


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


#: Of what occurs in more rows only so many are counted, on SQLite the newest: it says little, and looking further
#: takes time. Those in which two of the first parts meet are looked for as well: what is alike is found among many.
MOST_ROWS, MOST_OF_A_PAIR = 300, 100
PAIRED = 4


def score(share: float, wanted: frozenset[str], title: str) -> float:
    """How alike something is, from 0 to 1: half by the parts of words that were found anywhere, half by the trigrams
    that stand in its title.
    """
    return (share + likeness(wanted, fold(title))) / 2


def rows_alike(
    texts: type[Model], text: str, *, most: int, within: tuple[str, int] | None = None
) -> dict[int, float]:
    """The rows of a table of folded texts that share most with a text (one query), best first.

    `texts` has a trigram index beside it, named after its table, and its key is the row it belongs to. `within` is a
    column of that row with the value that counts, such as a city. Gives keys with the share that was found of all
    that was looked for, from 0 to 1.
    """
    parts = parts_of(text)
    wanted = [*((part,) for part in parts), *combinations(parts[:PAIRED], 2)]
    rows: dict[int, set[str]] = defaultdict(set)
    counts = dict.fromkeys(parts, 0)
    for number, key in _found(texts, wanted, within):
        rows[key].update(wanted[number])
        if number < len(parts):
            counts[parts[number]] += 1
    weights = {part: log(40 * MOST_ROWS / max(count, 1)) for part, count in counts.items()}
    whole = sum(weights.values())
    shares = {key: sum(weights[part] for part in found) / whole for key, found in rows.items()}
    best = sorted(shares, key=lambda key: (-shares[key], -key))[:most]
    return {key: shares[key] for key in best}


def _found(
    texts: type[Model], wanted: Sequence[tuple[str, ...]], within: tuple[str, int] | None
) -> list[tuple[int, int]]:
    """The number of each part or pair of parts with the keys of rows in which it occurs."""
    if not wanted:
        return []
    connection = connections["default"]
    is_sqlite = connection.vendor == "sqlite"
    table, key = texts._meta.db_table, texts._meta.pk.column
    source, key, order = (f"{table}_trigram", "rowid", ON_SQLITE) if is_sqlite else (table, key, "")
    joined, inside = _within(texts, f"{source}.{key}", within)
    statements: list[str] = []
    values: list[str | int] = []
    for number, parts in enumerate(wanted):
        most = MOST_ROWS if len(parts) == 1 else MOST_OF_A_PAIR
        words = (
            [" AND ".join(f'"{part}"' for part in parts)] if is_sqlite else [f"%{part}%" for part in parts]
        )
        where = " AND ".join([f"{source}.text {'MATCH' if is_sqlite else 'LIKE'} %s"] * len(words))
        statements.append(
            f"SELECT * FROM (SELECT {number}, {source}.{key} FROM {source}{joined}"  # noqa: S608  # names of ours
            f" WHERE {where}{inside}{order.format(source=source)} LIMIT %s) AS of_part"
        )
        values += [*words, *(within or ())[1:], most]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), values)
        return list(cursor.fetchall())


ON_SQLITE = " ORDER BY {source}.rowid DESC"


def _within(texts: type[Model], key: str, within: tuple[str, int] | None) -> tuple[str, str]:
    """The table of the rows that texts belong to, to be joined, and what holds of those that count.

    A cross join keeps SQLite from going through all rows that count before it looks for a word.
    """
    if within is None:
        return "", ""
    owners = cast(type[Model], texts._meta.pk.related_model)._meta.db_table
    return f" CROSS JOIN {owners} AS owner", f" AND owner.id = {key} AND owner.{within[0]} = %s"
