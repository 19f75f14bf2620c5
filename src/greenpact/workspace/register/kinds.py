"""The kinds of rows that a city's register holds: for each, its words, its form, and how a row stands in a list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from greenpact.cities.figure_words import part_in_words, unit_in_words
from greenpact.cities.models import (
    CountingRule,
    District,
    Field,
    Figure,
    FigureKind,
    OfCity,
    Office,
    Programme,
    Target,
)
from greenpact.cities.sectors import Sector
from greenpact.parties.models import Organisation, OrganisationQuerySet
from greenpact.ui.figures import day, number
from greenpact.ui.wording import worded
from greenpact.workspace.register.forms import (
    CountingRuleForm,
    DistrictForm,
    FieldForm,
    FigureForm,
    OfficeForm,
    ProgrammeForm,
    RegisterForm,
    TargetForm,
)
from greenpact.workspace.register.organisation_forms import OrganisationForm

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Line:
    """A row in a list: what it is called, and what stands beside it."""

    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """What the register's pages need to know of a kind of rows."""

    word: str  # its part of the address
    model: type[OfCity]
    form: type[RegisterForm]
    one: Words
    many: Words
    purpose: Words
    icon: str
    line: Callable[[Any], Line]
    search: Callable[[Any, str], Any] | None = None
    is_single: bool = False

    @property
    def name(self) -> str:
        """How the journal calls it."""
        return str(self.model._meta.model_name)


def _in_words(texts: Any) -> str:
    return texts if isinstance(texts, str) else worded(texts, get_language() or "en").text


def _programme(row: Programme) -> Line:
    return Line(_in_words(row.aim) or row.ref)


def _office(row: Office) -> Line:
    return Line(_in_words(row.name) or row.ref, row.email)


def _field(row: Field) -> Line:
    return Line(
        _in_words(row.name) or row.ref, ", ".join(str(Sector(sector).label) for sector in row.sectors)
    )


def _district(row: District) -> Line:
    return Line(row.name)


def _target(row: Target) -> Line:
    return Line(_in_words(row.text) or row.ref, str(row.target_year or ""))


def _figure(row: Figure) -> Line:
    """An indicator by its basis, the others by the part of the city they cover."""
    if row.kind == FigureKind.INDICATOR:
        what = _in_words(row.basis) or part_in_words(row.sector)
    else:
        what = " · ".join([row.get_kind_display(), *([part_in_words(row.sector)] if row.sector else [])])
    title = f"{what} · {row.year}" if row.year else what
    return Line(title, f"{number(row.value, get_language() or 'en', 4)} {unit_in_words(row.unit)}")


def _rule(row: CountingRule) -> Line:
    return Line(_in_words(row.text) or row.ref, day(row.valid_from, get_language() or "en"))


def _organisation(row: Organisation) -> Line:
    return Line(row.name, str(row.get_kind_display()))


KINDS: dict[str, Kind] = {
    kind.word: kind
    for kind in (
        Kind(
            word="programme",
            model=Programme,
            form=ProgrammeForm,
            one=_("Programme"),
            many=_("Programme"),
            purpose=_("The frame of the city's deals: what for, for whom, since when."),
            icon="leaf",
            line=_programme,
            is_single=True,
        ),
        Kind(
            word="organisations",
            model=Organisation,
            form=OrganisationForm,
            one=_("Organisation"),
            many=_("Organisations"),
            purpose=_("Everybody who can be party to a deal, the city itself included."),
            icon="organisation",
            line=_organisation,
            search=OrganisationQuerySet.called,
        ),
        Kind(
            word="fields",
            model=Field,
            form=FieldForm,
            one=_("Field"),
            many=_("Fields"),
            purpose=_("The city's own fields of work, mapped to the network's sectors and to SDGs."),
            icon="target",
            line=_field,
        ),
        Kind(
            word="offices",
            model=Office,
            form=OfficeForm,
            one=_("Office"),
            many=_("Offices"),
            purpose=_("Who in the city administration is in charge, at which address, with which deputy."),
            icon="people",
            line=_office,
        ),
        Kind(
            word="districts",
            model=District,
            form=DistrictForm,
            one=_("District"),
            many=_("Districts"),
            purpose=_("Parts of the city, so that people find what is near them."),
            icon="pin",
            line=_district,
        ),
        Kind(
            word="targets",
            model=Target,
            form=TargetForm,
            one=pgettext_lazy("of a city", "Target"),
            many=_("Targets"),
            purpose=_("What the city wants to reach by when, as it has stated it, with its source."),
            icon="target",
            line=_target,
        ),
        Kind(
            word="figures",
            model=Figure,
            form=FigureForm,
            one=_("Figure"),
            many=_("Figures"),
            purpose=_("Population, emissions, indicators: each with year, unit, basis and source."),
            icon="table",
            line=_figure,
        ),
        Kind(
            word="counting-rules",
            model=CountingRule,
            form=CountingRuleForm,
            one=_("Counting rule"),
            many=_("Counting rules"),
            purpose=_("What the city counts as a Local Green Deal, from which day on."),
            icon="list",
            line=_rule,
        ),
    )
}

#: By the name under which the journal knows them.
BY_NAME = {kind.name: kind for kind in KINDS.values()}


def find_kind(word: str) -> Kind:
    """The kind at an address; raises `Http404`."""
    if word not in KINDS:
        raise Http404(word)
    return KINDS[word]


def title_of(kind: Kind, row: Model) -> str:
    """What a row is called, in one line."""
    return kind.line(row).title
