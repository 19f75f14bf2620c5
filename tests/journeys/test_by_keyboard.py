"""The deeds of the way by keyboard alone: handing in an idea, consenting to a change, signing, verifying a file."""

import re
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone
from playwright.sync_api import expect

from greenpact.deals.models.signing import Round, SignatureRow
from greenpact.deals.signing.freezing import RoundTerms, open_signing
from greenpact.deals.signing.sealing import seal_next
from greenpact.files.taking import content_of
from greenpact.ideas.models import Idea
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from tests.accounts.test_second_factor import code
from tests.browsers import out_of_the_way
from tests.deals.negotiation.rooms import a_room
from tests.deals.signing.conftest import authority, trusted
from tests.deals.signing.hands import a_mandate, a_ready_deal, clicked, seats
from tests.evidence.authority import Authority
from tests.journeys.conftest import Opening, Watched
from tests.journeys.keyboard import Keyboard
from tests.journeys.words import LANGUAGES, Say
from tests.makers import BY, a_city, a_member

__all__ = ["authority", "trusted"]

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=LANGUAGES)
def say(request: pytest.FixtureRequest) -> Say:
    return Say(request.param)


def test_an_idea_is_handed_in(opened: Opening, say: Say) -> None:
    a_city(languages=["de", "en"])
    with opened(locale=say.language) as visitor:
        visitor.go("/heidelberg/participate/new/idea/")
        page, keys = visitor.page, Keyboard(visitor.page)
        keys.press(page.get_by_role("button", name=say("Send"), exact=True))
        expect(page.locator("#errors")).to_be_focused()
        visitor.complaints.clear()  # the browser names the status of the refusal
        keys.press(page.locator("#errors a").first)
        expect(page.locator("#id_title")).to_be_focused()
        keys.type(page.locator("#id_title"), "Dachgarten für alle")
        keys.type(page.locator("#id_text"), "Auf unserem Dach ist Platz.")
        keys.type(page.locator("#id_organisation"), "Sonnenhof GmbH")
        keys.reach(page.locator("#id_organisation_kind"))
        page.keyboard.press("ArrowDown")
        keys.type(page.locator("#id_name"), "Erika Muster")
        keys.type(page.locator("#id_email"), "erika@example.org")
        keys.press(page.get_by_role("button", name=say("Send"), exact=True))
        expect(page.get_by_role("heading", level=1)).to_have_text(say("Almost done"))
        assert Idea.objects.get().title == "Dachgarten für alle"
        assert keys.unseen + visitor.barriers() == []


def test_a_change_is_consented_to(opened: Opening, say: Say) -> None:
    room = a_room(languages=("de", "en"))
    change = room.propose(room.worded("c1", "Puts solar on 40 roofs"), room.utility)
    member = a_member(room.deal.city, Role.PARTY_EDITOR, room.school)
    with opened(account=member, locale=say.language) as school:
        school.go("/workspace/heidelberg/deals/solar/room/")
        page, keys = school.page, Keyboard(school.page)
        keys.press(page.get_by_role("button", name=f"{say('Consent')} {change.number}", exact=True))
        expect(page.get_by_text(say("You have consented."))).to_be_visible()
        assert change.stances.standing().get(party=room.school).consents
        assert keys.unseen + school.barriers() == []


@pytest.fixture
def last_to_sign(trusted: Authority) -> Organisation:
    """The party that has not signed yet of a deal that goes round; the others have."""
    row = open_signing(
        a_ready_deal(a_city("heidelberg", languages=["de", "en"])),
        RoundTerms("de"),
        by=BY,
        at=timezone.now(),
    )
    *others, last = seats(row)
    for seat in others:
        clicked(seat, at=timezone.now())
    return last.organisation


def test_a_deal_is_signed_and_its_papers_are_verified(
    opened: Opening, say: Say, last_to_sign: Organisation, tmp_path: Path
) -> None:
    mandate, secret = a_mandate(last_to_sign), generate_totp_secret()
    TOTP.activate(mandate.account, secret)
    row = Round.objects.get()
    with opened(account=mandate.account, locale=say.language) as signer:
        signer.go(f"/workspace/heidelberg/deals/{row.deal.ref}/signing/")
        page, keys = signer.page, Keyboard(signer.page)
        keys.press(page.locator(f"#{last_to_sign.ref} a[href$='/click/']"))
        expect(page).to_have_url(re.compile(r"/click/$"))
        barriers = signer.barriers()
        keys.press(page.get_by_role("link", name=say("Prove it")))
        expect(page.locator("input[name=code]")).to_be_visible()
        barriers += signer.barriers()
        keys.type(page.locator("input[name=code]"), code(secret))
        page.keyboard.press("Enter")
        keys.press(page.locator("#consent"), "Space")
        expect(page.locator("#consent")).to_be_checked()
        barriers += signer.barriers()
        keys.press(page.get_by_role("button", name=say("Sign"), exact=True))
        expect(page.get_by_text(say("The signature is recorded."))).to_be_visible()
        assert SignatureRow.objects.filter(seat__organisation=last_to_sign, withdrawn_at=None).exists()
        assert keys.unseen + barriers == []
    with opened(locale=say.language) as anybody:
        verifies(anybody, say, sealed_in(tmp_path))


def sealed_in(folder: Path) -> tuple[Path, Path]:
    """The bundle of the deal under its seal, and a copy in which one bit is another."""
    with out_of_the_way():
        while seal_next(timezone.now()):
            pass
    bundle = Round.objects.get().bundle
    assert bundle is not None
    data = bytearray(content_of(bundle))
    genuine, altered = folder / "deal.zip", folder / "altered.zip"
    genuine.write_bytes(data)
    data[len(data) // 2] ^= 1
    altered.write_bytes(data)
    return genuine, altered


def verifies(anybody: Watched, say: Say, files: tuple[Path, Path]) -> None:
    page, keys = anybody.page, Keyboard(anybody.page)
    for file, tone in zip(files, ("success", "danger"), strict=True):
        anybody.go("/heidelberg/verify/")
        keys.choose_file(page.locator("input[type=file]"), file)
        keys.press(page.get_by_role("button", name=say("Verify", "button")))
        expect(page.get_by_role("status")).to_have_class(re.compile(tone))
        assert keys.unseen + anybody.barriers() == []
