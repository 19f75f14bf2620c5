"""What journal entries are about: the titles and addresses that a reader may see, loaded in a few queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists
from django.utils.translation import gettext as _

from greenpact.cities.models import (
    City,
    CountingRule,
    District,
    Field,
    Figure,
    FigureKind,
    OfCity,
    Office,
    Target,
)
from greenpact.deals.models import ClauseRow, Deal
from greenpact.ideas.models import Idea
from greenpact.journal.models import Entry
from greenpact.labels.models import Label, SchemeVersion
from greenpact.parties.models import Organisation
from greenpact.portal import addresses
from greenpact.portal.finding import IN_PUBLIC
from greenpact.reports.models import Report
from greenpact.reports.naming import name_of
from greenpact.ui.wording import Texts

#: A subject across chains: the chain's primary key and the entry's subject, such as (3, "deal:solar-roofs").
Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry is about, as the public may know it: words per language or a name, and its page if it has one."""

    title: Texts | str
    url: str = ""


Subjects = Mapping[Key, Subject]
Found = Iterable[tuple[int, str, Subject]]


def subjects_of(entries: Iterable[Entry]) -> dict[Key, Subject]:
    """The subjects of entries, at most one query for each kind among them.

    What the public may not see is left out: deals that are not published, organisations without a public deal, and
    whatever was removed. The clause of a measure stands under `deal:<ref>#<clause>`.
    """
    wanted: dict[str, set[Key]] = defaultdict(set)
    for entry in entries:
        wanted[entry.subject_kind].add((entry.chain_id, entry.subject_ref))
        if clause := entry.payload.get("clause"):
            wanted["clause"].add((entry.chain_id, f"{entry.subject_ref}#{clause}"))
    found: dict[Key, Subject] = {}
    for kind, keys in wanted.items():
        if load := _LOADERS.get(kind):
            prefix = "deal" if kind == "clause" else kind
            rows = load({chain for chain, _ref in keys}, {ref for _chain, ref in keys})
            found |= {
                (chain, f"{prefix}:{ref}"): subject for chain, ref, subject in rows if (chain, ref) in keys
            }
    return found


def _cities(chains: set[int], refs: set[str]) -> Found:
    rows = City.objects.filter(chain__in=chains, slug__in=refs)
    for chain, slug, name in rows.values_list("chain_id", "slug", "name"):
        yield chain, slug, Subject(name, addresses.city(slug))


def _deals(chains: set[int], refs: set[str]) -> Found:
    deals = Deal.objects.published().filter(city__chain__in=chains, ref__in=refs)
    for chain, slug, ref, title in deals.values_list("city__chain_id", "city__slug", "ref", "title"):
        yield chain, ref, Subject(title, addresses.deal(slug, ref))


def _clauses(chains: set[int], refs: set[str]) -> Found:
    pairs = [ref.partition("#") for ref in refs]
    rows = ClauseRow.objects.filter(
        deal__published_at__isnull=False,
        deal__city__chain__in=chains,
        deal__ref__in={deal for deal, _point, _clause in pairs},
        ref__in={clause for _deal, _point, clause in pairs},
    )
    for chain, slug, deal, ref, text in rows.values_list(
        "deal__city__chain_id", "deal__city__slug", "deal__ref", "ref", "text"
    ):
        address = addresses.deal(slug, deal)
        yield chain, f"{deal}#{ref}", Subject(text, f"{address}#clause-{ref}")


def _ideas(chains: set[int], refs: set[str]) -> Found:
    rows = Idea.objects.public().filter(city__chain__in=chains, ref__in=refs)
    for chain, slug, ref, title in rows.values_list("city__chain_id", "city__slug", "ref", "public_title"):
        yield chain, ref, Subject(title, f"{addresses.ideas(slug)}#idea-{ref}")


def _organisations(chains: set[int], refs: set[str]) -> Found:
    rows = Organisation.objects.filter(Exists(IN_PUBLIC), city__chain__in=chains, ref__in=refs)
    for chain, slug, ref, name in rows.values_list("city__chain_id", "city__slug", "ref", "name"):
        yield chain, ref, Subject(name, addresses.party(slug, ref))


def _fields(chains: set[int], refs: set[str]) -> Found:
    rows = Field.objects.filter(city__chain__in=chains, ref__in=refs)
    for chain, slug, ref, name in rows.values_list("city__chain_id", "city__slug", "ref", "name"):
        yield chain, ref, Subject(name, addresses.field(slug, ref))


def _figures(chains: set[int], refs: set[str]) -> Found:
    rows = Figure.objects.filter(city__chain__in=chains, ref__in=refs)
    for chain, ref, kind, year in rows.values_list("city__chain_id", "ref", "kind", "year"):
        label = str(FigureKind(kind).label)
        yield chain, ref, Subject(f"{label} {year}" if year else label)


def _labels(chains: set[int], refs: set[str]) -> Found:
    rows = Label.objects.public().filter(city__chain__in=chains, ref__in=refs)
    for chain, slug, ref, title in rows.values_list("city__chain_id", "city__slug", "ref", "deal__title"):
        yield chain, ref, Subject(title, addresses.label(slug, ref))


def _schemes(chains: set[int], refs: set[str]) -> Found:
    numbers = [int(ref) for ref in refs if ref.isdecimal()]
    rows = SchemeVersion.objects.filter(city__chain__in=chains, number__in=numbers)
    for chain, slug, number in rows.values_list("city__chain_id", "city__slug", "number"):
        title = _("Rules of the label, version %(number)s") % {"number": number}
        yield chain, str(number), Subject(title, addresses.label_rules(slug, number))


def _reports(chains: set[int], refs: set[str]) -> Found:
    rows = Report.objects.public().filter(city__chain__in=chains, ref__in=refs).select_related("city", "deal")
    for row in rows:
        yield row.city.chain_id, row.ref, Subject(name_of(row), addresses.report(row.city.slug, row.ref))


def _named_by(model: type[OfCity], field: str) -> Callable[[set[int], set[str]], Found]:
    """A loader for a kind that has no page of its own."""

    def load(chains: set[int], refs: set[str]) -> Found:
        rows: Any = model._default_manager.filter(city__chain__in=chains, ref__in=refs)
        for chain, ref, title in rows.values_list("city__chain_id", "ref", field):
            yield chain, ref, Subject(title)

    return load


_LOADERS: dict[str, Callable[[set[int], set[str]], Found]] = {
    "city": _cities,
    "deal": _deals,
    "idea": _ideas,
    "clause": _clauses,
    "organisation": _organisations,
    "field": _fields,
    "figure": _figures,
    "label": _labels,
    "scheme": _schemes,
    "report": _reports,
    "office": _named_by(Office, "name"),
    "district": _named_by(District, "name"),
    "target": _named_by(Target, "text"),
    "countingrule": _named_by(CountingRule, "text"),
}
