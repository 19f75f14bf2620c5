"""Reading cells: what people in Europe write is understood, and everything else gets a sentence."""

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from greenpact.deals.choices import WorkState
from greenpact.workspace.importing.addresses import Address, Email, Identifiers, Pattern
from greenpact.workspace.importing.complaints import Complaint
from greenpact.workspace.importing.findings import At, Findings, finding_from_data
from greenpact.workspace.importing.forms import CITIES, FORMS, REF
from greenpact.workspace.importing.quantities import Amount, Day, Degree, Whole
from greenpact.workspace.importing.saying import sentence_of
from greenpact.workspace.importing.sentences import SENTENCES
from greenpact.workspace.importing.values import (
    ABSENT,
    Choice,
    OneOf,
    Reader,
    Ref,
    Several,
    Text,
    Truth,
    Wrong,
)
from sheets.cells import Cell, Nature, Natured, Notation
from sheets.numbers import FoundNumber, NotANumber, parse_day, parse_number

NUMBER = Nature.NUMBER


def read(reader: Reader, cell: Cell, notation: Notation = Notation.POINT) -> tuple[Any, list[str]]:
    """The value, and what was remarked."""
    findings = Findings()
    value = reader.read(cell, notation, At(findings))
    return value, [found.complaint.value for found in findings.kept]


def complaint(reader: Reader, cell: Cell) -> tuple[Complaint, dict[str, Any]]:
    with pytest.raises(Wrong) as wrong:
        read(reader, cell)
    return wrong.value.complaint, wrong.value.about


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("-3.5", "-3.5"),
        ("3,5", "3.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1 234 567,89", "1234567.89"),
        ("1’234", "1234"),
        ("€ 1.500,00", "1500.00"),
        ("1500 EUR", "1500"),
        ("0,125", "0.125"),
        ("−4", "-4"),
        ("1e3", "1e3"),
    ],
)
def test_numbers_are_read_in_either_notation(text: str, value: str) -> None:
    for notation in Notation:
        assert parse_number(text, notation) == FoundNumber(Decimal(value))


def test_a_number_that_can_be_read_both_ways_says_so() -> None:
    assert parse_number("1.234", Notation.COMMA) == FoundNumber(Decimal(1234), Decimal("1.234"))
    assert parse_number("1.234", Notation.POINT) == FoundNumber(Decimal("1.234"), Decimal(1234))
    assert read(Amount(), "1,234") == (Decimal(1234), ["ambiguous_number"])


@given(st.text())
def test_any_text_is_a_number_or_is_not(text: str) -> None:
    for notation in Notation:
        with suppress(NotANumber):
            parse_number(text, notation)


@given(st.text())
def test_any_text_looks_like_a_day_or_does_not(text: str) -> None:
    parse_day(text)


@pytest.mark.parametrize(
    ("reader", "cell", "value"),
    [
        (Whole(1, 10_000), "1.234", 1234),
        (Whole(1, 10_000), "1,234", 1234),
        (Whole(1900, 2200), Natured(NUMBER, "2030"), 2030),
        (Degree(90), "49,41", 49.41),
        (Degree(90), "49.412", 49.412),
        (Day(), "2026-03-31", date(2026, 3, 31)),
        (Day(), "31.03.2026", date(2026, 3, 31)),
        (Day(), "1. 3. 2026", date(2026, 3, 1)),
        (Day(), "25/12/2026", date(2026, 12, 25)),
        (Day(), Natured(Nature.DAY, "2026-03-31"), date(2026, 3, 31)),
        (Day(), "2026-03-31 00:00:00", date(2026, 3, 31)),
        (Truth(), "Ja", True),
        (Truth(), Natured(Nature.TRUTH, "no"), False),
        (Ref(), "Solar-Roofs ", "solar-roofs"),
        (Several(Whole(1, 17)), "7; 13", (7, 13)),
        (Several(Whole(1, 17)), Natured(NUMBER, "7"), (7,)),
        (Several(Ref()), "g1;g2;", ("g1", "g2")),
        (Choice(WorkState), "under way".replace("under way", "Implementing"), "implementing"),
        (Choice(WorkState), "AGREED", "agreed"),
        (OneOf(("de", "en")), "DE", "de"),
        (Text(), "  two \n words ", "two words"),
        (Text(lines=True), " two\r\nlines ", "two\nlines"),
        (Text(12), Natured(NUMBER, "69115"), "69115"),
        (Address(), "https://example.org/a?b=c", "https://example.org/a?b=c"),
        (Email(), "office@example.org", "office@example.org"),
        (Pattern(r"[A-Z]{2}", "DE"), "DE", "DE"),
        (Identifiers(), "LEI: X1 ; vat:DE1", {"lei": "X1", "vat": "DE1"}),
    ],
)
def test_what_people_write_is_understood(reader: Reader, cell: Cell, value: object) -> None:
    assert read(reader, cell) == (value, [])


@pytest.mark.parametrize(
    ("reader", "cell", "expected"),
    [
        (Amount(), "many", Complaint.NOT_A_NUMBER),
        (Amount(), "nan", Complaint.NOT_A_NUMBER),
        (Amount(), "٣", Complaint.NOT_A_NUMBER),
        (Amount(), Natured(Nature.DAY, "2026-03-31"), Complaint.NOT_A_NUMBER),
        (Amount(), Natured(Nature.PERCENT, "0.2"), Complaint.PERCENT),
        (Amount(), Natured(NUMBER, "1e+308"), Complaint.OUT_OF_RANGE),
        (Amount(), "1e308", Complaint.OUT_OF_RANGE),
        (Amount(), "-1", Complaint.OUT_OF_RANGE),
        (Amount(14, 2), "1.005,1234", Complaint.TOO_MANY_DECIMALS),
        (Whole(1900, 2200), "1899", Complaint.OUT_OF_RANGE),
        (Whole(), Natured(NUMBER, "1.5"), Complaint.NOT_WHOLE),
        (Whole(), "1.5", Complaint.NOT_WHOLE),
        (Degree(90), "91", Complaint.OUT_OF_RANGE),
        (Day(), "31.02.2026", Complaint.NO_SUCH_DAY),
        (Day(), "2026-13-01", Complaint.NO_SUCH_DAY),
        (Day(), "31.03.26", Complaint.NOT_A_DAY),
        (Day(), "soon", Complaint.NOT_A_DAY),
        (Day(), "0026-01-01", Complaint.OUT_OF_RANGE),
        (Day(), Natured(NUMBER, "46112"), Complaint.DAY_AS_NUMBER),
        (Day(), "46112", Complaint.DAY_AS_NUMBER),
        (Day(), Natured(Nature.TIME, "2026-03-31 09:30:00"), Complaint.NOT_A_DAY),
        (Truth(), "perhaps", Complaint.NOT_YES_OR_NO),
        (Ref(), "???", Complaint.NOT_A_REF),
        (Several(Ref()), "g1;g1", Complaint.TWICE_IN_CELL),
        (Choice(WorkState), "zzzzzz", Complaint.UNKNOWN_CHOICE),
        (Text(5), "sixsix", Complaint.TEXT_TOO_LONG),
        (Text(), "x" * 1_000_000, Complaint.TEXT_TOO_LONG),
        (Text(), Natured(Nature.FAULT, "#REF!"), Complaint.FAULTY_FORMULA),
        (Text(), "=HYPERLINK(1)", Complaint.FORMULA),
        (Address(), "javascript:alert(1)", Complaint.NOT_AN_ADDRESS),
        (Address(), "ftp://example.org", Complaint.NOT_AN_ADDRESS),
        (Email(), "nobody", Complaint.NOT_AN_EMAIL),
        (Pattern(r"[A-Z]{2}", "DE"), "de", Complaint.NOT_LIKE_EXAMPLE),
        (Identifiers(), "nothing", Complaint.NOT_AN_IDENTIFIER),
        (Identifiers(), "lei:A;lei:B", Complaint.TWICE_IN_CELL),
    ],
)
def test_everything_else_is_complained_of(reader: Reader, cell: Cell, expected: Complaint) -> None:
    assert complaint(reader, cell)[0] == expected


def test_a_complaint_proposes_what_was_probably_meant() -> None:
    assert complaint(Ref(), "Bürger für Bäume")[1]["like"] == "buerger-fuer-baeume"
    assert complaint(Choice(WorkState), "implementin")[1]["like"] == "implementing"
    assert complaint(Address(), "www.example.org")[1]["like"] == "https://www.example.org"


def test_what_was_read_with_doubt_is_remarked() -> None:
    assert read(Day(), "03/04/2026") == (date(2026, 4, 3), ["ambiguous_day"])
    assert read(Text(), "zero\u200bwidth\x00") == ("zerowidth", ["invisible_signs"])


def test_html_is_kept_as_the_text_it_is() -> None:
    assert read(Text(), "<script>alert(1)</script>") == ("<script>alert(1)</script>", [])


def test_every_complaint_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Complaint)


def said(language: str, complaint: Complaint, sheet: str = "", column: str = "", **about: object) -> str:
    findings = Findings()
    findings.add(complaint, sheet, 2, column, **about)
    # As it comes back from the database.
    finding = finding_from_data(json.loads(json.dumps(findings.kept[0].as_data())))
    with override(language):
        return sentence_of(finding)


@pytest.mark.parametrize(
    ("language", "notation", "meanings"),
    [
        ("en", Notation.COMMA, "can mean 1250 or 1.25. It was read as 1250"),
        ("en", Notation.POINT, "can mean 1.25 or 1250. It was read as 1.25"),
        ("de", Notation.COMMA, "kann 1250 oder 1,25 bedeuten. Gelesen wurde 1250"),
        ("de", Notation.POINT, "kann 1,25 oder 1250 bedeuten. Gelesen wurde 1,25"),
    ],
)
def test_a_number_of_two_meanings_is_told_with_both_in_the_readers_language(
    language: str, notation: Notation, meanings: str
) -> None:
    findings = Findings()
    Amount().read("1.250", notation, At(findings, "clauses", 2, "target"))
    with override(language):
        assert meanings in sentence_of(findings.kept[0])


@pytest.mark.parametrize(
    ("language", "words"), [("en", "the kind “Commitment” has no use"), ("de", "Art „Zusage“")]
)
def test_findings_name_kinds_and_states_in_words(language: str, words: str) -> None:
    assert words in said(language, Complaint.NOT_OF_THIS_KIND, "clauses", "topic", kind="commitment")
    moved = said(
        language, Complaint.NOT_FROM_HERE, "deals", "work_state", now="negotiating", then="completed"
    )
    assert "negotiating" not in moved
    assert "completed" not in moved


def test_days_numbers_and_lists_in_findings_follow_the_readers_language() -> None:
    first, last = date(1900, 1, 1), date(2200, 12, 31)
    outside = said("de", Complaint.OUT_OF_RANGE, text="1.1.1800", lowest=first, highest=last)
    assert "1. Januar 1900" in outside
    assert "300.000" in said("de", Complaint.TOO_MANY_ROWS, title="a", most=300_000)
    assert "from 1900 to 2200" in said("en", Complaint.OUT_OF_RANGE, text="1", lowest=1900, highest=2200)
    kinds = said("en", Complaint.UNKNOWN_CHOICE, "organisations", "kind", text="x", known=["housing", "city"])
    assert "“Housing company or cooperative”, “City administration”" in kinds
    missing = said("de", Complaint.COLUMN_MISSING, "deals", "work_state", heading="work_state")
    assert "„Arbeitsstand“" in missing


def test_words_of_our_own_addresses_are_no_short_names() -> None:
    assert complaint(REF.reader, "new")[0] == Complaint.RESERVED_REF
    assert read(Ref(), "new") == ("new", [])


@pytest.mark.parametrize("form", [*FORMS, CITIES], ids=lambda form: form.name)
def test_headings_and_names_of_a_sheet_do_not_clash(form: Any) -> None:
    for language in ("en", "de"):
        headings = [column.heading(language) for column in form.columns]
        assert len(headings) == len(set(headings))
    fields: Sequence[str] = [column.name for column in form.columns]
    assert len(fields) == len(set(fields))


def test_labels_are_understood_in_both_languages_whatever_the_reader_speaks() -> None:
    with override("de"):
        german = str(WorkState.IMPLEMENTING.label)
    with override("en"):
        assert read(Choice(WorkState), german) == ("implementing", [])
    assert Choice(WorkState, ABSENT).empty is ABSENT
