"""A small network for tests of the machine door: two real cities, an invented one, and one of everything."""

from datetime import date
from typing import Any

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, CountingRule, District, Field, Figure, Office, Programme, Target
from greenpact.deals.drafting import Parts, PartyEntry, SourceEntry
from greenpact.deals.models import Deal
from greenpact.measures.planning import Plan, Step, replan
from tests.makers import AT, BY, a_city, a_commitment, a_deal, a_goal, an_organisation


def a_small_network() -> City:
    """Heidelberg with everything, Mannheim with a deal, Musterstadt that is invented; Heidelberg is returned."""
    heidelberg = a_full_city()
    a_full_deal(heidelberg)
    a_deal(heidelberg, "unpublished", public=False)
    a_deal(a_city("mannheim"), "tram", kind="pact")
    a_deal(a_city("musterstadt", is_invented=True), "invented-deal")
    return heidelberg


def a_full_city(slug: str = "heidelberg") -> City:
    """A city that has said everything a city can say."""
    outline = {"type": "Polygon", "coordinates": [[[8.6, 49.3], [8.8, 49.3], [8.8, 49.5], [8.6, 49.3]]]}
    city = a_city(
        slug, lat=49.41, lon=8.69, nuts3="DE125", municipality_key="08221000", outline=outline, roles=["core"]
    )
    name = {"de": "Name", "en": "Name"}
    row(Programme, city, "programme", aim=name, sdgs=[11, 13], since_year=2022, until_year=2025)
    energy = row(Field, city, "energy", name=name, sectors=["energy"], sdgs=[7])
    row(Field, city, "mobility", name=name, sectors=["mobility"])
    deputy = row(Office, city, "mobility-office", name=name)
    row(
        Office, city, "climate-office", name=name, email="climate@example.org", deputy=deputy, fields=[energy]
    )
    row(District, city, "weststadt", name="Weststadt", lat=49.4, lon=8.68)
    row(
        Target,
        city,
        "neutral",
        text=name,
        target_year=2030,
        base_year=1990,
        scope=name,
        adopted_on="autumn 2021",
    )
    row(Figure, city, "people", kind="population", year=2023, value="162273.5", unit="people", status="final")
    row(
        CountingRule,
        city,
        "rule",
        text=name,
        valid_from=date(2024, 1, 1),
        counts_kinds=["deal"],
        signed_only=True,
    )
    return city


def a_full_deal(city: City, ref: str = "solar-roofs", **head: Any) -> Deal:
    """A deal with a value in every place, one party that left and one late measure."""
    administration = an_organisation(city, f"administration-{ref}", "city")
    company = an_organisation(
        city, f"company-{ref}", identifiers={"lei": "5299000J2N45DDNE4Y28"}, lat=49.4, lon=8.7
    )
    clauses = [
        a_goal(target="50", unit="%", due_year=2030, indicator={"en": "Emissions"}),
        a_commitment(company, quantity="250.5", unit="kWp", money_eur="1000", serves=("g1",)),
        a_commitment(administration, "c2", "Opens its own roofs", staff_fte="0.5"),
    ]
    parties = [PartyEntry(administration, "signatory"), PartyEntry(company, "signatory")]
    sources = [SourceEntry("https://example.org/deal", date(2026, 6, 1), {"en": "Press"})]
    head = {
        "field": Field.objects.filter(city=city, ref="energy").first(),
        "districts": list(District.objects.filter(city=city)),
        "sdgs": [7, 13],
        "tier": "agreement",
        "start_year": 2024,
        "end_year": 2030,
        "lat": 49.41,
        "lon": 8.69,
        **head,
    }
    deal = a_deal(city, ref, parts=Parts(parties=parties, clauses=clauses, sources=sources), **head)
    late = deal.clauses.get(ref="c1").measure
    steps = [
        Step({"en": "First"}, date(2024, 3, 1), date(2024, 2, 1)),
        Step({"en": "Second"}, date(2025, 3, 1)),
    ]
    replan(late, Plan({"en": "Step by step"}, date(2024, 1, 1), date(2026, 1, 1), steps), by=BY, at=AT)
    return deal


def row(model: Any, city: City, ref: str, /, **values: Any) -> Any:
    """A row of the city's register."""
    found, _outcome = keep(model, city, ref, values, by=BY, at=AT)
    return found
