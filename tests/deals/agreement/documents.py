"""Documents for tests of the agreement's text: one as in life, and any at all."""

from typing import Any

from hypothesis import strategies as st

from greenpact.deals.agreement.parts import PartyDetails, Representative
from greenpact.deals.document import Clause, ClauseKind, Document, DocumentParty, Duty, Topic
from greenpact.deals.rules import Nature, PartyRole

DETAILS = {
    "city": PartyDetails(
        kind={"de": "Stadtverwaltung", "en": "City administration"},
        address="Marktplatz 10, 69117 Musterstadt",
        representatives=(Representative("Erika Muster", "Oberbürgermeisterin"),),
    ),
    "schools": PartyDetails(kind={"de": "Schulen", "en": "Schools"}, count=29),
}


def a_document(**values: Any) -> Document:
    """An agreement of a city, a utility and a group of schools."""
    parts: dict[str, Any] = {
        "title": {"de": "Sonne auf Schulen", "en": "Sun on schools"},
        "summary": {
            "de": "Schulen bekommen Solaranlagen.\n\nAlle lernen daran.",
            "en": "Schools get solar roofs.",
        },
        "parties": (
            DocumentParty("city", "Stadt Musterstadt", "signatory"),
            DocumentParty("utility", "Stadtwerke Musterstadt", "signatory"),
            DocumentParty("schools", "Schulen in Musterstadt", "supporter"),
        ),
        "clauses": (
            Clause(
                "p1",
                ClauseKind.PROVISION,
                {"de": "Jede Partei kann gehen.", "en": "Any party may leave."},
                topic=Topic.EXIT,
                heading={"de": "Austritt", "en": "Leaving"},
            ),
            Clause(
                "g1",
                ClauseKind.GOAL,
                {"de": "Mehr Sonnenstrom", "en": "More solar power"},
                indicator={"de": "Leistung", "en": "Capacity"},
                target="1250.5",
                unit="kWp",
                due_year=2030,
            ),
            Clause(
                "c1",
                ClauseKind.COMMITMENT,
                {
                    "de": "Baut Anlagen:\n- auf Dächern\n- an Fassaden",
                    "en": "Builds:\n- on roofs\n- on walls",
                },
                party="utility",
                quantity="29",
                unit="Anlagen",
                starts_on="2026-01-01",
                ends_on="2028-12-31",
                money_eur="50000",
                staff_fte="0.5",
                serves=("g1",),
                duty=Duty.ADDITIONAL,
            ),
            Clause(
                "c2", ClauseKind.COMMITMENT, {"de": "Stellt Dächer bereit"}, party="city", duty=Duty.LEGAL
            ),
            Clause("c3", ClauseKind.COMMITMENT, {"en": "Somebody cleans"}),
            Clause(
                "p2", ClauseKind.PROVISION, {"de": "Etwas anderes", "en": "Something else"}, topic="unheard"
            ),
        ),
        "legal_nature": "intent",
        "starts_on": "2026-01-01",
        "binding_language": "de",
    }
    return Document(**(parts | values))


_texts = st.dictionaries(st.sampled_from(["de", "en", "fr"]), st.text(min_size=1, max_size=80), max_size=3)
_refs = st.sampled_from(["city", "utility", "schools", "gone", ""])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any document, hostile ones included: odd letters, missing texts, clauses of parties that are none."""
    clauses = draw(
        st.lists(
            st.builds(
                Clause,
                ref=st.just(""),
                kind=st.sampled_from(ClauseKind),
                text=_texts,
                party=_refs,
                indicator=_texts,
                target=st.sampled_from(["", "5", "0.25", "wrong"]),
                unit=st.text(max_size=8),
                due_year=st.sampled_from([None, 2030]),
                starts_on=st.sampled_from(["", "2026-01-01", "someday"]),
                ends_on=st.sampled_from(["", "2027-01-01"]),
                duty=st.sampled_from(Duty),
                topic=st.sampled_from(["", "unheard", *Topic]),
                heading=_texts,
            ),
            max_size=12,
        )
    )
    numbered = tuple(
        Clause(**{name: getattr(clause, name) for name in Clause.__slots__} | {"ref": f"clause-{place}"})
        for place, clause in enumerate(clauses)
    )
    return a_document(
        title=draw(_texts),
        summary=draw(_texts),
        clauses=numbered,
        parties=tuple(
            DocumentParty(ref, ref.title(), draw(st.sampled_from(PartyRole)).value)
            for ref in draw(st.lists(st.sampled_from(["city", "utility", "schools"]), unique=True))
        ),
        legal_nature=draw(st.sampled_from(Nature)).value,
        starts_on=draw(st.sampled_from(["", "2026-01-01"])),
        binding_language=draw(st.sampled_from(["", "de", "en"])),
    )
