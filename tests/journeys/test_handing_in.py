"""A company hands in a running cooperation, is asked back, answers, is accepted and sees its deal."""

import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, District, Field, Office
from greenpact.ideas.links import confirmation_path, status_path
from greenpact.ideas.models import Idea
from greenpact.ideas.rules import State
from greenpact.parties.rules import Role
from tests.browsers import faults
from tests.ideas.sending import PDF, a_confirmed_idea, a_sent_idea
from tests.journeys import at_the_desk as desk
from tests.journeys.conftest import Opening, Watched
from tests.journeys.post import let_the_worker_work, link_in, mails_to, unreadable
from tests.journeys.words import LANGUAGES, Say
from tests.makers import AT, BY, a_city, a_deal, a_member

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WORDS = {
    "de": {
        "way": "Laufende Kooperation einreichen",
        "send": "Senden",
        "keep": "Geschriebenes aufheben und später weiterschreiben",
        "similar": "Gibt es so etwas schon?", "almost": "Fast geschafft", "confirm": "Ja, einreichen",
        "received": "Wartet auf Antwort", "write": "Nachricht senden", "again": "Das ist schon bestätigt",
        "kept": "Als Entwurf für diesen Browser aufgehoben.", "before": "Hier ist, was Sie bisher geschrieben haben",
    },
    "en": {
        "way": "Hand in a running cooperation", "send": "Send", "keep": "Keep what I wrote, and go on later",
        "similar": "Is there something like it already?", "almost": "Almost done", "confirm": "Yes, hand it in",
        "received": "Waiting for an answer", "write": "Send the message", "again": "It has been confirmed already",
        "kept": "Kept as a draft in this browser.", "before": "Here is what you wrote before",
    },
}  # fmt: skip
NUMBERS = {"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9}
NUMBERS |= {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
TITLE = "Gemeinsame Ladepunkte der Handwerksbetriebe"
NAMES = {"de": "Amt für Verkehr", "en": "Traffic office"}
MAILS_OF_THE_WAY = 4  # please confirm, received, a question, the answer
LOCALES = {"de": "de-DE", "en": "en-GB"}


@pytest.fixture
def city() -> City:
    city = a_city(languages=["de", "en"])
    keep(Field, city, "mobility", {"name": {"de": "Mobilität", "en": "Mobility"}}, by=BY, at=AT)
    keep(District, city, "weststadt", {"name": "Weststadt"}, by=BY, at=AT)
    keep(Office, city, "traffic", {"name": NAMES}, by=BY, at=AT)
    a_deal(city, "charging", title={"de": "Ladepunkte für Handwerksbetriebe"})
    return city


def fill(page: Page, tmp_path: Path) -> None:
    """Everything that is asked of a cooperation."""
    page.fill("#id_title", TITLE)
    page.fill("#id_text", "Vier Betriebe teilen sich ihre Ladepunkte.")
    page.fill("#id_running_since", "2024")
    page.fill("#id_partners", "Sonnenhof GmbH und drei Nachbarn")
    page.fill("#id_outcome", "Vierzig Gäste in der Woche")
    page.select_option("#id_field", "mobility")
    page.select_option("#id_district", "weststadt")
    page.fill("#id_organisation", "Sonnenhof GmbH")
    page.select_option("#id_organisation_kind", "company")
    page.fill("#id_name", "Erika Muster")
    page.fill("#id_email", "erika@example.org")
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(PDF)
    page.set_input_files("#id_attachments", plan)


def answer(page: Page) -> None:
    """The question in words, as somebody without scripts reads it."""
    words = page.locator("label[for=id_answer]").inner_text().replace("?", "").split()
    page.fill("#id_answer", str(sum(NUMBERS.get(word, 0) for word in words)))


@pytest.mark.usefixtures("_mails_lead_here")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scripts", [True, False])
def test_a_company_hands_in_a_cooperation_is_asked_back_and_sees_its_deal(
    opened: Opening, city: City, tmp_path: Path, language: str, scripts: bool
) -> None:
    say = Say(language)
    officer = a_member(city, Role.PROGRAMME_OFFICE)
    options = {"locale": LOCALES[language], "java_script_enabled": scripts}
    with opened(**options) as company, opened(account=officer, **options) as office:
        hand_in(company, tmp_path, language, scripts=scripts)
        confirm(company, say)
        idea = Idea.objects.get()
        assert (idea.state, idea.attachments.count(), idea.language) == (State.OPEN, 1, language)

        answer_back_and_accept(company, office, say)
        desk.publish(office.page, say, goal="Weniger Verkehr", commitment="Teilt vier Ladepunkte")
        company.page.reload()
        assert not scripts or company.barriers() == []
        company.page.get_by_role("link", name=TITLE).click()
        expect(company.page).to_have_url(re.compile(r"/heidelberg/deals/[\w-]+/$"))
        expect(company.page.locator("main")).to_contain_text("Teilt vier Ladepunkte")
        expect(company.page.locator("main")).to_contain_text("Sonnenhof GmbH")
        assert not scripts or company.barriers() + office.barriers() == []
    mails = mails_to("erika@example.org")
    assert len(mails) == len({mail["Message-ID"] for mail in mails}) == MAILS_OF_THE_WAY
    assert [complaint for mail in mails for complaint in unreadable(mail, language)] == []


def answer_back_and_accept(company: Watched, office: Watched, say: Say) -> None:
    """The office asks, the company answers on its page, and the office decides."""
    let_the_worker_work()
    office.go("/workspace/heidelberg/ideas/")
    office.page.get_by_role("link", name=TITLE).click()
    desk.assign(office.page, say, NAMES[say.language])
    desk.ask_back(office.page, say, "Wer macht noch mit?", "Das Bauamt hat die Liste.")
    follow(company, say, "To your page")
    expect(company.page.locator("main")).to_contain_text("Wer macht noch mit?")
    assert "Bauamt" not in company.page.content()
    write_back(company.page, say.language, "Zwei Bäckereien.")

    office.page.reload()
    expect(office.page.locator(".gw-said__theirs")).to_contain_text("Zwei Bäckereien.")
    desk.judge(office.page, say)
    desk.accept(office.page, say, "Sonnenhof GmbH", "Es läuft schon und hilft der Stadt.")
    follow(company, say, "To your page")
    expect(company.page.locator("main")).to_contain_text("Es läuft schon und hilft der Stadt.")
    expect(company.page.get_by_text(say("What came of it:"))).to_have_count(0)


def hand_in(company: Watched, tmp_path: Path, language: str, *, scripts: bool) -> None:
    words, page = WORDS[language], company.page
    company.go("/heidelberg/participate/")
    page.get_by_role("link", name=words["way"]).click()
    page.wait_for_url("**/new/cooperation/")  # with its scripts: what is typed before them is not noticed
    fill(page, tmp_path)
    if not scripts:
        page.get_by_role("button", name=words["similar"]).click()
    expect(page.locator("#similar")).to_contain_text("Ladepunkte für Handwerksbetriebe")
    if scripts:
        expect(page.get_by_text(words["kept"])).to_be_visible()
        expect(page.locator("#id_answer")).to_be_hidden()
    else:
        page.get_by_role("button", name=words["keep"]).click()
        expect(page.get_by_text(words["before"])).to_be_visible()
        page.set_input_files("#id_attachments", tmp_path / "plan.pdf")
        answer(page)
    page.get_by_role("button", name=words["send"], exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words["almost"])


def confirm(company: Watched, say: Say) -> None:
    """By the link of the first mail, which is good once."""
    words, page = WORDS[say.language], company.page
    link = follow(company, say, "Confirm")
    page.get_by_role("button", name=words["confirm"]).click()
    expect(page.get_by_text(words["received"])).to_be_visible()
    company.go(link)
    expect(page.get_by_role("heading", level=1)).to_have_text(words["again"])


def follow(company: Watched, say: Say, words: str) -> str:
    """Open the link of the newest mail; its address."""
    link = link_in(mails_to("erika@example.org")[-1], say(words))
    company.go(link)
    return link


def write_back(page: Page, language: str, text: str) -> None:
    page.fill("#id_text", text)
    page.get_by_role("button", name=WORDS[language]["write"]).click()
    expect(page.locator("#conversation + ol")).to_contain_text(text)


def test_what_was_typed_survives_a_reload_and_an_expired_session(opened: Opening, city: City) -> None:
    with opened(locale="en-GB") as visitor:
        page = visitor.page
        visitor.go("/heidelberg/participate/new/idea/")
        page.fill("#id_title", "Half a thought")
        expect(page.get_by_text(WORDS["en"]["kept"])).to_be_visible()
        page.reload()
        expect(page.locator("#id_title")).to_have_value("Half a thought")
        kept = [one for one in page.context.cookies() if one["name"] == "draft"]
        page.context.clear_cookies()
        page.context.add_cookies(kept)
        page.reload()
        expect(page.locator("#id_title")).to_have_value("Half a thought")


@pytest.mark.parametrize("width", [1280, 375])
def test_every_page_of_the_way_can_be_read_by_everyone(opened: Opening, city: City, width: int) -> None:
    waiting, received = a_sent_idea(city), a_confirmed_idea(city, title="x" * 190)
    Idea.objects.update(submitted_at=timezone.now())
    received.messages.create(is_by_city=True, text="Which street? " + "y" * 300, at=AT)
    received.answers.create(decision="kept", reason="Next year.", at=AT, account=None)
    pages = [
        "/heidelberg/participate/",
        "/heidelberg/participate/new/cooperation/",
        "/heidelberg/participate/sent/",
    ]
    with opened(width=width, locale="de-DE") as visitor:
        for address in (
            *pages,
            confirmation_path(waiting),
            confirmation_path(received),
            status_path(received),
        ):
            visitor.go(address)
            assert faults(visitor.page) == [], address
            assert not visitor.is_too_wide, address
