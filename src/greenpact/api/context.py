"""The JSON-LD context: what the members of answers mean to machines that know nothing of Greenpact.

Common things are told in the words of schema.org, lists in those of Hydra, all else in words of our own.
"""

from typing import Any

#: Our own words. A name that needs no host: the words are the same in every installation.
VOCABULARY = "urn:greenpact:terms:"


def _per_language(*names: str) -> dict[str, Any]:
    return {name: {"@id": f"gp:{name}", "@container": "@language"} for name in names}


def _typed(kind: str, **names: str) -> dict[str, Any]:
    return {name: {"@id": word or f"gp:{name}", "@type": kind} for name, word in names.items()}


CONTEXT: dict[str, Any] = {
    "@context": {
        "@version": 1.1,
        "@vocab": VOCABULARY,
        "gp": {"@id": VOCABULARY, "@prefix": True},
        "schema": "https://schema.org/",
        "hydra": "http://www.w3.org/ns/hydra/core#",
        "dcterms": "http://purl.org/dc/terms/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "City": "schema:City",
        "Organization": "schema:Organization",
        "Office": "schema:GovernmentOffice",
        "Collection": "hydra:Collection",
        "items": {"@id": "hydra:member", "@container": "@set"},
        **_typed("@id", next="hydra:next", previous="hydra:previous"),
        **_typed(
            "@id", url="schema:mainEntityOfPage", web="schema:url", source="dcterms:source", found_at=""
        ),
        "name": {"@id": "schema:name", "@container": "@language"},
        "title": {"@id": "schema:name", "@container": "@language"},
        "summary": {"@id": "schema:abstract", "@container": "@language"},
        "text": {"@id": "schema:text", "@container": "@language"},
        **_per_language("aim", "benefits", "audience", "note", "scope", "basis"),
        **_per_language("indicator", "plan", "commitment", "label"),
        "ref": "schema:identifier",
        "slug": "schema:identifier",
        "email": "schema:email",
        "address": "schema:address",
        "street": "schema:streetAddress",
        "postal_code": "schema:postalCode",
        "place": "schema:addressLocality",
        "country": "schema:addressCountry",
        "position": "schema:geo",
        **_typed("xsd:double", lat="schema:latitude", lon="schema:longitude"),
        "outline": {"@id": "gp:outline", "@type": "@json"},
        "details": {"@id": "gp:details", "@type": "@json"},
        "identifiers": {"@id": "gp:identifiers", "@container": "@index"},
        "clauses": {"@id": "gp:clauses", "@container": "@list"},
        "milestones": {"@id": "gp:milestones", "@container": "@list"},
        **_typed("xsd:date", starts_on="schema:startDate", ends_on="schema:endDate", signed_on="", on=""),
        **_typed("xsd:date", due_on="", done_on="", joined_on="", left_on="", checked_on="", valid_from=""),
        **_typed("xsd:date", awarded_on="", valid_until="", issued_on="", ended_on=""),
        **_typed("@id", badge="", credential="", credential_jwt="", certificates="", keys="", rules=""),
        **_typed(
            "xsd:dateTime", published_at="schema:datePublished", changed_at="schema:dateModified", at=""
        ),
        **_typed("xsd:decimal", value="", target="", quantity="", money_eur="", staff_fte=""),
    }
}
