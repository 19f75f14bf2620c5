"""The document of a deal as it was published: one version, its file, and two versions beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from greenpact.deals.choices import LegalNature
from greenpact.deals.comparing import (
    ClauseComparison,
    Difference,
    FieldChange,
    Span,
    Words,
    compare,
    head_changes,
    redline,
    redline_texts,
)
from greenpact.deals.document import ClauseKind, Document, DocumentParty
from greenpact.deals.models import Deal, Version
from greenpact.deals.versions import document_in, is_unaltered
from greenpact.portal import addresses
from greenpact.portal.deals.clause_words import (
    LABELS,
    TEXTS,
    clause_in_words,
    names_in,
    party_in_words,
    value_in_words,
)
from greenpact.portal.finding import find_deal
from greenpact.portal.frame import Here, city_frame, in_language
from greenpact.ui.masthead import Place

#: How many other versions a page offers for comparison.
OTHERS = 20


def version_page(request: HttpRequest, city: str, deal: str, number: int) -> HttpResponse:
    """A version of the document as it was frozen, and whether it still is what was published."""
    row = find_deal(city, deal)
    version = get_object_or_404(row.versions, number=number)
    document = _readable(version)
    numbers = row.versions.exclude(number=number).values_list("number", flat=True)[:OTHERS]
    context = {
        **_frame(request, row, _("Version %(number)s") % {"number": number}),
        "deal": row,
        "version": version,
        "published_on": row.city.day(version.published_at),
        "is_unaltered": is_unaltered(version),
        "file": addresses.version_file(city, deal, number),
        "comparisons": [
            (other, addresses.comparison(city, deal, *sorted((other, number)))) for other in numbers
        ],
        **(_document(document) if document else {}),
    }
    return render(request, "portal/deals/version.html", context)


def version_file(_request: HttpRequest, city: str, deal: str, number: int) -> HttpResponse:
    """The canonical JSON, byte for byte as it was hashed."""
    version = get_object_or_404(find_deal(city, deal).versions, number=number)
    response = HttpResponse(version.canonical.encode(), content_type="application/json")
    response["Content-Disposition"] = f'inline; filename="{city}-{deal}-version-{number}.json"'
    return response


def comparison_page(request: HttpRequest, city: str, deal: str, before: int, after: int) -> HttpResponse:
    """Two versions beside each other, clause by clause and word by word."""
    row = find_deal(city, deal)
    found = {version.number: version for version in row.versions.filter(number__in=(before, after))}
    if len(found) != len({before, after}):
        raise Http404(deal)
    old, new = _readable(found[before]), _readable(found[after])
    if old is None or new is None:
        raise Http404(deal)
    title = _("Versions %(before)s and %(after)s compared") % {"before": before, "after": after}
    names = names_in(old, new)
    rows = [_row(comparison, names) for comparison in compare(old, new)]
    context = {
        **_frame(request, row, title),
        "deal": row,
        "before": (before, addresses.version(city, deal, before), row.city.day(found[before].published_at)),
        "after": (after, addresses.version(city, deal, after), row.city.day(found[after].published_at)),
        "head": [_change(change, names) for change in head_changes(old, new)],
        "rows": [row for row in rows if row.difference != Difference.SAME],
        "same": [row for row in rows if row.difference == Difference.SAME],
    }
    return render(request, "portal/deals/comparison.html", context)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A field that changed, as redlines by language; the language is empty for a value without one."""

    label: str
    redlines: list[tuple[str, list[Words]]]


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause in both versions. `text` is safe HTML and shown where there is nothing to compare."""

    difference: Difference
    label: str
    title: str
    text: str
    changes: list[ChangeRow]


#: Clauses of a kind together.
HEADINGS = {
    ClauseKind.GOAL: gettext_lazy("Goals"),
    ClauseKind.COMMITMENT: gettext_lazy("Commitments"),
    ClauseKind.PROVISION: gettext_lazy("Provisions"),
}

DIFFERENCES = {
    Difference.ADDED: gettext_lazy("added"),
    Difference.REMOVED: gettext_lazy("taken out"),
    Difference.ALTERED: gettext_lazy("changed"),
    Difference.MOVED: gettext_lazy("moved"),
    Difference.SAME: gettext_lazy("unchanged"),
}


def _row(comparison: ClauseComparison, names: dict[str, str]) -> ClauseRow:
    words = clause_in_words(comparison.clause, names)
    return ClauseRow(
        difference=comparison.difference,
        label=str(DIFFERENCES[comparison.difference]),
        title=_("%(kind)s %(ref)s") % {"kind": words.label, "ref": words.ref},
        text=words.text,
        changes=[_change(change, names) for change in comparison.changes],
    )


def _change(change: FieldChange, names: dict[str, str]) -> ChangeRow:
    label = str(LABELS[change.name])
    if change.name in TEXTS:
        return ChangeRow(label, _redlines(change))
    if change.name == "parties":
        old, new = (_party_lines(side) for side in (change.before, change.after))
    else:
        old, new = (value_in_words(change.name, side, names) for side in (change.before, change.after))
    return ChangeRow(label, [("", redline(old, new))])


def _redlines(change: FieldChange) -> list[tuple[str, list[Words]]]:
    """The languages in which a text changed, the reader's first."""
    found = redline_texts(change.before, change.after).items()
    changed = [(code, spans) for code, spans in found if any(words.span != Span.KEPT for words in spans)]
    return sorted(changed, key=lambda pair: pair[0] != get_language())


def _party_lines(parties: Iterable[DocumentParty]) -> str:
    return "\n".join(party_in_words(party.name, party.role) for party in parties)


def _readable(version: Version) -> Document | None:
    """The document in a version; None when what is stored is no document any more."""
    try:
        return document_in(version)
    except (KeyError, TypeError, ValueError):
        return None


def _document(document: Document) -> dict[str, Any]:
    names = names_in(document)
    clauses = [clause_in_words(clause, names) for clause in document.clauses]
    return {
        "document": document,
        "nature": LegalNature(document.legal_nature).label,
        "parties": [party_in_words(party.name, party.role) for party in document.parties],
        "groups": [
            (heading, [row for row in clauses if row.kind == kind]) for kind, heading in HEADINGS.items()
        ],
    }


def _frame(request: HttpRequest, deal: Deal, title: str) -> dict[str, Any]:
    slug, name = deal.city.slug, in_language(deal.title)
    above = [Place(_("Deals"), addresses.deals(slug)), Place(name, addresses.deal(slug, deal.ref))]
    frame = city_frame(request, deal.city, here=Here.DEALS, title=title, description=name, above=above)
    return {
        **frame,
        "title": f"{title} · {name}",
        "heading": title,
        "deal_address": addresses.deal(slug, deal.ref),
    }
