"""What goes into each column, in words: for the template and for the page that describes the sheets."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenpact.workspace.importing.columns import Column, Form
from greenpact.workspace.importing.values import Ref, Text

_DISTRICT = _("Short names from the sheet of districts or from the register.")
_FIELD = _("Short name of a field, from this import or from the register.")
_DEAL = _("Short name of the deal, from this import or from the register.")
_PLACE = _("For the map. A deal without a place of its own does with its districts.")

#: What a column means where its name does not say it all, by sheet and field.
MEANINGS: dict[tuple[str, str], Promise] = {
    ("organisations", "ref"): _("Names the organisation for good; parties and clauses refer to it."),
    ("organisations", "count"): _("Only for groups: how many organisations stand behind the name."),
    ("organisations", "district"): _DISTRICT,
    ("deals", "ref"): _("Names the deal for good, also in its address."),
    ("deals", "kind"): _("Left empty, it is a Local Green Deal."),
    ("deals", "original_title"): _("Only if the deal is known by a name in another language."),
    ("deals", "field"): _FIELD,
    ("deals", "tier"): _(
        "Contribution: small, one party. Agreement: several parties. Programme: many deals in one frame."
    ),
    ("deals", "legal_nature"): _("Left empty, it is not stated."),
    ("deals", "work_state"): _("Left empty, a new deal begins with exploring."),
    ("deals", "signature_state"): _("Left empty, a new deal is unsigned."),
    ("deals", "signed_on"): _("The day on which it was signed; never one that is still to come."),
    ("deals", "districts"): _DISTRICT,
    ("deals", "lat"): _PLACE,
    ("deals", "lon"): _PLACE,
    ("deals", "further_cities"): _("Short names of other cities of this installation that take part."),
    ("deals", "detail"): _("Only for deals compiled from sources: how much the source tells."),
    ("parties", "deal"): _DEAL,
    ("parties", "organisation"): _("Short name of the organisation, from this import or from the register."),
    ("parties", "role"): _("Left empty, the party is a signatory."),
    ("clauses", "deal"): _DEAL,
    ("clauses", "ref"): _("Names the clause within its deal, such as g1 or c1."),
    ("clauses", "party"): _("Only for commitments: short name of the party that makes it."),
    ("clauses", "text"): _("What is to be reached, done or agreed, in one sentence."),
    ("clauses", "indicator"): _("What is counted or measured."),
    ("clauses", "target"): _("Only for goals: the value to be reached. The unit has its own column."),
    ("clauses", "unit"): _("Such as %, MWh or t CO₂."),
    ("clauses", "due_year"): _("Only for goals: by when it is to be reached."),
    ("clauses", "quantity"): _("Only for commitments: how much of it. The unit has its own column."),
    ("clauses", "starts_on"): _("Only for commitments: when its measure is to begin."),
    ("clauses", "ends_on"): _(
        "Only for commitments: when its measure is to be done; late is what passes this day."
    ),
    ("clauses", "duty"): _("Whether the law asks for it anyway. Left empty, it is not stated."),
    ("clauses", "serves"): _("Only for commitments: short names of goals of the same deal."),
    ("clauses", "measure_state"): _("Only for commitments. Left empty, it is unknown."),
    ("clauses", "topic"): _("Only for provisions."),
    ("sources", "deal"): _DEAL,
    ("sources", "url"): _("Where the facts of the deal can be read."),
    ("sources", "checked_on"): _("When somebody last looked whether they still stand there."),
    ("offices", "email"): _("The address of a role, not of a person."),
    ("offices", "deputy"): _("Short name of the office that stands in for it."),
    ("offices", "fields"): _FIELD,
    ("targets", "adopted_on"): _("Day, month or year, as far as it is known."),
    ("figures", "sector"): _("Such as transport; left empty for the whole."),
    ("figures", "basis"): _("By which method or from which survey."),
    ("figures", "is_derived"): _("Yes, if it was calculated from other figures."),
}


def meaning_of(form: Form, column: Column) -> str:
    """What a column means; empty where its name says it all."""
    return str(MEANINGS.get((form.name, column.field), ""))


def explanation(form: Form, column: Column) -> str:
    """What a column means, and how it is written."""
    meaning = meaning_of(form, column)
    # That a text is a text need not be said; and how other rows' short names look, their own rows tell.
    is_plain = isinstance(column.reader, Text) or (
        isinstance(column.reader, Ref) and not column.reader.names_row
    )
    if meaning and is_plain:
        return meaning
    return " ".join(filter(None, (meaning, f"{column.reader.explanation}".rstrip(".") + ".")))
