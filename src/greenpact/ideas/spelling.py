"""Words as somebody looks for them: whatever the spelling of their umlauts, their ending, or which of two languages.

Pure. A routing word is German or English, a text as well; `TWINS` are words of either language about the same thing of
a city, chosen by hand and nothing more than that: they lead an idea to a desk, they translate nothing.
"""

import re
from functools import lru_cache

from greenpact.ui.folding import fold

#: Shorter words must stand alone, since they occur by chance inside others ("rad" in "Gradient").
SHORTEST_WITHIN = 4
#: A shorter stem is looked for at the beginning of words alone: "warm", of "Wärme", ends "Schwarm" by chance.
SHORTEST_STEM_WITHIN = 5
SHORTEST_STEM = 4
SHORTEST_FIRST = 3  # "Baumaterial", "Radweg"

ENDING = re.compile(r"(?:ation|ating|ern|en|er|es|ing|e|n|s)$")

#: German before the bar, English after it.
TWINS = (
    "wärme heizung heizen | heat heating",
    "kälte kühlung hitze | cooling heatwave",
    "strom elektrizität | electricity power",
    "energie | energy",
    "solar photovoltaik sonnenstrom | solar photovoltaic",
    "wind windkraft | wind",
    "wasserstoff | hydrogen",
    "dämmung sanierung renovierung | insulation renovation retrofit refurbishment",
    "gebäude haus | building house",
    "wohnung wohnen wohnungsbau | housing dwelling apartment",
    "bauen baustoff baustelle | construction",
    "dach | roof",
    "schule | school",
    "kita kindergarten | kindergarten nursery",
    "hochschule universität | university",
    "verkehr mobilität | traffic transport mobility",
    "fahrrad radweg radverkehr | bicycle bike cycling",
    "fußgänger fußweg gehweg | pedestrian walking footpath",
    "nahverkehr straßenbahn bus bahn | tram train bus",
    "auto pkw carsharing | car carsharing",
    "laden ladesäule ladepunkt | charging charger",
    "parken parkplatz | parking",
    "lieferung logistik | delivery logistics freight",
    "abfall müll entsorgung | waste rubbish garbage",
    "kreislauf wiederverwendung recycling | circular reuse recycling",
    "verpackung mehrweg | packaging reusable",
    "wasser abwasser regenwasser | water wastewater rainwater",
    "baum grün garten | tree garden greenery",
    "boden entsiegelung | soil unsealing",
    "naturschutz artenvielfalt biene | biodiversity nature bees",
    "landwirtschaft bauernhof acker | farming agriculture farm",
    "ernährung lebensmittel essen kantine | food meal canteen",
    "tourismus gäste hotel | tourism visitors hotel",
    "kultur museum theater | culture museum theatre",
    "veranstaltung messe kongress | event fair congress",
    "sport verein schwimmbad | sports club swimming",
    "wirtschaft betrieb unternehmen gewerbe | business company enterprise",
    "handwerk | craft trades",
    "handel einzelhandel geschäft | retail shop",
    "förderung zuschuss finanzierung | funding grant finance",
    "digital daten sensor | digital data sensor",
    "lärm | noise",
    "luft feinstaub | air pollution",
    "gesundheit krankenhaus | health hospital",
    "bildung weiterbildung | education training",
    "jugend kinder | youth children",
    "senioren pflege | elderly care",
    "beratung | advice counselling",
)


@lru_cache(maxsize=4096)
def spelt(text: str) -> str:
    """A text folded so that both spellings of an umlaut are one: "Waerme", "Wärme" and "WÄRME" become "warme"."""
    return fold(text).replace("ae", "a").replace("oe", "o").replace("ue", "u")


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word without its ending, as long as enough of it is left: "schulen" becomes "schul"."""
    bare = ENDING.sub("", word)
    return bare if len(bare) >= SHORTEST_STEM else word


def words_of(text: str) -> frozenset[str]:
    """The single words of a spelt text."""
    return frozenset("".join(sign if sign.isalnum() else " " for sign in text).split())


def occurs(word: str, text: str, alone: frozenset[str]) -> bool:
    """Whether a spelt word occurs in a spelt text (`alone` are its words), also inflected or inside a compound."""
    if word in alone:
        return True
    if len(word) < SHORTEST_WITHIN:
        return False
    if word in text:
        return True
    bare = stem(word)
    if len(bare) >= SHORTEST_STEM_WITHIN:
        return bare in text
    return any(_has_at_edge(one, word) for one in alone)


@lru_cache(maxsize=4096)
def twins_of(word: str) -> frozenset[str]:
    """The words of the other language about the same thing as a spelt word, compounds included."""
    found: set[str] = set()
    for german, english in _twins():
        if _names(word, german):
            found |= english
        if _names(word, english):
            found |= german
    return frozenset(found - {word})


def occurs_in_other_language(word: str, alone: frozenset[str]) -> bool:
    """Whether a text has a word of the other language about the same thing: at the beginning of a word, or its end."""
    twins = twins_of(word)
    return bool(twins) and any(_names(one, twins) for one in alone)


def _names(word: str, some: frozenset[str]) -> bool:
    """Whether a word is one of some, inflected or put together with another."""
    return any(stem(word) == stem(one) or _has_at_edge(word, one) for one in some)


def _has_at_edge(word: str, part: str) -> bool:
    """Whether a word begins with the stem of another, or ends with that other, inflected or not."""
    if len(part) < SHORTEST_WITHIN:
        return False
    bare = stem(part)
    end = bare if len(bare) >= SHORTEST_STEM_WITHIN else part
    return word.startswith(bare) or _ends(word, end) or _ends(stem(word), end)


def _ends(word: str, end: str) -> bool:
    """Whether a word is put together of at least a short one and this end; "heat" ends "wheat" by chance."""
    return word.endswith(end) and (word == end or len(word) - len(end) >= SHORTEST_FIRST)


@lru_cache(maxsize=1)
def _twins() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs = (line.split("|") for line in TWINS)
    return tuple((_spelt_words(german), _spelt_words(english)) for german, english in pairs)


def _spelt_words(text: str) -> frozenset[str]:
    return frozenset(spelt(text).split())
