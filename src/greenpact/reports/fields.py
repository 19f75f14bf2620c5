"""Which field of the record each field of each format comes from, and what a format says where it is blank.

The formats take labels and sentences for blanks from here alone; tests hold that every source is in the snapshot, and
that each format shows its fields and no others.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise


class Format(StrEnum):
    """What a report can be written as."""

    ANNUAL = "annual"
    COUNCIL = "council"
    SHEET = "sheet"
    PRESS = "press"
    PARTY = "party"


FORMAT_NAMES: dict[Format, Words] = {
    Format.ANNUAL: _("Progress report"),
    Format.COUNCIL: _("Council paper"),
    Format.SHEET: _("Network sheet"),
    Format.PRESS: _("Press text"),
    Format.PARTY: _("Report of a party"),
}

#: As which files a format is written.
ENDINGS: dict[Format, tuple[str, ...]] = {
    Format.ANNUAL: ("pdf",),
    Format.COUNCIL: ("pdf", "docx"),
    Format.SHEET: ("pdf", "docx"),
    Format.PRESS: ("docx", "txt"),
    Format.PARTY: ("pdf", "xlsx"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a format: its label, the path of its record field in the snapshot, and the sentence for a blank."""

    ref: str
    label: Words
    source: str
    blank: Words = ""


@dataclass(frozen=True, slots=True)
class TextField:
    """A text of the draft: what it is called, how long it may be, and what to write."""

    name: str
    label: Words
    most: int
    rows: int
    hint: Words = ""


#: The texts that only people can write, in the order of the form.
TEXTS: tuple[TextField, ...] = (
    TextField("foreword", _("Foreword"), 6_000, 6, _("Opens the progress report.")),
    TextField(
        "paper_number",
        _("Number of the paper"),
        60,
        0,
        _("As the council's office gave it, such as 0123/2026."),
    ),
    TextField(
        "bodies",
        _("Order of deliberation"),
        1_000,
        3,
        _("One line for each body: name, day, what it does with the paper."),
    ),
    TextField(
        "subject",
        pgettext_lazy("of a council paper", "Subject"),
        300,
        0,
        _("Of the council paper. Without it the title of the report stands there."),
    ),
    TextField("proposal", _("Proposal for decision"), 6_000, 5, _("What the council shall decide.")),
    TextField(
        "grounds",
        pgettext_lazy("of a council paper", "Reasons"),
        10_000,
        6,
        _("Why. The figures of the report follow by themselves."),
    ),
    TextField(
        "costs",
        _("Costs and financial effects"),
        4_000,
        4,
        _("What it costs, from which budget, and what follows."),
    ),
    TextField(
        "climate",
        _("Climate effect"),
        4_000,
        4,
        _("Only what was calculated, and how. Blank says: not quantified."),
    ),
    TextField("annexes", _("Annexes"), 2_000, 3, _("Beside the progress report, one line each.")),
    TextField("press_lead", _("Press: first paragraph"), 2_000, 4, _("The news in two or three sentences.")),
    TextField("press_quote", _("Press: statement"), 2_000, 3, _("Who says what, with their consent.")),
    TextField(
        "press_contact",
        _("Press: contact"),
        500,
        2,
        _("A function, not a person: office, address, telephone."),
    ),
    TextField(
        "correction", _("What this report corrects"), 2_000, 3, _("Only where it takes the place of another.")
    ),
)

NOT_WRITTEN = pgettext_lazy("a text of a report", "not written yet")
NOT_STATED = _("not stated in the register")
_NOBODY_COUNTED = _("no indicator is kept")
_NO_MEASURE = _("no measure is kept")

_PERIOD = Field("period", _("Period"), "period.first_on")
_DAY = Field("day", _("As of"), "day")
_JOURNAL = Field("journal", _("Reads the journal up to entry"), "journal.number")

#: By format, in the order of its paper.
FIELDS: dict[Format, tuple[Field, ...]] = {
    Format.ANNUAL: (
        _PERIOD,
        _DAY,
        _JOURNAL,
        Field("corrects", _("Takes the place of"), "texts.correction", _("it corrects no other report")),
        Field("foreword", _("Foreword"), "texts.foreword", _("no foreword was written")),
        Field("deals_number", _("Deals"), "deals[].ref"),
        Field("parties_number", _("Parties"), "deals[].parties[].ref"),
        Field("states", _("Measures by state"), "deals[].commitments[].measure.state", _NO_MEASURE),
        Field(
            "changes",
            pgettext_lazy("since another report", "What changed"),
            "changes",
            _("there is no earlier report to compare with"),
        ),
        Field("targets", _("Climate targets of the city"), "targets[].text", _("the city has stated none")),
        Field("summary", _("Summary"), "deals[].summary", NOT_STATED),
        Field("parties", _("Parties"), "deals[].parties[].name", NOT_STATED),
        Field("work", _("Work"), "deals[].work_state", NOT_STATED),
        Field("signature", _("Signature"), "deals[].signature_state", NOT_STATED),
        Field("commitment", _("Commitment"), "deals[].commitments[].text", _("no commitment is recorded")),
        Field("owner", _("Party"), "deals[].commitments[].party", NOT_STATED),
        Field("state", _("State"), "deals[].commitments[].measure.state", _NO_MEASURE),
        Field("due", pgettext_lazy("a measure", "Due"), "deals[].commitments[].measure.due_on", NOT_STATED),
        Field("indicator", _("Indicator"), "deals[].indicators[].name", _NOBODY_COUNTED),
        Field("start", _("Start value"), "deals[].indicators[].start_value", NOT_STATED),
        Field(
            "target",
            pgettext_lazy("of an indicator", "Target"),
            "deals[].indicators[].targets[].value",
            NOT_STATED,
        ),
        Field(
            "value",
            _("Last value"),
            "deals[].indicators[].standing.value",
            _("no value for a whole year yet"),
        ),
        Field(
            "progress",
            _("Way gone"),
            "deals[].indicators[].standing.progress",
            _("start or target not stated"),
        ),
        Field("reading", _("Readings"), "deals[].indicators[].readings[].value", _("no reading yet")),
        Field("provenance", _("Provenance"), "deals[].indicators[].readings[].provenance", NOT_STATED),
    ),
    Format.COUNCIL: (
        Field("paper_number", _("Paper no."), "texts.paper_number", _("given by the council's office")),
        Field("paper_day", _("Date"), "day"),
        Field("bodies", _("Order of deliberation"), "texts.bodies", NOT_WRITTEN),
        Field("subject", pgettext_lazy("of a council paper", "Subject"), "texts.subject", NOT_WRITTEN),
        Field("proposal", _("Proposal for decision"), "texts.proposal", NOT_WRITTEN),
        Field("grounds", pgettext_lazy("of a council paper", "Reasons"), "texts.grounds", NOT_WRITTEN),
        Field("deals_number", _("Deals"), "deals[].ref"),
        Field("states", _("Measures by state"), "deals[].commitments[].measure.state", _NO_MEASURE),
        Field("title", _("Deal"), "deals[].title", NOT_STATED),
        Field("work", _("Work"), "deals[].work_state", NOT_STATED),
        Field(
            "changes",
            pgettext_lazy("since another report", "What changed"),
            "changes",
            _("there is no earlier report to compare with"),
        ),
        Field("costs", _("Costs and financial effects"), "texts.costs", NOT_WRITTEN),
        Field(
            "money",
            _("Promised in the deals"),
            "deals[].commitments[].money_eur",
            _("no commitment names an amount"),
        ),
        Field("climate", _("Climate effect"), "texts.climate", _("not quantified")),
        Field("annexes", _("Annexes"), "texts.annexes", _("none but the progress report")),
    ),
    Format.SHEET: (
        Field("title", _("Title"), "deals[].title", NOT_STATED),
        Field("original_kind", _("Kind"), "deals[].kind", NOT_STATED),
        Field("city", _("City"), "city.name", NOT_STATED),
        Field("sector", _("Sector"), "deals[].sectors", _("its field belongs to no sector of the network")),
        Field("field", _("Field of work"), "deals[].field_name", NOT_STATED),
        Field("summary", _("Summary"), "deals[].summary", NOT_STATED),
        Field("parties", _("Parties"), "deals[].parties[].name", NOT_STATED),
        Field("role", _("Role"), "deals[].parties[].role", NOT_STATED),
        Field("goal", _("Goals"), "deals[].goals[].text", _("no goal is recorded")),
        Field("commitment", _("Commitment"), "deals[].commitments[].text", _("no commitment is recorded")),
        Field("owner", _("Party"), "deals[].commitments[].party", NOT_STATED),
        Field("state", _("State"), "deals[].commitments[].measure.state", _NO_MEASURE),
        Field("indicator", _("Indicator"), "deals[].indicators[].name", _NOBODY_COUNTED),
        Field(
            "target",
            pgettext_lazy("of an indicator", "Target"),
            "deals[].indicators[].targets[].value",
            NOT_STATED,
        ),
        Field(
            "value",
            _("Last value"),
            "deals[].indicators[].standing.value",
            _("no value for a whole year yet"),
        ),
        Field("budget", _("Budget"), "deals[].commitments[].money_eur", _("no commitment names an amount")),
        Field("staff", _("Staff"), "deals[].commitments[].staff_fte", _("no commitment names staff")),
        Field("sdgs", _("SDGs"), "deals[].sdgs", NOT_STATED),
        Field("work", _("Work"), "deals[].work_state", NOT_STATED),
        Field("signature", _("Signature"), "deals[].signature_state", NOT_STATED),
        Field("signed_on", _("Signed on"), "deals[].signed_on", NOT_STATED),
        Field("term", _("Term"), "deals[].starts_on", NOT_STATED),
        Field("label", _("Label"), "deals[].label", _("the deal holds no label")),
        _DAY,
    ),
    Format.PRESS: (
        Field("press_lead", _("First paragraph"), "texts.press_lead", NOT_WRITTEN),
        Field("deals_number", _("Deals"), "deals[].ref"),
        Field("states", _("Measures by state"), "deals[].commitments[].measure.state", _NO_MEASURE),
        Field(
            "changes",
            pgettext_lazy("since another report", "What changed"),
            "changes",
            _("there is no earlier report to compare with"),
        ),
        Field(
            "press_quote",
            pgettext_lazy("of a press text", "Statement"),
            "texts.press_quote",
            _("no statement was given"),
        ),
        Field(
            "press_contact", pgettext_lazy("of a press text", "Contact"), "texts.press_contact", NOT_WRITTEN
        ),
    ),
    Format.PARTY: (
        Field("party", _("Organisation"), "party.name"),
        _PERIOD,
        _DAY,
        _JOURNAL,
        Field("title", _("Deal"), "deals[].title", NOT_STATED),
        Field("role", _("Role"), "deals[].parties[].role", NOT_STATED),
        Field(
            "commitment", _("What was promised"), "deals[].commitments[].text", _("no commitment is recorded")
        ),
        Field("quantity", _("How much"), "deals[].commitments[].quantity", NOT_STATED),
        Field("state", _("State"), "deals[].commitments[].measure.state", _NO_MEASURE),
        Field("due", pgettext_lazy("a measure", "Due"), "deals[].commitments[].measure.due_on", NOT_STATED),
        Field("done", _("Done on"), "deals[].commitments[].measure.done_on", NOT_STATED),
        Field("indicator", _("Indicator"), "deals[].indicators[].name", _NOBODY_COUNTED),
        Field("reading", _("Readings"), "deals[].indicators[].readings[].value", _("no reading yet")),
        Field("provenance", _("Provenance"), "deals[].indicators[].readings[].provenance", NOT_STATED),
        Field("source", _("Source"), "deals[].indicators[].readings[].source", NOT_STATED),
    ),
}


def field_of(kind: Format, ref: str) -> Field:
    """A field of a format; raises `KeyError` for one that the table does not have."""
    for field in FIELDS[kind]:
        if field.ref == ref:
            return field
    raise KeyError(f"{kind}.{ref}")
