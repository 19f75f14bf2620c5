"""Labels in public: check page, badge by day, rules, certificates; and everything follows within one request."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client

from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.deals.progressing import move_signature
from greenpact.deals.rules import Signature
from greenpact.labels.applying import apply
from greenpact.labels.models import Label
from greenpact.labels.rules import Level, Suspension, Withdrawal
from greenpact.labels.suspending import restore, suspend, withdraw
from tests.labels.makers import a_label, a_scheme, a_signed_deal, later
from tests.makers import AT, BY, a_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return a_city(languages=["de", "en"])


@pytest.fixture
def deal(city: City) -> Deal:
    return a_signed_deal(city)


@pytest.fixture
def label(deal: Deal) -> Label:
    return a_label(deal)


def address(label: Label, part: str = "") -> str:
    return f"/heidelberg/labels/{label.ref}/{part}"


def seen(path: str, at: datetime, language: str = "en") -> str:
    with time_machine.travel(at, tick=False):
        answer = Client(headers={"accept-language": language}).get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def badge(label: Label, at: datetime, language: str = "en") -> str:
    return seen(address(label, f"badge.{language}.svg"), at)


class TestBadge:
    def test_it_holds_until_the_last_day_and_is_grey_from_the_next_on(self, label: Label) -> None:
        last = datetime(2028, 6, 14, 21, 59, tzinfo=UTC)  # a minute before midnight in Heidelberg
        assert "#1d4f76" in badge(label, AT)
        assert "#1d4f76" in badge(label, last)
        after = badge(label, last + timedelta(minutes=1))
        assert "#1d4f76" not in after
        assert "Lapsed" in after

    def test_it_follows_every_step_at_once(self, label: Label) -> None:
        suspend(label, Suspension.MISUSED, by=BY, at=later(1))
        assert "Suspended" in badge(label, later(1))
        restore(label, by=BY, at=later(2))
        assert "Committed" in badge(label, later(2))
        withdraw(label, Withdrawal.MISUSED, by=BY, at=later(3))
        assert "Withdrawn" in badge(label, later(3))

    def test_it_ends_with_its_deal(self, label: Label, deal: Deal) -> None:
        deal.refresh_from_db()
        move_signature(deal, Signature.TERMINATED, by=BY, at=later(1))
        assert "Withdrawn" in badge(label, later(1))

    def test_a_kept_badge_is_asked_for_again_and_made_anew(self, label: Label) -> None:
        client = Client()
        path = address(label, "badge.en.svg")
        with time_machine.travel(later(1), tick=False):
            first = client.get(path)
            same = client.get(path, headers={"if-none-match": first["ETag"]})
            suspend(label, Suspension.MISUSED, by=BY, at=later(1))
            changed = client.get(path, headers={"if-none-match": first["ETag"]})
        assert first["Cache-Control"] == "public, no-cache"
        assert (same.status_code, changed.status_code) == (304, 200)
        assert "Suspended" in changed.content.decode()

    @pytest.mark.parametrize(("language", "word"), [("de", "Vereinbart"), ("en", "Committed")])
    def test_it_says_in_words_what_it_shows(self, label: Label, language: str, word: str) -> None:
        text = badge(label, AT, language)
        root = ElementTree.fromstring(text)
        named = root.attrib["aria-labelledby"].split()
        texts = {element.attrib.get("id"): element.text or "" for element in root}
        assert root.attrib["role"] == "img"
        assert word in texts[named[0]]
        assert label.ref in texts[named[1]]
        assert root.attrib["lang"] == language

    def test_it_brings_nothing_from_elsewhere_and_can_be_shown_anywhere_as_an_image(
        self, label: Label
    ) -> None:
        with time_machine.travel(AT, tick=False):
            answer = Client().get(address(label, "badge.de.svg"))
        text = answer.content.decode()
        assert not re.search(r"(href|src|url\(|@import|<script|<style|<image|<foreignObject)", text)
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Access-Control-Allow-Origin" not in answer
        assert answer["Content-Security-Policy"] == "default-src 'none'"
        assert not answer.cookies

    def test_a_hostile_name_stays_a_name(self, city: City, label: Label) -> None:
        City.objects.update(name={"en": '<script>alert("x")</script>'})
        ElementTree.fromstring(badge(label, AT))
        assert "<script" not in badge(label, AT)

    def test_other_languages_have_no_address(self, label: Label) -> None:
        assert Client().get(address(label, "badge.xx.svg")).status_code == 404


class TestCheckPage:
    def test_it_says_what_was_checked_and_until_when(self, label: Label) -> None:
        text = seen(address(label), AT)
        assert "This label holds up to and including 14 June 2028." in text
        assert "The city, too, owes a measure of its own." in text
        assert "What the label does not say" in text
        assert "In the Local Green Deal ‘Sun’ with Heidelberg we have committed ourselves" in text
        assert "Wir haben uns im Local Green Deal" in text
        assert "badge.de.svg" in text

    def test_it_tells_the_whole_history_with_reasons(self, label: Label) -> None:
        suspend(label, Suspension.REPORTING_STOPPED, by=BY, at=later(1))
        restore(label, by=BY, at=later(2))
        withdraw(label, Withdrawal.MISUSED, by=BY, at=later(3))
        text = seen(address(label), later(3))
        for words in (
            "the label was awarded",
            "the label was suspended",
            "Reports stay away.",
            "the label holds again",
            "the label was withdrawn",
            "The label was used again for claims it does not make.",
        ):
            assert words in text
        assert "As long as the label does not hold, nothing." in text

    def test_what_was_never_awarded_is_not_found(self, city: City, deal: Deal) -> None:
        a_scheme(city)
        waiting = apply(deal, level=Level.COMMITTED, organisation=None, by=BY, at=AT)
        assert Client().get(address(waiting)).status_code == 404
        assert Client().get(address(waiting, "badge.de.svg")).status_code == 404
        assert waiting.ref not in seen("/heidelberg/labels/", AT)

    def test_inner_reasons_and_people_stay_inside(self, label: Label) -> None:
        text = seen(address(label), AT)
        assert "Looked at the file." not in text
        assert BY not in text

    def test_it_costs_few_queries(self, label: Label, django_assert_max_num_queries: Any) -> None:
        client = Client()
        with time_machine.travel(AT, tick=False), django_assert_max_num_queries(8):
            assert client.get(address(label)).status_code == 200


class TestListsAndRules:
    def test_the_city_says_who_holds_it_and_by_which_rules(self, label: Label) -> None:
        text = seen("/heidelberg/labels/", AT)
        assert "Deals that hold the label" in text
        assert address(label) in text
        assert "Version 1, in force since 15 June 2026" in text

    def test_a_city_without_rules_says_so(self, city: City) -> None:
        assert "The city has not published rules of a label." in seen("/heidelberg/labels/", AT)

    def test_rules_are_read_in_words_and_as_data(self, label: Label) -> None:
        assert "20 working days" in seen("/heidelberg/labels/rules/1/", AT)
        assert label.scheme is not None
        assert seen("/heidelberg/labels/rules/1.json", AT) == label.scheme.canonical
        assert "Version 1" in seen("/heidelberg/labels/rules/", AT)
        assert Client().get("/heidelberg/labels/rules/2/").status_code == 404

    def test_the_deal_and_its_list_show_the_label_as_long_as_it_holds(self, label: Label) -> None:
        assert "Label: Committed" in seen("/heidelberg/deals/", AT)
        assert address(label) in seen("/heidelberg/deals/sun/", AT)
        suspend(label, Suspension.MISUSED, by=BY, at=later(1))
        assert "Label: Committed" not in seen("/heidelberg/deals/", later(1))
        assert "Suspended" in seen("/heidelberg/deals/sun/", later(1))

    def test_the_open_data_tells_the_state_of_the_day(self, label: Label) -> None:
        with time_machine.travel(later(800), tick=False):
            answer: Any = Client().get("/heidelberg/data/labels.csv")
            text = answer.getvalue().decode()
        assert label.ref in text
        assert "lapsed" in text


class TestCertificate:
    def test_each_party_has_one_that_leads_to_the_check_page(self, label: Label) -> None:
        row = label.certificates.get()
        with time_machine.travel(AT, tick=False):
            answer = Client().get(address(label, f"certificate-{row.ref}.de.pdf"))
            again = Client().get(address(label, f"certificate-{row.ref}.de.pdf"))
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
        assert answer.content == again.content
        assert b"pdfuaid" in answer.content or b"pdfaid" in answer.content

    def test_once_the_label_rests_the_way_leads_to_the_check_page(self, label: Label) -> None:
        row = label.certificates.get()
        suspend(label, Suspension.MISUSED, by=BY, at=later(1))
        with time_machine.travel(later(1), tick=False):
            answer = Client().get(address(label, f"certificate-{row.ref}.de.pdf"))
        assert answer.status_code == 302
        assert answer["Location"] == address(label)
