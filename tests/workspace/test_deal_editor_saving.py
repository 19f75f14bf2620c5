"""Typing into the deal editor: saved at once, kept as a draft, and never over what somebody else wrote."""

from typing import Any

import pytest
from django.test import Client

from greenpact.cities.models import City
from greenpact.deals.drafting import alter
from greenpact.deals.models import Deal
from greenpact.deals.parts import Parts
from greenpact.journal.models import Entry
from greenpact.parties.rules import Role
from greenpact.workspace.deals import texts as texts_module
from greenpact.workspace.models import Draft
from tests import makers
from tests.workspace.hands import at, board_of, drafts_of, form_in, save, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return makers.a_city(languages=["de", "en"])


@pytest.fixture
def deal(city: City) -> Deal:
    title = {"de": "Solar auf Dächern", "en": "Solar on roofs"}
    return makers.a_deal(city, "solar-roofs", title=title, summary={"en": "In short."})


@pytest.fixture
def anna(city: City) -> Client:
    return signed_in(makers.a_member(city, Role.PROGRAMME_OFFICE))


@pytest.fixture
def bernd(city: City) -> Client:
    return signed_in(makers.a_member(city, Role.OFFICE_EDITOR))


def _title(deal: Deal) -> Any:
    deal.refresh_from_db()
    return deal.title


def _keep(client: Client, deal: Deal, part: str, **typed: Any) -> Any:
    """What htmx sends two seconds after the last key."""
    fields = {**form_in(client.get(at(deal, part))), **typed}
    return client.post(drafts_of(deal.city), fields, headers={"hx-request": "true"})


class TestSaving:
    def test_it_changes_what_was_typed_writes_one_entry_and_makes_a_version(
        self, deal: Deal, anna: Client
    ) -> None:
        before = Entry.objects.count()
        answer = save(anna, at(deal, "texts/"), title_en="Solar on every roof")
        assert answer.headers["Location"] == at(deal)
        assert _title(deal) == {"de": "Solar auf Dächern", "en": "Solar on every roof"}
        assert Entry.objects.count() == before + 1
        assert deal.versions.count() == 2

    def test_it_writes_nothing_when_nothing_was_typed(self, deal: Deal, anna: Client) -> None:
        before = Entry.objects.count()
        for part in (
            "texts/",
            "facts/",
            "parties/",
            "clauses/g1/",
            "clauses/c1/",
            "measures/c1/",
            "sources/",
        ):
            page = anna.get(save(anna, at(deal, part)).headers["Location"])
            assert "Nothing was different" in words(page)
        assert Entry.objects.count() == before

    def test_line_ends_of_a_browser_are_no_change(self, city: City, anna: Client) -> None:
        deal = makers.a_deal(city, summary={"en": "One.\nTwo."})
        save(anna, at(deal, "texts/"), summary_en="One.\r\nTwo.")
        deal.refresh_from_db()
        assert deal.edition == 1

    def test_one_more_language_is_added_without_losing_what_was_typed(self, deal: Deal, anna: Client) -> None:
        page = save(anna, at(deal, "texts/"), title_en="Typed", also="fr", more="language")
        assert page.status_code == 200
        assert form_in(page)["title_en"] == ["Typed"]
        save(anna, at(deal, "texts/"), page, title_fr="Solaire")
        assert _title(deal) == {"de": "Solar auf Dächern", "en": "Typed", "fr": "Solaire"}

    def test_an_unknown_language_is_refused_and_its_text_stays_in_the_form(
        self, deal: Deal, anna: Client
    ) -> None:
        page = save(anna, at(deal, "texts/"), title_xx="Mystery", title_en="Typed")
        assert page.status_code == 422
        assert "“xx” is not a known language" in words(page)
        assert form_in(page)["title_xx"] == ["Mystery"]
        assert form_in(page)["title_en"] == ["Typed"]
        assert _title(deal)["en"] == "Solar on roofs"

    def test_too_long_a_text_is_refused_and_kept(self, deal: Deal, anna: Client) -> None:
        page = save(anna, at(deal, "texts/"), title_en="x" * 301)
        assert page.status_code == 422
        assert form_in(page)["title_en"] == ["x" * 301]

    def test_a_public_deal_does_not_become_incomplete(self, deal: Deal, anna: Client) -> None:
        page = save(anna, at(deal, "texts/"), summary_en="", title_en="Typed")
        assert "would become incomplete" in words(page)
        assert "The deal has no summary." in words(page)
        assert form_in(page)["title_en"] == ["Typed"]


class TestBadDates:
    @pytest.mark.parametrize(
        ("typed", "complaint"),
        [
            ({"starts_on": "2026-02-31"}, "not a day of the calendar"),
            ({"starts_on": "soon"}, "not a day of the calendar"),
            ({"starts_on": "0001-01-01"}, "greater than or equal"),
            ({"starts_on": "2030-01-01", "ends_on": "2029-12-31"}, "would end before it starts"),
            ({"start_year": "2030", "end_year": "2029"}, "lies before the start year"),
            ({"start_year": "203"}, "greater than or equal"),
            ({"start_year": "next"}, "four digits"),
            ({"starts_on": "2030-05-01", "start_year": "2029"}, "does not fit the day"),
            ({"lat": "49,4"}, "Give both, or neither"),
            ({"lat": "91", "lon": "8"}, "less than or equal"),
            ({"lat": "north", "lon": "8"}, "Write a number"),
            ({"sdgs": ["99"]}, "not one of the available choices"),
            ({"field": "no-such-field"}, "not one of the available choices"),
            ({"districts": ["no-such-place"]}, "not one of the available choices"),
            ({"further_cities": ["no-such-city"]}, "not one of the available choices"),
        ],
    )
    def test_they_are_refused_in_words_and_stay_in_the_form(
        self, deal: Deal, anna: Client, typed: dict[str, Any], complaint: str
    ) -> None:
        page = save(anna, at(deal, "facts/"), **typed, kind="pilot")
        assert page.status_code == 422
        assert complaint in words(page)
        assert form_in(page)["kind"] == ["pilot"]
        for name in ("starts_on", "ends_on", "start_year", "end_year", "lat", "lon"):
            if name in typed:
                assert form_in(page)[name] == [typed[name]]
        deal.refresh_from_db()
        assert deal.edition == 1

    def test_a_day_may_be_written_as_germans_do_and_brings_its_year(self, deal: Deal, anna: Client) -> None:
        save(anna, at(deal, "facts/"), starts_on="1.5.2026", ends_on="2030-12-31")
        deal.refresh_from_db()
        assert str(deal.starts_on) == "2026-05-01"
        assert (deal.start_year, deal.end_year) == (2026, 2030)

    def test_a_changed_day_takes_the_year_along(self, deal: Deal, anna: Client) -> None:
        save(anna, at(deal, "facts/"), starts_on="2026-05-01")
        save(anna, at(deal, "facts/"), starts_on="2027-05-01")
        deal.refresh_from_db()
        assert deal.start_year == 2027


class TestNullCharacters:
    """One database keeps them, the other does not: neither ever sees one."""

    def test_they_are_refused_in_words_wherever_they_stand(self, deal: Deal, anna: Client) -> None:
        for part, typed in (
            ("texts/", {"title_en": "a\x00b"}),
            ("facts/", {"field": "\x00"}),
            ("facts/", {"districts": ["\x00"]}),
            ("facts/", {"further_cities": ["\x00"]}),
            ("facts/", {"starts_on": "\x00"}),
            ("clauses/c1/", {"party": "\x00"}),
            ("clauses/c1/", {"measure_type": "\x00"}),
            ("parties/", {"role_the-city": "\x00"}),
            ("measures/c1/", {"state": "\x00"}),
            ("sources/", {"sources-0-url": "https://example.org/\x00"}),
        ):
            assert save(anna, at(deal, part), **typed).status_code == 422, (part, typed)
        assert anna.post(at(deal, "parties/add/"), {"organisation": "\x00"}).status_code == 404
        assert anna.get(at(deal, "parties/"), {"find": "\x00"}).status_code == 200

    def test_a_draft_is_kept_without_them(self, deal: Deal, anna: Client) -> None:
        _keep(anna, deal, "texts/", title_en="a\x00b")
        assert Draft.objects.get().data["title_en"] == ["ab"]


class TestDrafts:
    def test_what_is_typed_is_kept_without_changing_the_deal(self, deal: Deal, anna: Client) -> None:
        answer = _keep(anna, deal, "texts/", title_en="Half a tit")
        assert "Kept as a draft" in words(answer)
        assert _title(deal)["en"] == "Solar on roofs"
        draft = Draft.objects.get()
        assert (draft.subject, draft.edition) == ("deal:solar-roofs/texts", 1)
        assert "csrfmiddlewaretoken" not in draft.data

    def test_it_comes_back_when_asked_for_in_any_browser(self, deal: Deal, anna: Client) -> None:
        _keep(anna, deal, "texts/", title_en="Half a tit", summary_de="Neu", title_xx="Mystery")
        account = Draft.objects.get().account
        elsewhere = signed_in(account)
        page = elsewhere.get(at(deal, "texts/"))
        assert "not saved yet" in words(page)
        assert form_in(page)["title_en"] == ["Solar on roofs"]
        restored = elsewhere.get(at(deal, "texts/"), {"restore": ""})
        assert form_in(restored)["title_en"] == ["Half a tit"]
        assert form_in(restored)["summary_de"] == ["Neu"]
        assert form_in(restored)["title_xx"] == ["Mystery"]

    def test_saving_makes_a_draft_disappear(self, deal: Deal, anna: Client) -> None:
        _keep(anna, deal, "texts/", title_en="Half a tit")
        restored = anna.get(at(deal, "texts/"), {"restore": ""})
        save(anna, at(deal, "texts/"), restored, title_en="Half a title")
        assert not Draft.objects.exists()
        assert _title(deal)["en"] == "Half a title"

    def test_a_draft_can_be_thrown_away(self, deal: Deal, anna: Client) -> None:
        _keep(anna, deal, "texts/", title_en="Half a tit")
        answer = anna.post(
            drafts_of(deal.city) + "discard/",
            {"subject": "deal:solar-roofs/texts", "back": at(deal, "texts/")},
        )
        assert answer.headers["Location"] == at(deal, "texts/")
        assert not Draft.objects.exists()

    def test_it_is_offered_on_the_board_and_on_the_deal(self, deal: Deal, anna: Client) -> None:
        _keep(anna, deal, "clauses/c1/", text_en="Puts more")
        for address in (board_of(deal.city), at(deal)):
            assert f"{at(deal, 'clauses/c1/')}?restore" in words(anna.get(address))

    def test_it_is_its_writers_own(self, deal: Deal, anna: Client, bernd: Client) -> None:
        _keep(anna, deal, "texts/", title_en="Secret")
        page = bernd.get(at(deal, "texts/"), {"restore": ""})
        assert "Secret" not in words(page)
        assert "has typed something here" in words(page)
        bernd.post(drafts_of(deal.city) + "discard/", {"subject": "deal:solar-roofs/texts"})
        assert Draft.objects.count() == 1

    def test_a_draft_that_arrives_after_saving_is_forgotten(self, deal: Deal, anna: Client) -> None:
        page = anna.get(at(deal, "texts/"))
        late = {**form_in(page), "title_en": "Done"}
        save(anna, at(deal, "texts/"), page, title_en="Done")
        anna.post(drafts_of(deal.city), late)
        assert "not saved yet" not in words(anna.get(at(deal, "texts/")))
        assert not Draft.objects.exists()

    def test_a_draft_is_bounded(self, deal: Deal, anna: Client) -> None:
        answer = _keep(anna, deal, "texts/", summary_en="x" * 400_000)
        assert "too long to be kept" in words(answer)
        assert not Draft.objects.exists()

    @pytest.mark.parametrize("subject", ["", "x", "<script>", "deal:" + "x" * 400, "../etc"])
    def test_only_our_own_forms_have_drafts(self, city: City, anna: Client, subject: str) -> None:
        assert anna.post(drafts_of(city), {"subject": subject}).status_code == 404

    def test_a_stranger_keeps_no_draft(self, deal: Deal) -> None:
        stranger = signed_in(makers.an_account())
        answer = stranger.post(drafts_of(deal.city), {"subject": "deal:solar-roofs/texts"})
        assert answer.status_code == 404

    def test_a_new_deal_is_kept_too(self, city: City, anna: Client) -> None:
        fields = {**form_in(anna.get(board_of(city) + "new/")), "title_en": "Half"}
        anna.post(drafts_of(city), fields)
        restored = anna.get(board_of(city) + "new/", {"restore": ""})
        assert form_in(restored)["title_en"] == ["Half"]
        save(anna, board_of(city) + "new/", restored)
        assert not Draft.objects.exists()


class TestAnEndedSession:
    def test_what_was_typed_is_there_after_signing_in_again_and_still_never_overwrites(
        self, deal: Deal, bernd: Client
    ) -> None:
        account = makers.a_member(deal.city, Role.PROGRAMME_OFFICE)
        anna = signed_in(account)
        page = anna.get(at(deal, "texts/"))
        anna.cookies.pop("sessionid")
        here = f"http://testserver{at(deal, 'texts/')}"
        fields = {**form_in(page), "title_en": "Mine"}
        parked = anna.post(
            at(deal, "texts/"), fields, headers={"origin": "http://testserver", "referer": here}
        )
        save(bernd, at(deal, "texts/"), title_en="Theirs")
        anna.force_login(account)
        back = anna.get(parked.headers["Location"])
        assert form_in(back)["title_en"] == ["Mine"]
        assert save(anna, at(deal, "texts/"), back).status_code == 409
        assert _title(deal)["en"] == "Theirs"


class TestTwoTabs:
    def test_different_fields_are_brought_together_and_said(
        self, deal: Deal, anna: Client, bernd: Client
    ) -> None:
        page = anna.get(at(deal, "texts/"))
        save(bernd, at(deal, "texts/"), title_de="Sonne auf Dächern")
        answer = save(anna, at(deal, "texts/"), page, title_en="Sun on roofs")
        assert _title(deal) == {"de": "Sonne auf Dächern", "en": "Sun on roofs"}
        assert "Title (German)" in words(anna.get(answer.headers["Location"]))

    def test_the_same_field_is_never_overwritten_unasked(
        self, deal: Deal, anna: Client, bernd: Client
    ) -> None:
        page = anna.get(at(deal, "texts/"))
        save(bernd, at(deal, "texts/"), title_en="Solar on big roofs")
        clash = save(anna, at(deal, "texts/"), page, title_en="Solar on all roofs", summary_de="Neu")
        assert clash.status_code == 409
        assert _title(deal)["en"] == "Solar on big roofs"
        shown = words(clash)
        assert "Solar on big roofs" in shown
        assert "<ins>" in shown
        assert "<del>" in shown
        assert form_in(clash)["title_en"] == ["Solar on all roofs"]
        assert form_in(clash)["summary_de"] == ["Neu"]

    def test_after_a_clash_ones_own_text_is_saved_when_one_says_so(
        self, deal: Deal, anna: Client, bernd: Client
    ) -> None:
        page = anna.get(at(deal, "texts/"))
        save(bernd, at(deal, "texts/"), title_en="Solar on big roofs")
        clash = save(anna, at(deal, "texts/"), page, title_en="Solar on all roofs")
        save(anna, at(deal, "texts/"), clash, title_en="Solar on all big roofs")
        assert _title(deal)["en"] == "Solar on all big roofs"

    def test_after_a_clash_the_other_version_can_be_taken(
        self, deal: Deal, anna: Client, bernd: Client
    ) -> None:
        page = anna.get(at(deal, "texts/"))
        save(bernd, at(deal, "texts/"), title_en="Solar on big roofs")
        clash = save(anna, at(deal, "texts/"), page, title_en="Solar on all roofs", title_de="Sonne")
        save(anna, at(deal, "texts/"), clash, theirs="title_en")
        assert _title(deal) == {"de": "Sonne", "en": "Solar on big roofs"}

    def test_a_third_change_clashes_again(self, deal: Deal, anna: Client, bernd: Client) -> None:
        page = anna.get(at(deal, "texts/"))
        save(bernd, at(deal, "texts/"), title_en="Second")
        clash = save(anna, at(deal, "texts/"), page, title_en="Mine")
        save(bernd, at(deal, "texts/"), title_en="Third")
        assert save(anna, at(deal, "texts/"), clash).status_code == 409
        assert _title(deal)["en"] == "Third"

    def test_changes_of_other_parts_are_no_clash(self, deal: Deal, anna: Client, bernd: Client) -> None:
        page = anna.get(at(deal, "texts/"))
        save(bernd, at(deal, "facts/"), kind="pilot")
        save(bernd, at(deal, "clauses/c1/"), text_en="Puts more solar on roofs")
        assert save(anna, at(deal, "texts/"), page, title_en="Mine").status_code == 302
        assert _title(deal)["en"] == "Mine"

    def test_a_language_the_other_added_is_kept(self, deal: Deal, anna: Client, bernd: Client) -> None:
        page = anna.get(at(deal, "texts/"))
        save(bernd, at(deal, "texts/"), title_fr="Solaire")
        save(anna, at(deal, "texts/"), page, title_en="Mine")
        assert _title(deal) == {"de": "Solar auf Dächern", "en": "Mine", "fr": "Solaire"}

    def test_a_draft_from_before_the_other_saved_still_clashes(
        self, deal: Deal, anna: Client, bernd: Client
    ) -> None:
        _keep(anna, deal, "texts/", title_en="Mine")
        save(bernd, at(deal, "texts/"), title_en="Theirs")
        restored = anna.get(at(deal, "texts/"), {"restore": ""})
        assert save(anna, at(deal, "texts/"), restored).status_code == 409
        assert _title(deal)["en"] == "Theirs"

    @pytest.mark.parametrize("seal", ["", "broken", "eyJhIjoxfQ:1abc:xyz"])
    def test_a_broken_seal_asks_about_every_difference(self, deal: Deal, anna: Client, seal: str) -> None:
        clash = save(anna, at(deal, "texts/"), title_en="Mine", seen=seal)
        assert clash.status_code == 409
        assert _title(deal)["en"] == "Solar on roofs"

    def test_days_that_do_not_fit_together_are_shown_not_saved(
        self, deal: Deal, anna: Client, bernd: Client
    ) -> None:
        save(bernd, at(deal, "facts/"), starts_on="2026-01-01", ends_on="2029-12-31")
        page = anna.get(at(deal, "facts/"))
        save(bernd, at(deal, "facts/"), ends_on="2026-06-30")
        answer = save(anna, at(deal, "facts/"), page, starts_on="2028-01-01")
        assert answer.status_code == 409
        assert "does not fit what somebody else saved" in words(answer)
        deal.refresh_from_db()
        assert str(deal.starts_on) == "2026-01-01"
        assert form_in(answer)["starts_on"] == ["2028-01-01"]

    def test_a_change_between_reading_and_writing_is_seen_too(
        self, deal: Deal, anna: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        raced: list[int] = []

        def alter_after_another(*args: Any, **options: Any) -> object:
            if not raced:
                raced.append(1)
                fresh = Deal.objects.get(pk=deal.pk)
                alter(
                    fresh, Parts(head={"title": {**fresh.title, "en": "First"}}), by="account:x", at=makers.AT
                )
            return alter(*args, **options)

        monkeypatch.setattr(texts_module, "alter", alter_after_another)
        answer = save(anna, at(deal, "texts/"), title_en="Second")
        assert answer.status_code == 409
        assert _title(deal)["en"] == "First"
