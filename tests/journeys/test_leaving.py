"""A party leaves: the deal is amended and signed again, and its label rests, holds again, and is taken away.

Each time badge, check page, credential and status list say so at the very next request.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from credentials.status import is_set
from greenpact.accounts.models import Account
from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round
from greenpact.deals.signing.freezing import RoundTerms, open_signing
from greenpact.files.taking import content_of
from greenpact.labels.models import Label
from greenpact.parties.models import Mandate, Organisation
from greenpact.ui.figures import day
from tests.accounts.test_second_factor import code
from tests.deals.signing.conftest import authority, trusted
from tests.deals.signing.hands import a_mandate, checked, clicked, seats
from tests.evidence.authority import Authority
from tests.journeys.papers import barriers_in, pictures_in
from tests.journeys.post import A_WEEK_LATER, let_the_worker_work, unreadable
from tests.journeys.words import LANGUAGES, Say
from tests.labels.makers import a_complete_deal, a_label
from tests.makers import BY, an_organisation
from tests.notices.letters import sent
from tests.workspace.browsing import enter
from tests.workspace.people import Cast, a_cast

__all__ = ["authority", "trusted"]

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@dataclass(slots=True)
class Scene:
    """A sealed deal of the city and two others, its label, and everybody's own browser."""

    origin: str
    say: Say
    browser: Browser
    deal: Deal
    label: Label
    mandates: dict[str, Mandate]
    leaves: Organisation
    stays: Organisation
    contexts: ExitStack

    def page(self, account: Account | None = None) -> Page:
        """Somebody's browser, without scripts; a stranger's where no account is named."""
        context = self.browser.new_context(java_script_enabled=False, locale=self.say.language)
        self.contexts.callback(context.close)
        if account is None:
            return context.new_page()
        return enter(context, account, self.origin, self.say.language)

    def signing(self, part: str = "") -> str:
        return f"{self.origin}/workspace/heidelberg/deals/{self.deal.ref}/signing/{part}"

    def labels(self, part: str = "") -> str:
        return f"{self.origin}/workspace/heidelberg/labels/{self.label.ref}/{part}"


@pytest.fixture
def cast(db: None, settings: Any, tmp_path: Path) -> Cast:
    settings.LABEL_KEYS, settings.PUBLIC_FILES = tmp_path / "keys", tmp_path / "public"
    return a_cast()


@pytest.fixture(params=LANGUAGES)
def scene(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, cast: Cast, trusted: Authority
) -> Iterator[Scene]:
    deal = checked(a_complete_deal(cast.city, "sun", an_organisation(cast.city), an_organisation(cast.city)))
    parties = [party.organisation for party in deal.parties.select_related("organisation__city")]
    mandates = {one.ref: a_mandate(one) for one in parties}
    row = open_signing(deal, RoundTerms("en"), by=BY, at=timezone.now())
    for seat in seats(row):
        clicked(seat, mandates[seat.organisation.ref], at=timezone.now())
    deal.refresh_from_db()
    label = a_label(deal, at=timezone.now())
    let_the_worker_work()
    say, (_city, leaves, stays) = Say(request.param), parties
    with ExitStack() as contexts, override_settings(ORIGIN=live_server.url):
        yield Scene(live_server.url, say, browser, deal, label, mandates, leaves, stays, contexts)


def test_a_party_leaves_and_the_label_follows(scene: Scene, cast: Cast, tmp_path: Path) -> None:
    office, public = scene.page(cast.officer), scene.page()
    follows(scene, public, "Committed")

    leave(scene, office)
    let_the_worker_work()
    follows(scene, public, "Suspended")
    amend(scene, office)
    for mandate in (scene.mandates["the-city"], scene.mandates[scene.stays.ref]):
        sign_by_click(scene, scene.page(mandate.account), mandate)
    follows(scene, public, "Suspended")
    let_the_worker_work()
    shown(scene, public)
    follows(scene, public, "Suspended")

    restore(scene, office)
    follows(scene, public, "Committed")
    give_reason(scene, office, "suspend/", "Evidence is in doubt.", "Suspend the label")
    follows(scene, public, "Suspended")
    restore(scene, office)
    follows(scene, public, "Committed")
    papers_can_be_read_aloud(scene, public, tmp_path)
    give_reason(scene, office, "withdraw/", "The parties asked for it.", "Withdraw the label")
    follows(scene, public, "Withdrawn")
    mails_can_be_read_aloud(scene)


def leave(scene: Scene, office: Page) -> None:
    """The office records who leaves, and why."""
    say = scene.say
    office.goto(scene.signing())
    office.get_by_role("link", name=say("A party leaves")).click()
    office.get_by_label(say("Who leaves")).select_option(scene.leaves.ref)
    office.get_by_label(say("Reason"), exact=True).fill("Der Betrieb zieht fort.")
    office.get_by_role("button", name=say("Record"), exact=True).click()
    expect(office.get_by_text(say("Recorded."))).to_be_visible()
    expect(office.get_by_text("Der Betrieb zieht fort.")).to_be_visible()


def amend(scene: Scene, office: Page) -> None:
    """The text without the party goes round as an amendment."""
    say = scene.say
    office.goto(scene.signing())
    office.get_by_role("link", name=say("Open the amendment")).click()
    office.get_by_label(say("Why the deal is amended")).fill("Ein Betrieb ist ausgeschieden.")
    office.locator("form.gp-form button[type=submit]").click()
    expect(office.get_by_text(say("The version goes round. Whoever may sign gets a mail."))).to_be_visible()
    assert Round.objects.latest("pk").replaces is not None


def sign_by_click(scene: Scene, page: Page, mandate: Mandate) -> None:
    secret = generate_totp_secret()
    TOTP.activate(mandate.account, secret)
    page.goto(scene.signing(f"for/{mandate.organisation.ref}/click/"))
    page.locator("a[href*='/accounts/second/reauthenticate/']").click()
    page.fill("input[name=code]", code(secret))
    page.locator("input[name=code]").press("Enter")
    page.check("#consent")
    page.locator("form.gp-form button[type=submit]").click()
    expect(page).to_have_url(scene.signing())


def shown(scene: Scene, public: Page) -> None:
    """The public deal names the new version, who left, why, and on which days."""
    public.goto(f"{scene.origin}/heidelberg/deals/{scene.deal.ref}/#signed")
    section = public.locator("#signed").locator("..")
    expect(section).to_contain_text(scene.leaves.name)
    expect(section).to_contain_text("Der Betrieb zieht fort.")
    expect(section).to_contain_text("Ein Betrieb ist ausgeschieden.")
    amendment = Round.objects.latest("pk")
    assert amendment.state == "sealed"
    expect(section).to_contain_text(amendment.sha256)
    today = day(scene.deal.city.day(timezone.now()), scene.say.language)
    expect(section).to_contain_text(scene.say("From %(day)s on.", day=today))
    expect(section).to_contain_text(
        scene.say("Version %(number)s, signed on %(day)s", number=amendment.number, day=today)
    )


def restore(scene: Scene, office: Page) -> None:
    office.goto(scene.labels())
    office.get_by_role("button", name=scene.say("Let it hold again")).click()
    expect(
        office.get_by_text(scene.say("The label holds again. The public sees it at once."))
    ).to_be_visible()


def give_reason(scene: Scene, office: Page, step: str, reason: str, button: str) -> None:
    office.goto(scene.labels(step))
    office.get_by_label(scene.say(reason)).check()
    office.get_by_role("button", name=scene.say(button)).click()
    expect(office.get_by_text(scene.say("Done. The public sees it at once."))).to_be_visible()


def follows(scene: Scene, public: Page, state: str) -> None:
    """Badge, check page and status list say how the label stands, each at the first request."""
    words = scene.say(state, "level of a label" if state == "Committed" else "state of a label")
    base = f"{scene.origin}/heidelberg/labels/{scene.label.ref}/"
    assert words in public.request.get(f"{base}badge.{scene.say.language}.svg").text()
    public.goto(base)
    expect(public.locator("main")).to_contain_text(words)
    expected = {"revocation": state == "Withdrawn", "suspension": state == "Suspended"}
    assert status_of(scene, public) == expected


def status_of(scene: Scene, public: Page) -> dict[str, bool]:
    """What a verifier reads in the lists that the credential of the party that stays names."""
    certificate = scene.label.certificates.get(organisation=scene.stays)
    address = f"{scene.origin}/heidelberg/labels/{scene.label.ref}/{certificate.ref}/credential.json"
    credential = json.loads(public.request.get(address).body())
    found = {}
    for status in credential["credentialStatus"]:
        listed = json.loads(public.request.get(status["statusListCredential"]).body())
        subject = listed["credentialSubject"]
        assert subject["statusPurpose"] == status["statusPurpose"]
        found[status["statusPurpose"]] = is_set(subject["encodedList"], int(status["statusListIndex"]))
    return found


def papers_can_be_read_aloud(scene: Scene, public: Page, folder: Path) -> None:
    """The agreement after it was sealed, and the certificate with its code."""
    row, language = Round.objects.latest("pk"), scene.say.language
    assert row.sealed is not None
    sealed, certificate = folder / "sealed.pdf", folder / "certificate.pdf"
    sealed.write_bytes(content_of(row.sealed))
    assert barriers_in(sealed, row.binding_language) == []
    held = scene.label.certificates.get(organisation=scene.stays).ref
    address = f"{scene.origin}/heidelberg/labels/{scene.label.ref}/certificate-{held}.{language}.pdf"
    certificate.write_bytes(public.request.get(address).body())
    assert barriers_in(certificate, language) == []
    assert list(pictures_in(certificate))


def mails_can_be_read_aloud(scene: Scene) -> None:
    """Everybody was told something on the way, in words."""
    let_the_worker_work(A_WEEK_LATER)
    mails = sent()
    assert {mail["To"] for mail in mails} >= {one.account.email for one in scene.mandates.values()}
    assert [complaint for mail in mails for complaint in unreadable(mail, mail["Content-Language"])] == []
