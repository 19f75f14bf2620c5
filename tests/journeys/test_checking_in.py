"""A firm's contact answers from a phone without an account; an observer disagrees and the city replies."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from greenpact.cities.models import City
from greenpact.deals.drafting import Parts, PartyEntry
from greenpact.deals.models import Deal
from greenpact.measures.addressing import set_contact
from greenpact.measures.asking import Rules, ask, set_rules
from greenpact.measures.check_in_rules import Asking, Window
from greenpact.measures.indicator_rules import Rhythm
from greenpact.measures.models import CheckIn, Reading, Statement
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from tests.browsers import out_of_the_way
from tests.journeys.conftest import Opening
from tests.journeys.post import link_in, mails_to, unreadable
from tests.journeys.words import LANGUAGES
from tests.makers import BY, a_city, a_commitment, a_deal, a_goal, a_member, an_organisation
from tests.measures.makers import an_indicator, measure_of

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("_mails_lead_here"),
]

PHONE = 375
CONTACT, DEPUTY = "technik@example.org", "vertretung@example.org"
LOCALES = {"de": "de-DE", "en": "en-GB"}
WORDS = {
    "de": {
        "mail": "In drei Minuten antworten", "ask": "Wie steht es?", "under_way": "In Arbeit", "send": "Senden",
        "unit": "Stimmt die Einheit?", "sure": "Ja, 120500 stimmt", "thanks": "Vielen Dank, es ist festgehalten",
        "nothing": "Nichts hat sich geändert", "better": "Jemand anderes kann das besser sagen", "on": "Weitergeben",
        "see": "Stellung nehmen", "say": "Sagen", "dispute": "Bestreiten", "reply": "Erwidern",
    },
    "en": {
        "mail": "Answer in three minutes", "ask": "How does it stand?", "under_way": "Under way", "send": "Send",
        "unit": "Is the unit right?", "sure": "Yes, 120500 is right", "thanks": "Thank you, it is recorded",
        "nothing": "Nothing has changed", "better": "Somebody else can tell better", "on": "Pass it on",
        "see": "Say how you see it", "say": "Say it", "dispute": "Dispute it", "reply": "Reply",
    },
}  # fmt: skip


@pytest.fixture
def city() -> City:
    return a_city(languages=["de", "en"])


@pytest.fixture
def agency(city: City) -> Organisation:
    return an_organisation(city, "agency", name="Energieagentur")


@pytest.fixture
def deal(city: City, agency: Organisation) -> Deal:
    """A deal whose owner was asked about its measure just now, by mail."""
    firm = an_organisation(city, "firm", name="Sonnenhof GmbH")
    parties = [PartyEntry(firm, "signatory"), PartyEntry(agency, "evaluator")]
    deal = a_deal(
        city,
        "sun",
        parts=Parts(parties=parties, clauses=[a_goal(), a_commitment(firm)]),
        work_state="implementing",
    )
    now = timezone.now()
    set_rules(deal, Rules(True, Asking.YEAR, Window()), by=BY, at=now)
    measure = measure_of(deal)
    start = datetime(now.year - 3, 12, 31, tzinfo=UTC).date()
    an_indicator(measure, rhythm=Rhythm.YEAR, start_value=100.0, start_on=start)
    return deal


def asked(deal: Deal, language: str) -> None:
    owner = measure_of(deal).clause.party
    assert owner is not None
    now = timezone.now()
    set_contact(deal, owner, email=CONTACT, deputy_email=DEPUTY, language=language, by=BY, at=now)
    ask(measure_of(deal), by=BY, at=now)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_contact_answers_from_a_phone(opened: Opening, deal: Deal, language: str, scripts: bool) -> None:
    say = WORDS[language]
    with out_of_the_way():
        asked(deal, language)
    (mail,) = mails_to(CONTACT)
    assert unreadable(mail, language) == []
    with opened(width=PHONE, locale=LOCALES[language], java_script_enabled=scripts) as phone:
        page = phone.page
        page.goto(link_in(mail, say["mail"]))
        expect(page.get_by_role("heading", name=say["ask"])).to_be_visible()
        if scripts:
            assert phone.barriers() == []
        page.get_by_label(say["under_way"], exact=True).check()
        page.locator("input[name^=value-]").fill("120500")
        page.fill("#id_sentence", "Alles ist gebaut.")
        page.get_by_role("button", name=say["send"], exact=True).click()
        expect(page.get_by_text(say["unit"]).first).to_be_visible()
        if scripts:
            assert phone.barriers() == []
        page.get_by_label(say["sure"]).check()
        page.get_by_role("button", name=say["send"], exact=True).click()
        expect(page.get_by_role("heading", name=say["thanks"])).to_be_visible()
        phone.complaints.clear()  # the answer 422 of the question is told there as an error
    with out_of_the_way():
        assert Reading.objects.get().value == 120_500
        assert Statement.objects.get().text == "Alles ist gebaut."
    with opened(width=PHONE, locale=LOCALES[language]) as visitor:
        visitor.go("/heidelberg/deals/sun/measures/c1/")
        expect(visitor.page.get_by_text("Alles ist gebaut.")).to_be_visible()
        assert visitor.barriers() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_passed_on_and_nothing_has_changed(opened: Opening, deal: Deal, language: str) -> None:
    say = WORDS[language]
    with out_of_the_way():
        asked(deal, language)
    (mail,) = mails_to(CONTACT)
    with opened(width=PHONE, locale=LOCALES[language]) as phone:
        phone.page.goto(link_in(mail, say["mail"]))
        phone.page.get_by_text(say["better"]).click()
        phone.page.fill("#id_email", DEPUTY)
        phone.page.get_by_role("button", name=say["on"]).click()
        expect(phone.page.get_by_role("status")).to_be_visible()
    (passed_on,) = mails_to(DEPUTY)
    with opened(width=PHONE, locale=LOCALES[language]) as phone:
        phone.page.goto(link_in(passed_on, say["mail"]))
        phone.page.get_by_role("button", name=say["nothing"]).click()
        expect(phone.page.get_by_role("heading", name=say["thanks"])).to_be_visible()
    with out_of_the_way():
        assert CheckIn.objects.get().how == "unchanged"
        assert not Reading.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_observer_disagrees_and_the_city_replies(
    opened: Opening, city: City, deal: Deal, agency: Organisation, language: str
) -> None:
    say, there = WORDS[language], "/workspace/heidelberg/deals/sun/measures/c1/statements/"
    firm = measure_of(deal).clause.party
    owner, observer = a_member(city, Role.PARTY_EDITOR, firm), a_member(city, Role.OBSERVER, agency)
    officer = a_member(city, Role.PROGRAMME_OFFICE)
    steps = [
        (owner, say["see"], "Wir haben alles gebaut."),
        (observer, say["dispute"], "Wir haben nur die Hälfte gezählt."),
        (officer, say["reply"], "Wir sehen gemeinsam nach."),
    ]
    for account, button, text in steps:
        with opened(locale=LOCALES[language], account=account) as somebody:
            somebody.go(there)
            page = somebody.page
            page.get_by_role("link", name=button).first.click()
            page.fill("#id_text", text)
            assert somebody.barriers() == []
            page.get_by_role("button", name=say["say"], exact=True).click()
            expect(page.get_by_text(text)).to_be_visible()
            assert somebody.barriers() == []
    with opened(locale=LOCALES[language]) as visitor:
        visitor.go("/heidelberg/deals/sun/measures/c1/")
        for _account, _button, text in steps:
            expect(visitor.page.get_by_text(text)).to_be_visible()
        assert visitor.barriers() == []
