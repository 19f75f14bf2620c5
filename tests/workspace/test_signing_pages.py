"""The pages of signatures and mandates: three people at every door, and a round from opening to cancelling."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from greenpact.accounts.models import Account
from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round, SignatureRow
from greenpact.deals.signing.freezing import RoundTerms, open_signing
from greenpact.parties.models import Mandate, Organisation
from greenpact.parties.rules import Role
from tests.deals.signing.hands import a_mandate, a_ready_deal
from tests.makers import BY, a_member
from tests.workspace.hands import at, save, words
from tests.workspace.people import Cast, a_cast, signed_in

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\nendobj\n"


@pytest.fixture
def cast() -> Cast:
    return a_cast()


@pytest.fixture
def deal(cast: Cast) -> Deal:
    return a_ready_deal(cast.city)


@pytest.fixture
def row(deal: Deal) -> Round:
    return open_signing(deal, RoundTerms("de"), by=BY, at=timezone.now())


def company_of(deal: Deal) -> Organisation:
    return deal.parties.select_related("organisation__city")[1].organisation


def signer_of(deal: Deal) -> Mandate:
    return a_mandate(company_of(deal))


def fresh(account: Account, *, minutes_ago: int = 0) -> Client:
    """A browser in which somebody signed in and gave a second factor so many minutes ago."""
    client = signed_in(account)
    moment = (timezone.now() - timedelta(minutes=minutes_ago)).timestamp()
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": moment},
        {"method": "mfa", "type": "totp", "id": 1, "at": moment, "reauthenticated": True},
    ]
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()
    return client


def doors(deal: Deal, row: Round, mandate: Mandate) -> dict[str, tuple[int, int, int, int]]:
    """Each address with the answers to officer, signer of a party, another party's editor, and stranger."""
    company = company_of(deal).ref
    return {
        at(deal, "signing/"): (200, 200, 404, 404),
        at(deal, "signing/open/"): (200, 404, 404, 404),
        at(deal, "signing/cancel/"): (200, 404, 404, 404),
        at(deal, "signing/deadline/"): (200, 404, 404, 404),
        at(deal, "signing/end/exit/"): (404, 404, 404, 404),
        at(deal, f"signing/version/{row.number}/paper/"): (200, 200, 404, 404),
        at(deal, f"signing/version/{row.number}/data/"): (200, 200, 404, 404),
        at(deal, f"signing/version/{row.number}/sealed/"): (404, 404, 404, 404),
        at(deal, f"signing/for/{company}/click/"): (404, 200, 404, 404),
        at(deal, f"signing/for/{company}/pdf/"): (200, 200, 404, 404),
        at(deal, f"signing/for/{company}/paper/"): (200, 404, 404, 404),
        at(deal, f"signing/for/{company}/decline/"): (404, 200, 404, 404),
        "/workspace/heidelberg/mandates/": (200, 404, 404, 404),
        f"/workspace/heidelberg/mandates/for/{company}/new/": (200, 404, 404, 404),
        f"/workspace/heidelberg/mandates/{mandate.ref}/": (200, 404, 404, 404),
        f"/workspace/heidelberg/mandates/{mandate.ref}/evidence/": (404, 404, 404, 404),
    }


def test_everybody_gets_what_is_theirs(cast: Cast, deal: Deal, row: Round) -> None:
    mandate = signer_of(deal)
    people = [cast.officer, mandate.account, cast.party_editor, cast.stranger]
    wanted = doors(deal, row, mandate)
    found = {
        address: tuple(signed_in(person).get(address).status_code for person in people) for address in wanted
    }
    assert found == wanted


def test_nobody_changes_anything_at_a_door_that_is_closed_to_them(cast: Cast, deal: Deal, row: Round) -> None:
    wanted = doors(deal, row, signer_of(deal))
    for person in (cast.party_editor, cast.stranger):
        client = signed_in(person)
        assert {client.post(address).status_code for address in wanted} == {404}


def test_an_administrator_keeps_the_mandates_of_their_organisation_alone(cast: Cast, deal: Deal) -> None:
    ours, theirs = cast.organisation, company_of(deal)
    admin = a_member(cast.city, Role.PARTY_ADMIN, ours)
    signer = a_member(cast.city, Role.PARTY_SIGNATORY, ours)
    foreign = signer_of(deal)
    client = signed_in(admin)
    page = f"/workspace/heidelberg/mandates/for/{ours.ref}/new/"
    evidence = SimpleUploadedFile("register.pdf", PDF, "text/html")
    answer = save(client, page, account=signer.ref, capacity="Director", evidence=evidence)
    stated = Mandate.objects.get(organisation=ours)
    assert answer.status_code == 302
    assert (stated.state, stated.account) == ("stated", signer)
    assert client.get(f"/workspace/heidelberg/mandates/for/{theirs.ref}/new/").status_code == 404
    assert client.get(f"/workspace/heidelberg/mandates/{foreign.ref}/").status_code == 404
    decision = {"what": "decide", "then": "checked", "note": "Seen."}
    client.post(f"/workspace/heidelberg/mandates/{stated.ref}/", decision)
    stated.refresh_from_db()
    assert stated.state == "stated"
    cast.office.post(f"/workspace/heidelberg/mandates/{stated.ref}/", decision)
    stated.refresh_from_db()
    assert stated.state == "checked"
    assert client.get(f"/workspace/heidelberg/mandates/{stated.ref}/evidence/").status_code == 200


def test_evidence_that_is_no_document_is_refused_in_words(cast: Cast) -> None:
    signer = a_member(cast.city, Role.PARTY_SIGNATORY, cast.organisation)
    page = f"/workspace/heidelberg/mandates/for/{cast.organisation.ref}/new/"
    hostile = SimpleUploadedFile("proof.pdf", b"<script>alert(1)</script>", "application/pdf")
    answer = save(cast.office, page, account=signer.ref, capacity="Director", evidence=hostile)
    assert answer.status_code == 422
    assert "This kind of file is not taken here" in words(answer)
    assert not Mandate.objects.exists()


def test_the_office_opens_a_round_and_cancels_it(cast: Cast, deal: Deal) -> None:
    answer = save(cast.office, at(deal, "signing/open/"), binding_language="de")
    assert answer.status_code == 302, words(answer)
    deal.refresh_from_db()
    assert deal.signature_state == "signing"
    assert "3 signatories are missing" in words(cast.office.get(at(deal, "signing/")))
    answer = save(cast.office, at(deal, "signing/cancel/"), reason="A clause was wrong.")
    assert answer.status_code == 302
    deal.refresh_from_db()
    assert deal.signature_state == "unsigned"
    assert "A clause was wrong." in words(cast.office.get(at(deal, "signing/")))


def test_the_signature_of_such_a_deal_no_longer_moves_by_hand(cast: Cast, deal: Deal, row: Round) -> None:
    answer = save(cast.office, at(deal, "signature/"), then="signed", signed_on="2026-06-15")
    assert answer.status_code == 422
    assert "its signature moves by them alone" in words(answer)


def test_a_click_asks_for_a_fresh_second_factor_first(cast: Cast, deal: Deal, row: Round) -> None:
    mandate = signer_of(deal)
    page = at(deal, f"signing/for/{company_of(deal).ref}/click/")
    for client in (signed_in(mandate.account), fresh(mandate.account, minutes_ago=6)):
        answer = client.post(page, {"consent": row.sha256})
        assert answer.status_code == 302
        assert "/accounts/second/reauthenticate/" in answer.headers["Location"]
    assert not SignatureRow.objects.exists()


def test_a_click_with_a_fresh_second_factor_signs_what_was_shown(cast: Cast, deal: Deal, row: Round) -> None:
    mandate = signer_of(deal)
    page = at(deal, f"signing/for/{company_of(deal).ref}/click/")
    client = fresh(mandate.account)
    assert row.sha256 in words(client.get(page)) or "second factor" in words(client.get(page))
    assert client.post(page).status_code == 422
    assert client.post(page, {"consent": row.sha256}).status_code == 302
    given = SignatureRow.objects.get()
    assert given.evidence["click"]["methods"] == ["password", "mfa", "totp"]
    assert row.sha256 in given.evidence["click"]["consent"]
    answer = client.post(at(deal, f"signing/signatures/{given.ref}/withdraw/"))
    assert answer.status_code == 302
    given.refresh_from_db()
    assert given.withdrawn_at is not None


def test_a_paper_is_recorded_with_its_scan_by_a_witness(cast: Cast, deal: Deal, row: Round) -> None:
    mandate = signer_of(deal)
    page = at(deal, f"signing/for/{company_of(deal).ref}/paper/")
    typed: dict[str, Any] = {
        "mandate": mandate.ref,
        "original_at": "Registry, file 12",
        "signed_on": timezone.now().date().isoformat(),
        "seen": "on",
    }
    hostile = SimpleUploadedFile("scan.pdf", b"MZ\x00\x00not a scan")
    assert save(cast.office, page, scan=hostile, **typed).status_code == 422
    assert not SignatureRow.objects.exists()
    assert save(cast.office, page, scan=SimpleUploadedFile("scan.pdf", PDF), **typed).status_code == 302
    given = SignatureRow.objects.get()
    assert (given.witness, given.original_at) == (cast.officer, "Registry, file 12")
    file = cast.office.get(at(deal, f"signing/signatures/{given.ref}/file/"))
    assert "attachment" in file.headers["Content-Disposition"]


def test_a_pdf_that_is_not_this_version_is_refused_in_words(cast: Cast, deal: Deal, row: Round) -> None:
    mandate = signer_of(deal)
    page = at(deal, f"signing/for/{company_of(deal).ref}/pdf/")
    client = signed_in(mandate.account)
    for data in (b"", b"no pdf", b"PK\x03\x04", PDF):
        answer = save(client, page, mandate=mandate.ref, pdf=SimpleUploadedFile("signed.pdf", data))
        assert answer.status_code == 422
        assert "gp-errors" in words(answer)
    assert not SignatureRow.objects.exists()


def test_who_declines_says_why_and_may_still_sign(cast: Cast, deal: Deal, row: Round) -> None:
    mandate = signer_of(deal)
    client = fresh(mandate.account)
    page = at(deal, f"signing/for/{company_of(deal).ref}/decline/")
    assert save(client, page, reason=" ").status_code == 422
    assert save(client, page, reason="Our board meets in May.").status_code == 302
    assert "Our board meets in May." in words(cast.office.get(at(deal, "signing/")))
    client.post(at(deal, f"signing/for/{company_of(deal).ref}/click/"), {"consent": row.sha256})
    assert SignatureRow.objects.count() == 1
    assert "Our board meets in May." not in words(cast.office.get(at(deal, "signing/")))
