"""The seventeen Sustainable Development Goals with their official names.

Source: United Nations, General Assembly resolution A/RES/70/1 (2015), short titles of the goals; German short titles
as used by the German Federal Government.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sdg:
    """A goal: number and name per language."""

    number: int
    names: dict[str, str]


_NAMES = {
    1: ("No Poverty", "Keine Armut"),
    2: ("Zero Hunger", "Kein Hunger"),
    3: ("Good Health and Well-Being", "Gesundheit und Wohlergehen"),
    4: ("Quality Education", "Hochwertige Bildung"),
    5: ("Gender Equality", "Geschlechtergleichheit"),
    6: ("Clean Water and Sanitation", "Sauberes Wasser und Sanitäreinrichtungen"),
    7: ("Affordable and Clean Energy", "Bezahlbare und saubere Energie"),
    8: ("Decent Work and Economic Growth", "Menschenwürdige Arbeit und Wirtschaftswachstum"),
    9: ("Industry, Innovation and Infrastructure", "Industrie, Innovation und Infrastruktur"),
    10: ("Reduced Inequalities", "Weniger Ungleichheiten"),
    11: ("Sustainable Cities and Communities", "Nachhaltige Städte und Gemeinden"),
    12: ("Responsible Consumption and Production", "Nachhaltiger Konsum und Produktion"),
    13: ("Climate Action", "Maßnahmen zum Klimaschutz"),
    14: ("Life Below Water", "Leben unter Wasser"),
    15: ("Life on Land", "Leben an Land"),
    16: ("Peace, Justice and Strong Institutions", "Frieden, Gerechtigkeit und starke Institutionen"),
    17: ("Partnerships for the Goals", "Partnerschaften zur Erreichung der Ziele"),
}

SDGS = {number: Sdg(number, {"en": english, "de": german}) for number, (english, german) in _NAMES.items()}
