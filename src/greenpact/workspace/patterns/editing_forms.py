"""The form in which a city changes a pattern of its own, and the way between its values and the pattern."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.deals.choices import DealTier, LegalNature, ProvisionTopic
from greenpact.deals.document import ClauseKind
from greenpact.deals.patterns.pattern import MOST_CLAUSES, OWN, Pattern, PatternClause, Whose
from greenpact.deals.rules import Nature
from greenpact.ui.wording import LONGEST_TEXT, worded
from greenpact.workspace.editing.inputs import Worded, gathered, spread
from greenpact.workspace.editing.rows import RowForm, WithRows

#: What a clause of a pattern may be, in one choice: its kind, whose it is, whether it is to be chosen, its topic.
GOAL, CITY, EACH, CHOICE, PROVISION = "goal", "city", "each", "choice", "provision"


class ClauseRow(RowForm):
    """A clause of a pattern."""

    worded = {
        "heading": Worded(_("Heading"), 120),
        "text": Worded(_("Wording"), LONGEST_TEXT, rows=4),
    }
    leading = ("place",)

    key = forms.SlugField(max_length=40, required=False, widget=forms.HiddenInput)
    place = forms.ChoiceField(label=_("What kind of clause"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        topics = [(f"{PROVISION}-{topic}", label) for topic, label in ProvisionTopic.choices]
        field = self.fields["place"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                ("", "–"),
                (GOAL, _("Goal")),
                (EACH, _("Commitment of each partner")),
                (CITY, _("Commitment of the city")),
                (CHOICE, _("Commitment to choose from the catalogue")),
                (_("Provision"), [*topics, (PROVISION, _("Other"))]),
            ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_blank:
            return cleaned
        if not cleaned.get("place") and "place" not in self.errors:
            self.add_error("place", __("Say what kind of clause it is."))
        texts = [name for name in self.fields if name.startswith("text_")]
        if not any(cleaned.get(name) or name in self.errors for name in texts):
            self.add_error(texts[0], __("Write the clause in at least one language."))
        return cleaned

    def in_words(self, row: Mapping[str, Any]) -> str:
        return worded(gathered("text", row), get_language() or "en").text


class PatternForm(WithRows):
    """A city's own pattern."""

    worded = {
        "name": Worded(_("Name of the pattern"), 120),
        "use": Worded(_("When to take it"), 400),
        "title": Worded(_("Title of the deal"), 300),
        "summary": Worded(_("Preamble"), 2000, rows=3),
    }
    rows_name = "clauses"
    rows_label, row_label = _("Clauses"), _("Clause")
    more_label = _("One more clause")
    row_form = ClauseRow
    most_rows = MOST_CLAUSES

    tier = forms.ChoiceField(label=_("Tier"), choices=DealTier.choices)
    legal_nature = forms.ChoiceField(
        label=_("Legal nature"),
        choices=[choice for choice in LegalNature.choices if choice[0] != Nature.UNKNOWN],
    )
    at_least = forms.IntegerField(
        label=_("How many of the catalogue have to be chosen"), min_value=0, max_value=MOST_CLAUSES
    )


def stands(pattern: Pattern) -> dict[str, Any]:
    """A pattern as its form shows it."""
    return {
        **spread("name", pattern.name),
        **spread("use", pattern.use),
        **spread("title", pattern.title),
        **spread("summary", pattern.summary),
        "tier": pattern.tier,
        "legal_nature": pattern.legal_nature,
        "at_least": pattern.at_least,
        "clauses": [
            {
                "key": clause.key,
                "place": _place(clause),
                **spread("heading", clause.heading),
                **spread("text", clause.text),
            }
            for clause in pattern.clauses
        ],
    }


def pattern_from(values: Mapping[str, Any], pattern: Pattern) -> Pattern:
    """The pattern with the values of its form; its blanks stay as they are."""
    before = {clause.key: clause for clause in pattern.clauses}
    return replace(
        pattern,
        name=gathered("name", values),
        use=gathered("use", values),
        title=gathered("title", values),
        summary=gathered("summary", values),
        tier=values["tier"],
        legal_nature=values["legal_nature"],
        at_least=values["at_least"],
        clauses=tuple(_clauses(values["clauses"], before)),
    )


def _clauses(rows: Sequence[Mapping[str, Any]], before: Mapping[str, PatternClause]) -> list[PatternClause]:
    taken = {row["key"] for row in rows if row["key"]}
    free = (key for number in range(1, 3 * MOST_CLAUSES) if (key := f"own-{number}") not in taken)
    return [_clause(row, row["key"] or next(free), before) for row in rows]


def _clause(row: Mapping[str, Any], key: str, before: Mapping[str, PatternClause]) -> PatternClause:
    kind, _sign, topic = str(row["place"]).partition("-")
    is_commitment = kind in (CITY, EACH, CHOICE)
    whose = Whose.CITY if kind == CITY else Whose.EACH if is_commitment else Whose.NOBODY
    former = before.get(key)
    return PatternClause(
        key=key,
        kind=ClauseKind.COMMITMENT if is_commitment else ClauseKind(kind),
        text=gathered("text", row),
        heading=gathered("heading", row),
        topic=topic,
        whose=whose,
        indicator=former.indicator if former else {},
        is_choice=kind == CHOICE,
    )


def _place(clause: PatternClause) -> str:
    if clause.kind == ClauseKind.GOAL:
        return GOAL
    if clause.kind == ClauseKind.COMMITMENT:
        return CHOICE if clause.is_choice else CITY if clause.whose == Whose.CITY else EACH
    return f"{PROVISION}-{clause.topic}" if clause.topic else PROVISION


def blanks_of(pattern: Pattern) -> list[tuple[str, str]]:
    """The blanks that may stand in its texts, each with what goes into it."""
    language = get_language() or "en"
    words = (__("the city's side"), __("all partners"), __("all parties"), __("whose commitment it is"))
    own = dict(zip(OWN, words, strict=True))
    named = {variable.name: worded(variable.label, language).text for variable in pattern.variables}
    return [(f"{{{name}}}", str(said)) for name, said in {**own, **named}.items()]
