"""The words by which people head their columns, and by which they say that a value is not there."""

import re
from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What a column holds."""

    SERIES = "series"  # names what is counted, or whose it is
    PERIOD = "period"
    FROM = "from"
    UNTIL = "until"  # the last day
    YEAR = "year"
    MONTH = "month"
    VALUE = "value"
    UNIT = "unit"
    LOWER = "lower"
    UPPER = "upper"
    PROVENANCE = "provenance"
    SOURCE = "source"
    NOTE = "note"


_HEADS: Mapping[Role, str] = {
    Role.FROM: "von from beginn start anfang start_date startdatum zeitraum_von period_start",
    Role.UNTIL: "bis to until ende end end_date enddatum zeitraum_bis period_end",
    Role.YEAR: "jahr year berichtsjahr kalenderjahr inventory_year bezugsjahr",
    Role.MONTH: "monat month",
    Role.PERIOD: "zeit datum date zeitraum period periode zeitpunkt time timestamp zeitstempel tag day stichtag "
    "messzeitpunkt quartal quarter woche week observedat phenomenontime monat_jahr berichtszeitraum",
    Role.VALUE: "wert value messwert menge betrag reading ablesung zählerstand ergebnis result amount verbrauch anzahl",
    Role.UNIT: "einheit unit unitcode werteeinheit maßeinheit messeinheit uom",
    Role.LOWER: "untergrenze lower min minimum unterer_wert von_wert",
    Role.UPPER: "obergrenze upper max maximum oberer_wert bis_wert",
    Role.PROVENANCE: "herkunft provenance erhebungsart datenqualität qualität quality status methode method art",
    Role.SOURCE: "quelle source quelle_institution datenquelle beleg",
    Role.NOTE: "bemerkung anmerkung kommentar comment note notes remark remarks hinweis",
    Role.SERIES: "indikator indicator kennzahl kennwert merkmal name bezeichnung serie series messgröße measure "
    "maßnahme zähler meter messstelle standort site liegenschaft gebäude building objekt sektor sector bereich "
    "kategorie category sensor entity partei party organisation attribute datastream energieträger carrier linie",
}
_ROLES = {word: role for role, words in _HEADS.items() for word in words.split()}
_FOLD = re.compile(r"[\s\-./]+")


def role_named(title: str) -> Role | None:
    """What a column holds, by its title; None where the title does not say."""
    return _ROLES.get(_FOLD.sub("_", title.strip().lower()).strip("_:"))


class NonValue(StrEnum):
    """Why there is no value, where a table says so."""

    NOT_YET = "not_yet"
    NOT_OCCURRING = "not_occurring"
    NOT_KNOWN = "not_known"
    CONFIDENTIAL = "confidential"
    ELSEWHERE = "elsewhere"  # counted somewhere else


#: Notation keys of inventories (NO, NE, C, IE), signs of German official statistics (… · x), and plain words.
_NON_VALUES: Mapping[NonValue, str] = {
    NonValue.NOT_YET: "…|...|noch nicht|not yet|folgt|ausstehend|pending|tbd",
    NonValue.NOT_OCCURRING: "no|x|entfällt|nicht vorhanden|not occurring|none|keine|trifft nicht zu|not applicable",
    NonValue.NOT_KNOWN: "-|–|—|·|.|ne|na|n/a|n.a.|n. a.|k.a.|k. a.|ka|keine angabe|keine angaben|unbekannt|unknown|"
    "not known|nicht bekannt|nicht erhoben|not estimated|fehlt|missing|null|nan|?|nv|n.v.|#nv|#n/a",
    NonValue.ELSEWHERE: "ie|included elsewhere|anderswo enthalten|an anderer stelle enthalten",
    NonValue.CONFIDENTIAL: "c|vertraulich|geheim|confidential",
}
_NAMED = {word: value for value, words in _NON_VALUES.items() for word in words.split("|")}


_ASIDE = re.compile(r"\s*\([^)]*\)$")


def non_value(text: str) -> NonValue | None:
    """Which stated non-value a text is, whatever stands in brackets behind it; None for any other text."""
    return _NAMED.get(_ASIDE.sub("", text.strip()).lower())


_TOTALS = re.compile(
    r"(?:zwischen|gesamt)?summe\b.*|(?:ins)?gesamt\b.*|total\b.*|sub-?total\b.*|sum\b.*|.*\b(?:gesamt|total|insgesamt|summe)",
    re.IGNORECASE,
)


def is_total(name: str) -> bool:
    """Whether a row or column adds up others, by its name."""
    return bool(_TOTALS.fullmatch(name.strip()))
