"""Our own words of linked data: every kind of thing and every member, described for whoever follows their names."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from greenpact.api.context import CONTEXT, VOCABULARY
from greenpact.api.description import document

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"

#: The kinds of thing whose `@type` is a word of ours, by the shape that tells what they are.
KINDS: Mapping[str, str] = {
    **{name: name for name in ("Change", "CountingRule", "Deal", "District", "Figure", "Label")},
    **{name: name for name in ("Programme", "Stream", "Target")},
    **dict.fromkeys(("Goal", "Commitment", "Provision"), "ClauseOfDeal"),
    "Field": "FieldOfWork",
    "Measure": "MeasureHead",
    "Version": "VersionHead",
}


@cache
def vocabulary() -> list[dict[str, str]]:
    """Each word of ours as an RDF class or property with its comment, in the order of the alphabet."""
    shapes = document()["components"]["schemas"]
    kinds = {name: shapes[shape]["description"] for name, shape in KINDS.items()}
    members = {name: meaning for name, meaning in _members(shapes) if is_ours(name)}
    return [
        {"@id": f"{VOCABULARY}{name}", "@type": kind, f"{RDFS}comment": meaning}
        for kind, words in ((f"{RDFS}Class", kinds), (f"{RDF}Property", members))
        for name, meaning in sorted(words.items())
    ]


def is_ours(name: str) -> bool:
    """Whether a member has no meaning in another vocabulary."""
    term = CONTEXT["@context"].get(name, f"gp:{name}")
    word = term if isinstance(term, str) else term["@id"]
    return not name.startswith("@") and str(word).startswith("gp:")


def _members(shapes: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for shape in shapes.values():
        for name, member in shape.get("properties", {}).items():
            yield name, member["description"]
