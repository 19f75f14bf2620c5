"""How long it takes to find what resembles an idea: `python -m bench.resembling 50000` prints it as JSON.

Adds so many public ideas to a seeded network, in German compounds as people write them, and looks as the form does.
"""

import json
import random
import statistics
import sys
import time
from typing import Any

import django
from django.db import connection
from django.utils import timezone

django.setup()

from greenpact.cities.models import City  # noqa: E402  # models need a Django that is set up
from greenpact.ideas.models import DeskText, Idea, IdeaText  # noqa: E402
from greenpact.ideas.searching import desk_text, ideas_alike_at_desk  # noqa: E402
from greenpact.portal.ideas.similar import resembling  # noqa: E402
from greenpact.ui.folding import fold  # noqa: E402

BATCH = 2_000
BEGINNINGS = (
    *("Solar", "Wärme", "Schul", "Dach", "Rad", "Verkehrs", "Lade", "Gebäude", "Energie", "Wasser", "Abfall"),
    *(
        "Kreislauf",
        "Quartiers",
        "Strom",
        "Gas",
        "Holz",
        "Stadt",
        "Wald",
        "Klima",
        "Luft",
        "Park",
        "Bus",
        "Wohn",
    ),
)
ENDS = (
    *("anlage", "netz", "station", "dächer", "konzept", "sanierung", "dämmung", "wege", "nutzung", "planung"),
    *(
        "beratung",
        "programm",
        "förderung",
        "gruppe",
        "werkstatt",
        "haus",
        "platz",
        "straße",
        "speicher",
        "kurse",
    ),
)
TYPED = (
    "Solarstrom auf Schuldächern",
    "Lastenräder für Handwerksbetriebe, mit Ladestationen in jedem Quartier",
    "Wärmenetz mit Abwärme für Wohnhäuser und Gebäudesanierung; dazu Dämmung, Beratung, Förderung und Ladepunkte",
)


def main(ideas: int) -> dict[str, Any]:
    """Add ideas, then look for each of the typed texts: milliseconds, from a short text to a long one."""
    city = City.objects.order_by("pk").first()
    if city is None:
        sys.exit("seed a network first: python -m bench.seeding")
    for start in range(0, ideas, BATCH):
        add(city, min(BATCH, ideas - start))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    times = [[look(city, text) for _round in range(15)] for text in TYPED]
    at_desk = [[look_at_desk(city, text) for _round in range(15)] for text in TYPED]
    return {
        "ideas": ideas,
        "floor_ms": round(statistics.median(floor() for _round in range(50)), 3),
        "ms": [round(statistics.median(one), 1) for one in times],
        "best_ms": [round(min(one), 1) for one in times],
        "worst_ms": round(max(max(one[1:]) for one in times), 1),
        "desk_ms": [round(statistics.median(one), 1) for one in at_desk],
        "desk_worst_ms": round(max(max(one[1:]) for one in at_desk), 1),
    }


def add(city: City, number: int) -> None:
    now, chance = timezone.now(), random.Random(number)  # noqa: S311  # the same words in every run
    made = Idea.objects.bulk_create(
        Idea(
            city=city, kind="idea", state="open", title=some_words(chance, 6), text=some_words(chance, 80),
            submitted_at=now, confirmed_at=now, public_at=now, public_title=some_words(chance, 6),
        )
        for _number in range(number)
    )  # fmt: skip
    IdeaText.objects.bulk_create(IdeaText(idea=idea, text=fold(idea.public_title)) for idea in made)
    DeskText.objects.bulk_create(DeskText(idea=idea, text=desk_text(idea)) for idea in made)


def some_words(chance: random.Random, number: int) -> str:
    return " ".join(chance.choice(BEGINNINGS) + chance.choice(ENDS) for _word in range(number))


def floor() -> float:
    """One question by key: what any answer from this database costs."""
    began = time.perf_counter()
    IdeaText.objects.filter(pk=1).values_list("pk", flat=True).first()
    return (time.perf_counter() - began) * 1000


def look(city: City, text: str) -> float:
    began = time.perf_counter()
    resembling(city, text)
    return (time.perf_counter() - began) * 1000


def look_at_desk(city: City, text: str) -> float:
    began = time.perf_counter()
    ideas_alike_at_desk(city, text, most=100)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    json.dump(main(int(sys.argv[1])), sys.stdout)
