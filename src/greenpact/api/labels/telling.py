"""Labels put into their shapes."""

from collections.abc import Sequence
from datetime import date

from greenpact.api.addresses import Addresses
from greenpact.api.common.links import deals_by_key, parties_by_key
from greenpact.api.common.shapes import DealLink, PartyLink
from greenpact.api.labels import shapes
from greenpact.labels.models import Certificate, Label
from greenpact.labels.rules import State
from greenpact.ui.languages import INTERFACE


def labels_in_list(rows: Sequence[Label], here: Addresses, *, today: date) -> list[shapes.LabelHead]:
    """Labels of several deals, with deal, scheme and version loaded (two queries)."""
    deals = deals_by_key({row.deal_id for row in rows}, here)
    return [head(row, deals[row.deal_id], here, today=today) for row in rows]


def head(row: Label, deal: DealLink, here: Addresses, *, today: date) -> shapes.LabelHead:
    """A label that was awarded once."""
    slug, standing = deal["city"]["slug"], row.standing(today)
    is_out = standing in {State.SUSPENDED, State.WITHDRAWN}
    return {
        "@id": here.label(slug, row.ref),
        "@type": "Label",
        "ref": row.ref,
        "deal": deal,
        "level": row.level,
        "standing": standing.value,
        "on": today.isoformat(),
        "reason": row.reason or None if is_out else None,
        "awarded_on": _iso(row.awarded_on),
        "checked_on": _iso(row.checked_on),
        "valid_until": _iso(row.valid_until),
        "scheme": row.scheme.number if row.scheme else 0,
        "version": row.version.number if row.version else 0,
        "url": here.page(slug, "labels", row.ref),
        "badge": f"{here.page(slug, 'labels', row.ref)}badge.svg",
    }


def whole_label(row: Label, here: Addresses, *, today: date) -> shapes.Label:
    """A label with the documents of its parties (four queries)."""
    slug = row.city.slug
    told = head(row, deals_by_key({row.deal_id}, here)[row.deal_id], here, today=today)
    certificates = list(row.certificates.order_by("pk"))
    organisations = {one.organisation_id for one in certificates} | ({row.observer_id} - {None})
    parties = parties_by_key({pk for pk in organisations if pk is not None}, here)
    holds = row.standing(today) is State.AWARDED
    return {
        "@context": here.context,
        **told,
        "holders": [
            _holder(one, parties[one.organisation_id], told["url"], holds=holds) for one in certificates
        ],
        "observer": parties.get(row.observer_id or 0),
        "keys": f"{here.page(slug)}did.json",
        "rules": here.page(slug, "labels", "rules", str(told["scheme"])),
    }


def _holder(row: Certificate, party: PartyLink, page: str, *, holds: bool) -> shapes.Holder:
    is_in = holds and row.ended_on is None
    return {
        "party": party,
        "issued_on": row.issued_on.isoformat(),
        "ended_on": row.ended_on.isoformat() if row.ended_on else None,
        "credential": f"{page}{row.ref}/credential.json",
        "credential_jwt": f"{page}{row.ref}/credential.jwt",
        "certificates": [f"{page}certificate-{row.ref}.{code}.pdf" for code in INTERFACE] if is_in else [],
    }


def _iso(day: date | None) -> str:
    """A day that every label has that was awarded once."""
    return day.isoformat() if day else ""
