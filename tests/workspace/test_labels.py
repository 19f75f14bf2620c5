"""The labels' door: the programme office keeps them, parties apply and appeal, strangers find nothing."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from greenpact.accounts.models import Account
from greenpact.deals.models import Deal
from greenpact.files.models import File
from greenpact.labels.appealing import appeal
from greenpact.labels.applying import apply
from greenpact.labels.assessing import begin
from greenpact.labels.models import Appeal, CriterionAnswer, Label, SchemeVersion
from greenpact.labels.rules import Level, State, Suspension
from greenpact.labels.suspending import suspend
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from tests.labels.makers import a_label, a_scheme, a_signed_deal
from tests.makers import BY, a_member, an_organisation
from tests.workspace.hands import form_in, words
from tests.workspace.people import Cast, a_cast, signed_in

pytestmark = pytest.mark.django_db

BASE = "/workspace/heidelberg/labels/"


@pytest.fixture
def cast() -> Cast:
    return a_cast()


@pytest.fixture
def deal(cast: Cast) -> Deal:
    return a_signed_deal(cast.city, "sun", cast.organisation)


def labelled(deal: Deal) -> Label:
    return a_label(deal, at=timezone.now())


def outsider(cast: Cast) -> Account:
    """An editor of another organisation that is not party to the deal."""
    return a_member(cast.city, Role.PARTY_EDITOR, an_organisation(cast.city, "other"))


def pages_of(label: Label) -> list[str]:
    base = f"{BASE}{label.ref}/"
    return [base, f"{base}assessment/"]


KEPT_BY_THE_OFFICE = ("suspend/", "withdraw/")
PRESSED_BY_THE_OFFICE = (
    "move/",
    "assess/",
    "assessment/conclude/",
    "assessment/observer/",
    "assessment/wording/",
)


class TestWhoComesIn:
    def test_the_office_and_the_party_see_a_label(self, cast: Cast, deal: Deal) -> None:
        label = labelled(deal)
        for account in (cast.officer, cast.party_editor, cast.reader):
            for page in [BASE, *pages_of(label)]:
                assert signed_in(account).get(page).status_code == 200, page

    def test_strangers_and_other_parties_do_not(self, cast: Cast, deal: Deal) -> None:
        label = labelled(deal)
        assert signed_in(cast.stranger).get(BASE).status_code == 404
        for account in (cast.stranger, outsider(cast)):
            for page in [
                *pages_of(label),
                *(f"{BASE}{label.ref}/{part}" for part in ("appeal/", "suspend/")),
            ]:
                assert signed_in(account).get(page).status_code == 404, page
        assert Client().get(BASE).status_code == 302

    def test_only_the_office_decides(self, cast: Cast, deal: Deal) -> None:
        label = labelled(deal)
        before = Label.objects.get(pk=label.pk).edition
        for account in (cast.party_editor, cast.reader, cast.stranger):
            browser = signed_in(account)
            for part in KEPT_BY_THE_OFFICE:
                assert browser.get(f"{BASE}{label.ref}/{part}").status_code == 404
                assert browser.post(f"{BASE}{label.ref}/{part}", {"reason": "misused"}).status_code == 404
            for part in PRESSED_BY_THE_OFFICE:
                assert browser.post(f"{BASE}{label.ref}/{part}", {"then": "award"}).status_code == 404
            assert browser.get(f"{BASE}rules/").status_code == 404
        assert Label.objects.get(pk=label.pk).edition == before

    def test_what_is_pressed_cannot_be_opened(self, cast: Cast, deal: Deal) -> None:
        label = labelled(deal)
        for part in PRESSED_BY_THE_OFFICE:
            assert cast.office.get(f"{BASE}{label.ref}/{part}").status_code == 405

    def test_words_that_no_button_says_lead_nowhere(self, cast: Cast, deal: Deal) -> None:
        label = labelled(deal)
        assert cast.office.post(f"{BASE}{label.ref}/move/", {"then": "burn"}).status_code == 404
        assert cast.office.post(f"{BASE}{label.ref}/assess/", {"level": "golden"}).status_code == 404


class TestTheWay:
    def test_the_office_publishes_rules_of_its_own(self, cast: Cast) -> None:
        page = cast.office.get(f"{BASE}rules/")
        fields = form_in(page)
        answer = cast.office.post(
            f"{BASE}rules/",
            {
                **fields,
                "valid_months": "12",
                "own1_de": "Schulklassen sind eingebunden.",
                "own1_en": "School classes take part.",
                "own1_level": "delivering",
            },
        )
        assert answer.status_code == 302
        version = SchemeVersion.objects.get()
        assert version.scheme.clocks.valid_months == 12
        assert version.scheme.criteria[-1].text["de"] == "Schulklassen sind eingebunden."
        public = Client(headers={"accept-language": "de"}).get("/heidelberg/labels/rules/1/")
        assert "Schulklassen sind eingebunden." in words(public)

    def test_a_criterion_in_one_language_is_sent_back(self, cast: Cast) -> None:
        fields = form_in(cast.office.get(f"{BASE}rules/"))
        answer = cast.office.post(f"{BASE}rules/", {**fields, "own1_de": "Nur deutsch."})
        assert answer.status_code == 422
        assert not SchemeVersion.objects.exists()

    def test_a_party_applies_and_the_office_takes_it_to_the_award(self, cast: Cast, deal: Deal) -> None:
        a_scheme(cast.city, at=timezone.now())
        party = signed_in(cast.party_editor)
        assert "Apply for a label" in words(party.get(BASE))
        answer = party.post(f"{BASE}apply/sun/", {"level": "committed", "organisation": "stadtwerke"})
        label = Label.objects.get()
        assert answer["Location"] == f"{BASE}{label.ref}/"
        assert label.applicant == cast.organisation
        assert cast.office.post(f"{BASE}{label.ref}/assess/", {"level": "committed"}).status_code == 302
        screen = f"{BASE}{label.ref}/assessment/"
        refused = cast.office.post(f"{screen}wording/", {"answer": "met"})
        assert refused.status_code == 422
        assert "Give a reason, an address or a file that shows it." in words(refused)
        file = SimpleUploadedFile("Beleg.pdf", b"%PDF-1.7 evidence")
        cast.office.post(f"{screen}wording/", {"answer": "met", "file": file})
        cast.office.post(f"{screen}checks/", {"answer": "met", "reason": "All four are answered."})
        cast.office.post(f"{screen}signed/", {"answer": "met", "link": "https://example.org/signed.pdf"})
        assert cast.office.post(f"{screen}conclude/")["Location"] == f"{BASE}{label.ref}/"
        seen = form_in_page(cast.office.get(f"{BASE}{label.ref}/"))
        cast.office.post(f"{BASE}{label.ref}/move/", {"then": "award", "seen": seen})
        label.refresh_from_db()
        assert label.state == State.AWARDED
        evidence = CriterionAnswer.objects.get(criterion="wording").file
        assert evidence is not None
        address = f"{BASE}{label.ref}/evidence/{evidence.ref}/"
        assert party.get(address).content == b"%PDF-1.7 evidence"
        assert signed_in(outsider(cast)).get(address).status_code == 404

    def test_a_file_that_answers_nothing_is_not_kept(self, cast: Cast, deal: Deal) -> None:
        label = apply_now(cast, deal)
        begin(label, level=Level.COMMITTED, by=BY, at=timezone.now())
        file = SimpleUploadedFile("Beleg.pdf", b"%PDF-1.7 evidence")
        screen = f"{BASE}{label.ref}/assessment/"
        assert cast.office.post(f"{screen}unheard-of/", {"answer": "met", "file": file}).status_code == 422
        assert not File.objects.exists()

    def test_suspending_asks_for_a_reason_and_withdrawing_too(self, cast: Cast, deal: Deal) -> None:
        label = labelled(deal)
        page = f"{BASE}{label.ref}/suspend/"
        assert cast.office.post(page, form_in(cast.office.get(page))).status_code == 422
        fields = {**form_in(cast.office.get(page)), "reason": "party_left"}
        assert cast.office.post(page, fields).status_code == 302
        assert cast.office.post(page, fields).status_code == 422  # it has moved on meanwhile
        label.refresh_from_db()
        assert (label.state, label.reason) == ("suspended", "party_left")

    def test_a_party_appeals_and_somebody_else_decides(self, cast: Cast, deal: Deal) -> None:
        label = labelled(deal)
        suspend(label, Suspension.MISUSED, by=cast.officer.actor, at=timezone.now())
        party = signed_in(cast.party_editor)
        assert "Appeal against the decision" in words(party.get(f"{BASE}{label.ref}/"))
        page = f"{BASE}{label.ref}/appeal/"
        fields = {**form_in(party.get(page)), "organisation": "stadtwerke", "text": "It was not us."}
        assert party.post(page, fields).status_code == 302
        assert Appeal.objects.get().text == "It was not us."
        decide = f"{BASE}{label.ref}/appeal/decide/"
        verdict = {"verdict": "upheld", "answer": "We looked again."}
        own = cast.office.post(decide, verdict)
        assert own.status_code == 422
        assert "You took the decision that the appeal is about" in words(own)
        other = signed_in(a_member(cast.city, Role.PROGRAMME_OFFICE))
        assert other.post(decide, verdict).status_code == 302
        label.refresh_from_db()
        assert label.state == State.AWARDED
        assert party.get(decide).status_code == 404

    def test_a_reviewer_from_outside_sees_what_is_appealed_and_decides(self, cast: Cast, deal: Deal) -> None:
        label, other = labelled(deal), labelled(a_signed_deal(cast.city, "other"))
        suspend(label, Suspension.MISUSED, by=cast.officer.actor, at=timezone.now())
        appeal(label, organisation=cast.organisation, text="Not us.", by="account:p", at=timezone.now())
        reviewer = signed_in(a_member(cast.city, Role.REVIEWER))
        listed = words(reviewer.get(BASE))
        assert label.ref in listed
        assert other.ref not in listed
        page = words(reviewer.get(f"{BASE}{label.ref}/"))
        assert "Not us." in page
        assert "To the deal" not in page
        assert reviewer.get(f"{BASE}{other.ref}/").status_code == 404
        assert reviewer.get("/workspace/heidelberg/deals/").status_code == 404
        own = words(cast.office.get(f"{BASE}{label.ref}/appeal/decide/"))
        assert "Somebody else decides" in own
        assert 'name="verdict"' not in own
        verdict = {"verdict": "dismissed", "answer": "The advertisement says so."}
        assert reviewer.post(f"{BASE}{label.ref}/appeal/decide/", verdict).status_code == 302
        assert Appeal.objects.get().verdict == "dismissed"
        assert reviewer.get(f"{BASE}{label.ref}/").status_code == 200

    def test_an_appeal_is_nobody_elses_business(self, cast: Cast, deal: Deal) -> None:
        label = labelled(deal)
        suspend(label, Suspension.MISUSED, by=BY, at=timezone.now())
        page = f"{BASE}{label.ref}/appeal/"
        assert cast.office.get(page).status_code == 404  # the city is no party that appeals
        assert signed_in(outsider(cast)).post(page, {"text": "Me too."}).status_code == 404

    def test_hostile_text_comes_out_as_text(self, cast: Cast, deal: Deal) -> None:
        label = apply_now(cast, deal)
        begin(label, level=Level.COMMITTED, by=BY, at=timezone.now())
        screen = f"{BASE}{label.ref}/assessment/"
        cast.office.post(f"{screen}wording/", {"answer": "met", "reason": "<script>alert(1)</script>"})
        assert "<script>alert(1)" not in words(cast.office.get(screen))

    def test_the_list_costs_few_queries(
        self, cast: Cast, deal: Deal, django_assert_max_num_queries: Any
    ) -> None:
        labelled(deal)
        for number in range(6):
            a_label(a_signed_deal(cast.city, f"deal-{number}", cast.organisation), at=timezone.now())
        office = cast.office
        office.get(BASE)
        with django_assert_max_num_queries(9):
            office.get(BASE)


def apply_now(cast: Cast, deal: Deal) -> Label:
    a_scheme(cast.city, at=timezone.now())
    organisation: Organisation = cast.organisation
    return apply(deal, level=Level.COMMITTED, organisation=organisation, by=BY, at=timezone.now())


def form_in_page(response: Any) -> str:
    """The seal of what the page showed."""
    text = words(response)
    return text.split('name="seen" value="')[1].split('"')[0]
