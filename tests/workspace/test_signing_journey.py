"""Three parties sign on three ways, in a real browser without scripts: by a click, in the PDF, and on paper."""

import os
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from evidence.findings import State
from evidence.signatures import signatures_in
from greenpact.accounts.models import Account
from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round
from greenpact.deals.signing.reading import current_pdf
from greenpact.deals.signing.sealing import seal_next
from greenpact.files.taking import content_of
from greenpact.parties.models import Mandate
from tests.accounts.test_second_factor import code
from tests.browsers import faults, out_of_the_way
from tests.deals.signing.conftest import authority, trusted
from tests.deals.signing.hands import a_mandate, a_ready_deal
from tests.evidence.authority import Authority, signed
from tests.journeys.words import Say
from tests.workspace.browsing import enter
from tests.workspace.people import Cast, a_cast
from tests.workspace.proving import (
    command_says,
    copies_with_a_flipped_byte,
    page_says,
    papers_from,
    poppler_says,
    with_a_flipped_byte,
)

__all__ = ["authority", "trusted"]

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(db: None) -> Cast:
    return a_cast()


@pytest.fixture
def deal(cast: Cast) -> Deal:
    return a_ready_deal(cast.city, "solardaecher")


@dataclass(frozen=True, slots=True)
class Way:
    """Where a signature is given, in which language it is looked at, and where files lie."""

    origin: str
    deal: Deal
    language: str
    folder: Path
    #: What the signer's app keeps. Codes count once, and what the cache remembers outlives a journey.
    secret: str = field(default_factory=generate_totp_secret)

    def to(self, path: str = "") -> str:
        return f"{self.origin}{signing(self.deal)}{path}"


def visitor(browser: Browser, account: Account, way: Way) -> Page:
    """Somebody's own browser, without scripts."""
    context: BrowserContext = browser.new_context(java_script_enabled=False, locale=way.language)
    return enter(context, account, way.origin, way.language)


def seen(page: Page, name: str) -> None:
    """A picture of the page where somebody wants to look at it."""
    if folder := os.environ.get("GREENPACT_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def seal_all() -> None:
    with out_of_the_way():
        while seal_next(datetime.now(UTC)):
            pass


def signing(deal: Deal) -> str:
    return f"/workspace/heidelberg/deals/{deal.ref}/signing/"


@pytest.fixture(params=["de", "en"])
def way(request: pytest.FixtureRequest, live_server: LiveServer, deal: Deal, tmp_path: Path) -> Way:
    return Way(live_server.url, deal, request.param, tmp_path)


def test_three_parties_sign_on_three_ways(browser: Browser, way: Way, cast: Cast, trusted: Authority) -> None:
    deal = way.deal
    city, clicks, signs = [a_mandate(party.organisation) for party in deal.parties.all()]
    TOTP.activate(clicks.account, way.secret)
    office = visitor(browser, cast.officer, way)
    open_round(office, way)
    by_click(visitor(browser, clicks.account, way), way, clicks)
    in_pdf(visitor(browser, signs.account, way), way, signs, trusted)
    on_paper(office, way, city)

    deal.refresh_from_db()
    assert (deal.signature_state, deal.signed_on) == ("signed", deal.city.day(timezone.now()))
    office.goto(way.to())
    seen(office, f"complete-{way.language}")
    seal_all()
    office.goto(way.to())
    seen(office, f"sealed-{way.language}")
    row = Round.objects.get()
    assert row.sealed is not None
    sealed, anchors = content_of(row.sealed), [trusted.certificate]
    with out_of_the_way():
        found = signatures_in(sealed, anchors=anchors, at=timezone.now())
    assert [one.signer for one in found] == ["Grace", "City of Heidelberg"]
    public = visitor(browser, cast.stranger, way)
    public.goto(f"{way.origin}/heidelberg/deals/{deal.ref}/#signed")
    seen(public, f"public-{way.language}")
    body = public.locator("#signed").locator("..")
    expect(body).to_contain_text(row.sha256)
    assert not any(one.account.email in public.content() for one in (city, clicks, signs))
    proved(office, public, way)


def proved(office: Page, public: Page, way: Way) -> None:
    """Page, command and poppler agree on what was signed, and on a copy in which one bit is another."""
    say = Say(way.language)
    papers = papers_from(office, way.origin, way.folder)
    for file in (papers.pdf, papers.bundle):
        assert page_says(public, way.origin, file, say) == {State.GENUINE}
        assert command_says(file, papers.keys) is State.GENUINE
    seen(public, f"genuine-{way.language}")
    assert poppler_says(papers.pdf) == ["Signature is Valid", "Signature is Valid"]
    for copy in copies_with_a_flipped_byte(papers):
        said = command_says(copy, papers.keys)
        assert said is not State.GENUINE
        assert page_says(public, way.origin, copy, say) == {said}
        expect(public.locator(".gp-findings")).to_contain_text(say("Wrong:", "finding"))
    seen(public, f"altered-{way.language}")
    altered = with_a_flipped_byte(papers.pdf, 0.3)
    assert poppler_says(altered) != ["Signature is Valid", "Signature is Valid"]


def open_round(page: Page, way: Way) -> None:
    page.goto(way.to())
    seen(page, f"before-{way.language}")
    page.goto(way.to("open/"))
    seen(page, f"open-{way.language}")
    page.locator("form.gp-form button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/signing/$"))
    seen(page, f"opened-{way.language}")


def by_click(page: Page, way: Way, mandate: Mandate) -> None:
    """The page leads to the second factor and back, then the box is ticked."""
    page.goto(way.to())
    seen(page, f"signer-{way.language}")
    page.locator(f"#{mandate.organisation.ref} a[href$='/click/']").click()
    seen(page, f"prove-{way.language}")
    page.locator("a[href*='/accounts/second/reauthenticate/']").click()
    page.fill("input[name=code]", code(way.secret))
    page.locator("input[name=code]").press("Enter")
    expect(page).to_have_url(re.compile(r"/click/$"))
    page.check("#consent")
    seen(page, f"click-{way.language}")
    page.locator("form.gp-form button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/signing/$"))


def in_pdf(page: Page, way: Way, mandate: Mandate, authority: Authority) -> None:
    page.goto(f"{way.to()}for/{mandate.organisation.ref}/pdf/")
    seen(page, f"pdf-{way.language}")
    with page.expect_download() as download:
        page.locator("a[href$='/current/']").click()
    downloaded = Path(download.value.path()).read_bytes()
    assert downloaded == content_of(current_pdf(Round.objects.get()))
    file = way.folder / "signed.pdf"
    file.write_bytes(downloaded)
    page.set_input_files("input[type=file]", file)
    page.locator("form.gp-form button[type=submit]").click()
    expect(page.locator("#errors")).to_be_visible()
    seen(page, f"pdf-refused-{way.language}")
    with out_of_the_way():
        file.write_bytes(signed(downloaded, authority.issue("Grace"), field="Grace"))
    page.set_input_files("input[type=file]", file)
    page.locator("form.gp-form button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/signing/$"))


def on_paper(page: Page, way: Way, mandate: Mandate) -> None:
    page.goto(f"{way.to()}for/{mandate.organisation.ref}/paper/")
    scan = way.folder / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7\n1 0 obj\nendobj\n")
    page.set_input_files("input[type=file]", scan)
    page.fill("input[name=original_at]", "Registratur, Akte 12")
    page.check("input[name=seen][type=checkbox]")
    seen(page, f"paper-{way.language}")
    page.locator("form.gp-form button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/signing/$"))


def test_the_pages_of_signing_have_no_barriers(
    browser: Browser, live_server: LiveServer, cast: Cast, deal: Deal, trusted: Authority
) -> None:
    mandates = [a_mandate(party.organisation) for party in deal.parties.all()]
    context = browser.new_context(viewport={"width": 375, "height": 800})
    page = enter(context, cast.officer, live_server.url, "de")
    ref = mandates[1].organisation.ref
    before = [signing(deal), f"{signing(deal)}open/", "/workspace/heidelberg/mandates/"]
    found = {path: _barriers(page, live_server, path) for path in before}
    page.goto(f"{live_server.url}{signing(deal)}open/")
    page.locator("form.gp-form button[type=submit]").click()
    after = [
        signing(deal),
        f"{signing(deal)}cancel/",
        f"{signing(deal)}deadline/",
        f"{signing(deal)}for/{ref}/pdf/",
        f"{signing(deal)}for/{ref}/paper/",
        f"/workspace/heidelberg/mandates/for/{ref}/new/",
        f"/workspace/heidelberg/mandates/{mandates[1].ref}/",
        f"/heidelberg/deals/{deal.ref}/",
    ]
    found |= {f"{path} now": _barriers(page, live_server, path) for path in after}
    assert {path: what for path, what in found.items() if what} == {}


def _barriers(page: Page, live_server: LiveServer, path: str) -> list[str]:
    page.goto(f"{live_server.url}{path}")
    complaints = list(faults(page))
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        complaints.append("wider than the window")
    seen(page, f"narrow-{path.strip('/').replace('/', '_')[-40:]}")
    return complaints
