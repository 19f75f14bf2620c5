"""Whether a bundle's papers tell one story: evidence of signatures, mandates, journal entries, of one document."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evidence.bundle import AGREEMENT, DOCUMENT, JOURNAL, SIGNATURES, Bundle
from evidence.canonical import canonical, digest, entry_hash, object_in
from evidence.findings import Code, Finding

#: Which reach of a mandate suffices for which legal nature.
REACHES = {"intent": {"intent"}, "binding": {"intent", "binding", "annex"}}

Record = Mapping[str, Any]


#: What papers of another shape than ours make of being read.
_BROKEN = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


def findings_of_telling(bundle: Bundle) -> list[Finding]:
    """What is found when the papers of a bundle are laid side by side; what cannot be read is a finding too."""
    try:
        document = object_in(bundle.files.get(DOCUMENT, b""))
        records = _records(bundle)
        return [
            *_findings_of_signatures(records, document, digest(bundle.files[DOCUMENT])),
            _finding_of_signatories(list(records.values()), document),
            *_findings_of_journal(bundle, records),
        ]
    except _BROKEN:
        return [Finding(Code.SAME_DOCUMENT, False, DOCUMENT)]


def _records(bundle: Bundle) -> dict[str, Record]:
    """The evidence of each signature by the name of its file."""
    found = bundle.below(SIGNATURES)
    return {name: object_in(data) for name, data in found.items() if name.endswith(".json")}


def _findings_of_signatures(
    records: Mapping[str, Record], document: Record, sha256: str
) -> Iterator[Finding]:
    nature = str((document.get("document") or {}).get("legal_nature", ""))
    for name, record in records.items():
        is_about = (record.get("deal"), record.get("version"), record.get("sha256")) == (
            document.get("deal"),
            document.get("version"),
            sha256,
        )
        ref = str(record.get("organisation", ""))
        seen = {"organisation": _names(document).get(ref, ref), "route": str(record.get("route", ""))}
        yield Finding(Code.SIGNATURE_FITS, is_about and _reaches(record, nature), name, seen)


def _names(document: Record) -> dict[str, str]:
    """What those who had to sign are called, by their refs."""
    return {
        str(one.get("organisation", "")): str(one.get("name") or one.get("organisation", ""))
        for one in document.get("signatories", ())
    }


def _reaches(record: Record, nature: str) -> bool:
    """Whether the mandate in the record covered what was signed, on the day it was signed (`until` is exclusive)."""
    mandate = record.get("mandate") or {}
    day, since, until = (
        str(part or "") for part in (record.get("given_on"), mandate.get("since"), mandate.get("until"))
    )
    in_force = bool(since) and since <= day and (not until or day < until)
    return in_force and nature in REACHES.get(str(mandate.get("up_to", "")), set())


def _finding_of_signatories(records: Sequence[Record], document: Record) -> Finding:
    asked = _names(document)
    signed = {str(record.get("organisation", "")) for record in records}
    missing = ", ".join(sorted(asked[ref] for ref in asked.keys() - signed))
    return Finding(Code.ALL_SIGNED, bool(asked) and not missing, SIGNATURES, {"missing": missing})


def _findings_of_journal(bundle: Bundle, records: Mapping[str, Record]) -> Iterator[Finding]:
    try:
        entries = json.loads(bundle.files.get(JOURNAL, b""))
        wrong = [str(entry["number"]) for entry in entries if entry_hash(entry) != entry["hash"]]
        agrees = _agrees(bundle, entries, records)
    except _BROKEN:
        yield Finding(Code.JOURNAL_HOLDS, False, JOURNAL, {"entries": "?"})
        return
    yield Finding(Code.JOURNAL_HOLDS, bool(entries) and not wrong, JOURNAL, {"entries": ", ".join(wrong)})
    yield Finding(Code.JOURNAL_AGREES, agrees, JOURNAL)


def _agrees(bundle: Bundle, entries: Sequence[Record], records: Mapping[str, Record]) -> bool:
    """Whether the journal tells of this document going round, of each signature by its hash, and of this seal."""
    told = [(entry["verb"], entry["payload"]) for entry in entries]
    opened = [payload for verb, payload in told if verb in {"deal.signing_opened", "deal.amended"}]
    given = {payload.get("evidence") for verb, payload in told if verb == "deal.signature_given"}
    sealed = {payload.get("sha256") for verb, payload in told if verb == "deal.sealed"}
    return (
        digest(bundle.files[DOCUMENT]) in {payload.get("sha256") for payload in opened}
        and all(digest(canonical(record)) in given for record in records.values())
        and digest(bundle.files.get(AGREEMENT, b"")) in sealed
    )
