"""Packing the evidence of a sealed version: what was signed, every signature's proof, mandates, and the journal."""

import json
from functools import partial
from typing import Any

import rfc8785
from django.conf import settings

from evidence.bundle import AGREEMENT, DOCUMENT, JOURNAL, MANDATES, SIGNATURES, pack
from evidence.bundle import README as README_FILE
from greenpact.deals.models.signing import Round, SignatureRow
from greenpact.deals.signing.seals import seal_bytes
from greenpact.files.models import File
from greenpact.files.taking import content_of
from greenpact.journal.chaining import content_of as entry_content
from greenpact.journal.models import Entry

README = """\
This bundle proves how version {number} of the deal {deal} was signed.
Dieses Paket belegt, wie Fassung {number} des Deals {deal} unterzeichnet wurde.

sealed.pdf      The agreement with all signatures given in the PDF, closed by the city's seal.
                Die Vereinbarung mit allen Signaturen im PDF, abgeschlossen durch das Siegel der Stadt.
document.json   What was signed, as canonical JSON (RFC 8785). Its SHA-256: {sha256}
                Was unterzeichnet wurde, als kanonisches JSON (RFC 8785), mit seinem SHA-256.
signatures/     One record for each signature, with the file it came with (signed PDF or scan of the paper).
                Zu jeder Unterschrift ein Nachweis, mit der Datei, die dazu gehört (signiertes PDF oder Scan).
mandates/       What proves that the signers were authorised.
                Was belegt, dass die Unterzeichnenden dazu befugt waren.
journal.json    What the platform recorded about this deal: each entry with its hash and the hash before it.
                Was die Plattform zu diesem Deal festgehalten hat: jeder Eintrag mit seinem Hash und dem davor.
manifest.json   Every file of this bundle with its SHA-256, and in manifest.p7s the city's signature over this list.
                Jede Datei dieses Pakets mit ihrem SHA-256, dazu in manifest.p7s die Unterschrift der Stadt darunter.

Whether all of it is genuine is said by {origin}/{city}/verify/
or offline by ./greenpact verify --key seal.pem FILE, with the public keys from {origin}/{city}/verify/seal.pem
Ob alles echt ist, sagt {origin}/{city}/verify/
oder ohne Netz ./greenpact verify --key seal.pem DATEI, mit den öffentlichen Schlüsseln von dort.

The bundle names people. It is meant for the parties of the deal.
Das Paket nennt Personen. Es ist für die Parteien des Deals bestimmt.
"""


def pack_bundle(row: Round) -> bytes:
    """The evidence bundle of a sealed round as a ZIP, its list signed by the city; raises `seals.NotSealed`."""
    if row.sealed is None:
        raise ValueError("only a sealed round has a bundle")
    deal = row.deal.full_ref
    files = {
        AGREEMENT: content_of(row.sealed),
        DOCUMENT: row.canonical.encode(),
        JOURNAL: _journal(row),
        README_FILE: _readme(row).encode(),
    }
    signatures = SignatureRow.objects.standing().filter(seat__round=row)
    for given in signatures.select_related("seat__organisation", "file", "mandate__evidence"):
        files |= _proofs(given)
    return pack(files, deal=deal, version=row.number, sign=partial(seal_bytes, city=row.deal.city))


def _readme(row: Round) -> str:
    deal = row.deal
    return README.format(
        number=row.number,
        deal=deal.full_ref,
        sha256=row.sha256,
        origin=settings.ORIGIN,
        city=deal.city.slug,
    )


def _proofs(given: SignatureRow) -> dict[str, bytes]:
    """The record of a signature, its file, and what proves its mandate, by their paths."""
    name = f"{given.seat.position + 1:03}-{given.seat.organisation.ref}-{given.ref}"
    found = {f"{SIGNATURES}{name}.json": rfc8785.dumps(given.evidence)}
    if given.file is not None:
        found[f"{SIGNATURES}{name}{_ending(given.file)}"] = content_of(given.file)
    if (proof := given.mandate.evidence) is not None:
        found[f"{MANDATES}{given.mandate.ref}{_ending(proof)}"] = content_of(proof)
    return found


def _ending(file: File) -> str:
    return f".{file.name.rpartition('.')[2]}"


def _journal(row: Round) -> bytes:
    """The entries about the deal up to the seal, each as it was hashed."""
    entries = Entry.objects.filter(chain=row.deal.city.chain_id, subject=f"deal:{row.deal.ref}")
    told = [_entry(entry) for entry in entries.select_related("chain").order_by("number")]
    return json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True).encode()


def _entry(entry: Entry) -> dict[str, Any]:
    return {**entry_content(entry), "hash": entry.hash}
