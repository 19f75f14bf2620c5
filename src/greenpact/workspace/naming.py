"""Short names for addresses, made from a title in any European script."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

LONGEST = 60

#: Refs that are words of the editor's own addresses.
RESERVED = frozenset({"new"})

#: How letters are spelled in an address where they do not simply lose their accent.
_BY_ONE = {
    **dict(zip("øłđαβγδεζηικλμνξοπρσςτυφω", "oldavgdeziiklmnxoprsstyfo", strict=True)),
    **dict(zip("абвгґдезиіїйклмнопрстуфхј", "abvggdeziiiiklmnoprstufhj", strict=True)),
}
_BY_SEVERAL = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "θ": "th",
    "χ": "ch",
    "ψ": "ps",
    "ж": "zh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sht",
    "ъ": "a",
    "ь": "",
    "ю": "yu",
    "я": "ya",
    "є": "ie",
    "љ": "lj",
    "њ": "nj",
    "ћ": "c",
    "џ": "dz",
}
_SPELLED = {ord(letter): spelling for letter, spelling in (_BY_ONE | _BY_SEVERAL).items()}


def propose_ref(title: str) -> str:
    """A ref for a title: "Großwärmenetz Süd" becomes "grosswaermenetz-sued"; empty when it has no letters we know."""
    spelled = title.casefold().translate(_SPELLED)
    decomposed = unicodedata.normalize("NFKD", spelled).translate(_SPELLED)
    words = re.findall(r"[a-z0-9]+", "".join(sign for sign in decomposed if not unicodedata.combining(sign)))
    ref = "-".join(words)
    return ref if len(ref) <= LONGEST else ref[: LONGEST + 1].rpartition("-")[0] or ref[:LONGEST]


def propose_from(titles: Mapping[str, str], *, first: Sequence[str]) -> str:
    """A ref from the first title that gives one; languages in `first` come before the others."""
    order = sorted(titles, key=lambda code: first.index(code) if code in first else len(first))
    return next((ref for code in order if (ref := propose_ref(titles[code]))), "")


def free_ref(ref: str, taken: set[str]) -> str:
    """The ref itself, or with the first number that makes it free."""
    if ref not in taken and ref not in RESERVED:
        return ref
    return next(
        candidate for number in range(2, len(taken) + 4) if (candidate := f"{ref}-{number}") not in taken
    )
