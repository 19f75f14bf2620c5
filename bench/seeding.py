"""Fill a database with an invented network, straight through the models: `python -m bench.seeding 66 500 6 8`."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

import django
from django.core.management import call_command
from django.db import connection, transaction

from bench.sizes import Size

django.setup()

from bench.copying import copy_deals  # noqa: E402  # models need a Django that is set up
from bench.rooms import seed_room  # noqa: E402
from greenpact.cities.keeping import found_city, keep  # noqa: E402
from greenpact.cities.models import City, Field  # noqa: E402
from greenpact.deals.models import ClauseRow, Deal, DealSdg, DealText, Party  # noqa: E402
from greenpact.deals.rules import Signature, Work  # noqa: E402
from greenpact.deals.searching import searchable_text  # noqa: E402
from greenpact.deals.versions import add_version_if_changed  # noqa: E402
from greenpact.journal.recording import record  # noqa: E402
from greenpact.measures.models import Measure  # noqa: E402
from greenpact.measures.rules import State  # noqa: E402
from greenpact.parties.models import Organisation  # noqa: E402

BY = "bench:seeding"
BEGAN = datetime(2024, 1, 1, tzinfo=UTC)
FIELDS = 5
ORGANISATIONS = 60
TOLD = 25  # journal entries a city begins with, so that its home has something new
BATCH = 1000
KINDS = ("city", "company", "utility", "housing", "university", "association")
WORK, SIGNATURES, STATES = tuple(Work), (Signature.UNSIGNED, Signature.SIGNED), tuple(State)
WORDS = (
    *("Wärmenetz", "Photovoltaik", "Gebäude", "Sanierung", "Radverkehr"),
    *("Ladepunkte", "Abwärme", "Kreislauf", "Tourismus", "Quartier"),
)


def seed(size: Size) -> None:
    """Seed every city: its first thousand deals one by one, more of them as copies of these.

    The first deal has a version, since that is the one whose page is measured.
    """
    call_command("migrate", verbosity=0)
    for number in range(1, size.cities + 1):
        city, fields, organisations = seed_city(number)
        made = min(size.deals, BATCH)
        with transaction.atomic():
            seed_deals(city, fields, organisations, list(range(1, made + 1)), size)
        copy_deals(city.pk, have=made, want=size.deals)
        if number == 1:
            seed_room(city, organisations)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@transaction.atomic
def seed_city(number: int) -> tuple[City, list[Field], list[Organisation]]:
    name = {"de": f"Stadt {number}", "en": f"City {number}"}
    place = {"lat": 40.0 + number % 20, "lon": 5.0 + number % 25}
    city = found_city(f"city-{number}", by=BY, at=BEGAN, name=name, country="DE", **place)
    fields = [
        keep(Field, city, f"field-{i}", {"name": {"de": f"Feld {i}", "en": f"Field {i}"}}, by=BY, at=BEGAN)[0]
        for i in range(FIELDS)
    ]
    organisations = Organisation.objects.bulk_create(
        Organisation(
            city=city, ref=f"organisation-{i}", name=f"Organisation {i} GmbH", kind=KINDS[i % len(KINDS)]
        )
        for i in range(ORGANISATIONS)
    )
    for i in range(1, TOLD + 1):
        at = BEGAN + timedelta(days=i)
        record(city.chain_id, verb="deal.published", subject=f"deal:deal-{i}", by=BY, at=at, public=True)
    return city, fields, organisations


def seed_deals(
    city: City, fields: list[Field], organisations: list[Organisation], numbers: list[int], size: Size
) -> None:
    deals = Deal.objects.bulk_create(a_deal(city, fields, number) for number in numbers)
    Party.objects.bulk_create(
        Party(deal=deal, organisation=organisations[(n + i) % ORGANISATIONS], position=i)
        for deal, n in zip(deals, numbers, strict=True)
        for i in range(size.parties)
    )
    clauses = ClauseRow.objects.bulk_create(
        clause
        for deal, n in zip(deals, numbers, strict=True)
        for clause in islice(clauses_of(deal, organisations, n, size.parties), size.clauses)
    )
    Measure.objects.bulk_create(
        Measure(city=city, clause=clause, state=STATES[clause.deal_id % len(STATES)], due_on=clause.ends_on)
        for clause in clauses
        if clause.kind == "commitment"
    )
    DealSdg.objects.bulk_create(DealSdg(deal=deal, number=number) for deal in deals for number in deal.sdgs)
    DealText.objects.bulk_create(
        DealText(deal=deal, text=searchable_text(deal, names=["Organisation GmbH"], clauses=[]))
        for deal in deals
    )
    add_version_if_changed(deals[0], at=BEGAN)


def a_deal(city: City, fields: list[Field], number: int) -> Deal:
    word, other = WORDS[number % len(WORDS)], WORDS[number // 7 % len(WORDS)]
    summary = f"{word} und {other}: die Parteien bringen je eigene Maßnahmen ein. " * 3
    at = BEGAN + timedelta(hours=number)
    return Deal(
        city=city,
        ref=f"deal-{number}",
        title={"de": f"{word} und {other} {number}", "en": f"{word} and {other} {number}"},
        summary={"de": summary, "en": summary},
        field=fields[number % FIELDS],
        tier="agreement",
        work_state=WORK[number // FIELDS % len(WORK)],
        signature_state=SIGNATURES[number % 2],
        signed_on=at.date() if number % 2 else None,
        start_year=2024,
        end_year=2030,
        sdgs=[7, 11, 13][: 1 + number % 3],
        lat=city.lat,
        lon=city.lon,
        published_at=at,
        changed_at=at,
    )


def clauses_of(
    deal: Deal, organisations: list[Organisation], number: int, parties: int
) -> Iterator[ClauseRow]:
    """Two goals, then commitments of the parties in turn."""
    for i in range(10_000):
        is_goal = i < 2
        yield ClauseRow(
            deal=deal,
            ref=f"g{i}" if is_goal else f"c{i}",
            kind="goal" if is_goal else "commitment",
            position=i,
            text={
                "de": f"{WORDS[i % len(WORDS)]}: was zugesagt ist.",
                "en": f"{WORDS[i % len(WORDS)]}: promised.",
            },
            party=None if is_goal else organisations[(number + i % parties) % ORGANISATIONS],
            ends_on=None if is_goal else (BEGAN + timedelta(days=700 + number % 900)).date(),
        )


if __name__ == "__main__":
    seed(Size(*map(int, sys.argv[1:])))
