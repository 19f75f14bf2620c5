"""Sheets with many invented deals, drawn with a fixed seed so that they are alike each time."""

import csv
import random
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

PARTIES = 6
GOALS = 2
DEALS_PER_ORGANISATION = 10
WORDS = (
    *("Wärme", "Dach", "Quartier", "Energie", "Schule", "Baum", "Straße", "Rad", "Bus", "Netz"),
    *("Haus", "Betrieb", "Wasser", "Sonne", "Strom", "Verein", "Park", "Markt", "Klima", "Beratung"),
)
KINDS = ("company", "municipal_company", "utility", "housing", "university", "association", "school")

Row = Sequence[object]


class Drawing:
    """Sheets of one size, row by row."""

    def __init__(self, deals: int) -> None:
        self.deals = deals
        self.organisations = max(20, deals // DEALS_PER_ORGANISATION)
        self.draw = random.Random(7)  # noqa: S311 - drawn alike each time
        self.parties = [self.draw.sample(range(self.organisations), PARTIES) for _deal in range(deals)]

    def words(self, count: int) -> str:
        return " ".join(self.draw.choices(WORDS, k=count))

    def organisation_rows(self) -> Iterator[Row]:
        yield ("ref", "name", "kind", "text_de", "text_en", "web")
        for i in range(self.organisations):
            web = f"https://www.example.org/{i}"
            yield (
                f"o{i}",
                f"{self.words(2)} {i}",
                self.draw.choice(KINDS),
                self.words(12),
                self.words(12),
                web,
            )

    def deal_rows(self) -> Iterator[Row]:
        texts = ("title_de", "title_en", "summary_de", "summary_en")
        states = ("tier", "legal_nature", "work_state", "signature_state", "signed_on")
        yield ("ref", *texts, *states, "start_year", "end_year", "sdgs", "lat", "lon")
        for i in range(self.deals):
            texts = (self.words(4), self.words(4), self.words(10), self.words(10))
            states = ("agreement", "binding", "implementing", "signed", "2024-03-01")
            yield (f"d{i}", *texts, *states, 2024, 2030, "7;13", 49.4, 8.67)

    def party_rows(self) -> Iterator[Row]:
        yield ("deal", "organisation", "role")
        for i, theirs in enumerate(self.parties):
            for one in theirs:
                yield (f"d{i}", f"o{one}", "signatory")

    def clause_rows(self) -> Iterator[Row]:
        goal = ("deal", "ref", "kind", "party", "text_de", "text_en", "target", "unit", "due_year")
        yield (*goal, "quantity", "starts_on", "ends_on", "money_eur", "duty", "serves", "measure_state")
        for i, theirs in enumerate(self.parties):
            for g in range(1, GOALS + 1):
                yield (f"d{i}", f"g{g}", "goal", "", self.words(7), self.words(7), 50, "%", 2030)
            for c, one in enumerate(theirs, start=1):
                texts = (f"o{one}", self.words(5), self.words(5))
                sums = (
                    self.draw.randint(1, 500),
                    "2024-01-01",
                    "2029-12-31",
                    self.draw.randint(1_000, 99_999),
                )
                yield (
                    f"d{i}",
                    f"c{c}",
                    "commitment",
                    *texts,
                    "",
                    "kWp",
                    "",
                    *sums,
                    "additional",
                    "g1;g2",
                    "under_way",
                )

    def source_rows(self) -> Iterator[Row]:
        yield ("deal", "url", "checked_on")
        for i in range(self.deals):
            yield (f"d{i}", f"https://www.example.org/deals/{i}", "2026-01-31")


def csv_files(deals: int) -> dict[str, bytes]:
    """The files of an import by name: deals of six parties, two goals and six commitments."""
    drawing = Drawing(deals)
    rows = {
        "organisations": drawing.organisation_rows(),
        "deals": drawing.deal_rows(),
        "parties": drawing.party_rows(),
        "clauses": drawing.clause_rows(),
        "sources": drawing.source_rows(),
    }
    return {f"{name}.csv": _as_csv(each) for name, each in rows.items()}


def _as_csv(rows: Iterable[Row]) -> bytes:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
