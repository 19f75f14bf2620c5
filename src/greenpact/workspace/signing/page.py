"""The page of signatures: who is missing, whose turn it is, what each needs, what came of it, and all rounds before."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as __

from greenpact.deals.document import Document
from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round, SignatureRow
from greenpact.deals.rules import Signature, lacks_for_signing
from greenpact.deals.signing.freezing import NotFrozen, open_matter
from greenpact.deals.signing.reading import (
    SeatView,
    last_signed,
    latest_round,
    mandates_for,
    mandates_in,
    reach_of,
    seats_of,
    signed_document,
)
from greenpact.deals.signing.seals import WhySealWaits, outlook
from greenpact.deals.signing_rules import RoundState, Route, is_over
from greenpact.deals.versions import document_of
from greenpact.parties.models import Mandate
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import SEE, find_deal
from greenpact.workspace.deals.pages import address, page
from greenpact.workspace.editing.inputs import language_name
from greenpact.workspace.refusals import lack_sentence, sentence
from greenpact.workspace.signing.finding import may_withdraw
from greenpact.workspace.signing.words import PROOFS, RULES, SEAL_WAITS, WAYS, seal_ahead


@within_city(*SEE)
def signing(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """How a deal's signatures stand, with what the visitor can do about them."""
    deal = find_deal(visit, ref)
    row = latest_round(deal)
    document = document_of(deal)
    context = page(
        visit,
        deal,
        "deal_signing",
        round=row,
        **(_standing(visit, deal, row) if row else {}),
        **_next_steps(visit, deal, row, document),
        rounds=_history(deal),
        mandates=mandates_in(deal, visit.today),
        endings=deal.endings.select_related("organisation", "successor"),
    )
    return render(request, "workspace/signing/signing.html", context)


def _standing(visit: Visit, deal: Deal, row: Round) -> dict[str, Any]:
    """The newest round: its seats with what the visitor may do at each."""
    row.deal = deal
    views = seats_of(row)
    is_open = row.state == RoundState.OPEN
    in_time = not is_over(row.closes_on, visit.today)
    return {
        "seats": [_seat(visit, row, view, can_sign=is_open and in_time) for view in views],
        "is_open": is_open,
        "binding_language": language_name(row.binding_language),
        "is_late": is_open and not in_time,
        "missing": sum(not view.stand.is_filled for view in views),
        "seal_ahead": _seal_ahead(visit) if is_open and visit.standing.may(Deed.EDIT_DEALS) else "",
        "seal_waits": SEAL_WAITS[WhySealWaits(row.seal_fault)] if row.seal_fault else "",
    }


def _seal_ahead(visit: Visit) -> str:
    seen = outlook(visit.city, timezone.now())
    return seal_ahead(seen, today=visit.today, day_of=visit.city.day)


def _seat(visit: Visit, row: Round, view: SeatView, *, can_sign: bool) -> dict[str, Any]:
    """A signatory's line: signatures, what is needed, and the ways that are open to the visitor."""
    mandates = list(mandates_for(view.seat, reach_of(row), visit.today)) if can_sign else []
    own = [one for one in mandates if one.account_id == visit.account.pk]
    return {
        "view": view,
        "signatures": [
            (given, evidence_lines(given), can_sign and may_withdraw(visit, given))
            for given in view.signatures
        ],
        "rule": RULES[view.need.rule],
        "ways": [(route, WAYS[route]) for route in view.need.routes],
        "offers": _offers(visit, view, own, mandates) if can_sign and view.is_turn else [],
        "may_refuse": can_sign and bool(own) and not view.signatures and view.seat.refused_at is None,
        "no_mandate": can_sign and not mandates and not view.stand.is_filled,
    }


def _offers(
    visit: Visit, view: SeatView, own: list[Mandate], mandates: list[Mandate]
) -> list[tuple[str, str]]:
    """What the visitor can do at a seat now: route and address."""
    is_staff = visit.standing.may(Deed.EDIT_DEALS)
    has_signed = any(given.mandate.account_id == visit.account.pk for given in view.signatures)
    allowed = {
        Route.CLICK: bool(own) and not has_signed,
        Route.QUALIFIED: (bool(own) and not has_signed) or (is_staff and bool(mandates)),
        Route.PAPER: is_staff and bool(mandates),
    }
    deal = view.seat.round.deal
    return [
        (str(route), address(f"deal_sign_{route}", deal, view.organisation.ref))
        for route in view.need.routes
        if allowed[route]
    ]


def _next_steps(visit: Visit, deal: Deal, row: Round | None, document: Document) -> dict[str, Any]:
    """What the programme office may do with the deal as a whole."""
    is_open = row is not None and row.state == RoundState.OPEN
    signed = last_signed(deal)
    is_signed = signed is not None and deal.signature_state == Signature.SIGNED
    differs = is_signed and signed is not None and signed_document(signed) != document
    can_begin = not is_open and deal.signature_state in (Signature.UNSIGNED, Signature.SIGNING)
    may_edit, may_end = visit.standing.may(Deed.EDIT_DEALS), visit.standing.may(Deed.KEEP_CITY)
    return {
        "differs": differs,
        "may_open": may_edit and (can_begin or (differs and not is_open)),
        "lacks": _lacks(deal, document) if can_begin or differs else [],
        "may_cancel": may_end and is_open,
        "may_conclude": may_end and is_signed and not is_open,
        "signed_elsewhere": signed is None and deal.signature_state == Signature.SIGNED,
    }


def _lacks(deal: Deal, document: Document) -> list[str]:
    """What is missing or open before the text can be frozen, in words."""
    lacks = [lack_sentence(lack) for lack in lacks_for_signing(document)]
    if reason := open_matter(deal):
        lacks.append(sentence(NotFrozen(reason)))
    return lacks


def _history(deal: Deal) -> list[Round]:
    """All rounds, the newest first."""
    return list(deal.rounds.select_related("paper", "sealed", "bundle", "public_copy").defer("canonical"))


def evidence_lines(given: SignatureRow) -> list[tuple[str, str]]:
    """The evidence of a signature in words, for the parties."""
    facts = given.evidence.get(str(given.route), {})
    proofs = [str(PROOFS[name]) for name in facts.get("methods", ()) if name in PROOFS]
    lines = [
        (__("Proved by"), ", ".join(proofs)),
        (__("Certificate of"), facts.get("signer", "")),
        (__("Issued by"), facts.get("issuer", "")),
        (__("Original kept at"), given.original_at),
    ]
    return [(label, value) for label, value in lines if value]
