"""No text about labels makes a claim that Directive (EU) 2024/825 forbids, and every text stands in both languages."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from greenpact.labels.rules import LEVELS
from greenpact.labels.scheme import Check, as_data, canonical, delivered, from_data

PACKAGE = Path(settings.PACKAGE)

#: Generic environmental claims, and neutrality by offsetting, in German and English.
CLAIMS = re.compile(
    r"\b(climate[- ]?(neutral|positive|friendly|compensated)|carbon[- ]?neutral|CO2[- ]?neutral|net[- ]?zero|"
    r"environmentally friendly|eco[- ]?friendly|sustainable|nature's friend|green|"
    r"klima(neutral|positiv|freundlich|kompensiert)\w*|CO2-neutral\w*|umwelt(freundlich|gerecht|schonend)\w*|"
    r"nachhaltig\w*|öko\w*|grün\w*|neutral\w*)\b",
    re.IGNORECASE,
)

#: The name of the programme is a name.
NAME = re.compile(r"Local Green Deals?")


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts_in(part)


def places_of(door: str) -> list[Path]:
    """The files of a door that speak of labels."""
    own = list((PACKAGE / door / "labels").glob("*.py"))
    shared = list((PACKAGE / door).rglob("labels.py"))
    return [*own, *shared, *(PACKAGE / door / "templates" / door / "labels").iterdir()]


def written_texts() -> dict[str, list[str]]:
    """Everything that is said of labels, by where it is said."""
    found = {"the scheme": list(texts_in(as_data(delivered())))}
    for app in ("labels", "reactions"):
        path = PACKAGE / app / "locale" / "de" / "LC_MESSAGES" / "django.po"
        with path.open("rb") as file:
            found[f"catalogue of {app}"] = [
                text for message in read_po(file) for text in texts_in([message.id, message.string])
            ]
    for door in ("portal", "workspace"):
        sources = " ".join(path.read_text() for path in places_of(door))
        for path in sorted((PACKAGE / door / "templates" / door / "labels").iterdir()):
            found[path.name] = [
                re.sub(r"<[^>]*>|{#.*?#}|{%\s*(?!translate|block)[^%]*%}", " ", path.read_text())
            ]
        path = PACKAGE / door / "locale" / "de" / "LC_MESSAGES" / "django.po"
        with path.open("rb") as file:
            found[f"catalogue of {door}"] = [
                text
                for message in read_po(file)
                if message.id
                and all(
                    text.replace('"', '\\"') in sources or text in sources for text in texts_in(message.id)
                )
                for text in texts_in([message.id, message.string])
            ]
    return found


@pytest.mark.parametrize(("where", "texts"), sorted(written_texts().items()))
def test_no_label_makes_a_generic_claim(where: str, texts: list[str]) -> None:
    assert [found[0] for text in texts if (found := CLAIMS.search(NAME.sub("", text)))] == []


@pytest.mark.parametrize(
    "claim",
    [
        "Wir sind klimaneutral.",
        "a green company",
        "umweltfreundlich",
        "carbon-neutral product",
        "grünes Haus",
    ],
)
def test_the_scan_finds_such_claims(claim: str) -> None:
    assert CLAIMS.search(NAME.sub("", claim))


def test_the_scheme_is_complete_in_both_languages() -> None:
    def holes(value: Any) -> Iterator[Any]:
        if isinstance(value, dict) and ("de" in value or "en" in value):
            if not (value.get("de", "").strip() and value.get("en", "").strip()):
                yield value
        elif isinstance(value, dict):
            for part in value.values():
                yield from holes(part)
        elif isinstance(value, list):
            for part in value:
                yield from holes(part)

    assert list(holes(as_data(delivered()))) == []


def test_the_scheme_is_read_back_as_it_was_written() -> None:
    scheme = delivered()
    assert from_data(json.loads(canonical(scheme))) == from_data(as_data(scheme))
    assert canonical(from_data(json.loads(canonical(scheme)))) == canonical(scheme)


def test_every_level_has_words_and_criteria_and_every_check_is_used() -> None:
    scheme = delivered()
    assert tuple(scheme.levels) == LEVELS
    assert {criterion.level for criterion in scheme.criteria} == set(LEVELS)
    assert {criterion.check for criterion in scheme.criteria if criterion.check} == set(Check)
    refs = [criterion.ref for criterion in scheme.criteria]
    assert len(refs) == len(set(refs))


def test_sentences_name_deal_city_and_last_day() -> None:
    for words in delivered().levels.values():
        for text in words.may_say.values():
            assert {"{deal}", "{city}", "{day}"} <= set(re.findall(r"{\w+}", text))


def test_something_else_is_not_read_as_a_scheme() -> None:
    with pytest.raises(ValueError, match="not a label scheme"):
        from_data({"format": "other"})


def test_the_scan_reads_what_the_doors_say_in_german() -> None:
    found = written_texts()
    assert "Das Abzeichen auf eigenen Seiten" in found["catalogue of portal"]
    assert "Label beantragen" in found["catalogue of workspace"]
