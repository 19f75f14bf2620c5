"""The page of a deal: who promised what, how far it is, and nothing to a stranger that is not public."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from greenpact.cities.keeping import change_city, keep
from greenpact.cities.models import City, District, Field
from greenpact.deals.document import Clause, ClauseKind, Duty
from greenpact.deals.drafting import Parts, PartyEntry, SourceEntry, alter
from greenpact.deals.models import ClauseRow, Deal
from greenpact.deals.previewing import VALID_FOR, preview_token
from greenpact.deals.publishing import take_back
from greenpact.deals.rules import TakenBack
from greenpact.measures.models import Measure
from greenpact.measures.planning import Plan, Step, replan
from greenpact.measures.recording import record_state
from greenpact.measures.rules import State
from tests.makers import AT, BY, a_city, a_commitment, a_deal, a_goal, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return a_city()


def page(client: Client, ref: str = "sun", language: str = "en") -> str:
    response = client.get(f"/heidelberg/deals/{ref}/", headers={"accept-language": language})
    assert response.status_code == 200
    return response.content.decode()


def parts_of(city: City, *clauses: Clause, sources: list[SourceEntry] | None = None) -> Parts:
    """The city and a company with these clauses."""
    parties = [PartyEntry(an_organisation(city, "works"), "signatory")]
    parties.append(PartyEntry(an_organisation(city, "city-hall", "city"), "broker"))
    return Parts(parties=parties, clauses=clauses, sources=sources)


class TestStrangers:
    def test_do_not_find_a_deal_that_is_not_public(self, client: Client, city: City) -> None:
        a_deal(city, "draft", public=False)
        for address in (
            "draft/",
            "draft/versions/1/",
            "draft/versions/1.json",
            "draft/compare/1/2/",
            "none/",
        ):
            assert client.get(f"/heidelberg/deals/{address}").status_code == 404

    def test_do_not_find_one_that_was_taken_back(self, client: Client, city: City) -> None:
        deal = a_deal(city, "sun")
        assert client.get("/heidelberg/deals/sun/").status_code == 200
        take_back(deal, reason=TakenBack.BY_MISTAKE, by=BY, at=AT)
        assert client.get("/heidelberg/deals/sun/").status_code == 404

    def test_do_not_find_a_deal_under_another_city(self, client: Client, city: City) -> None:
        a_city("mannheim")
        a_deal(city, "sun")
        assert client.get("/mannheim/deals/sun/").status_code == 404


class TestPreview:
    def test_shows_a_draft_to_whoever_has_the_link_and_keeps_nothing(
        self, client: Client, city: City
    ) -> None:
        deal = a_deal(city, "draft", public=False)
        response = client.get(
            f"/heidelberg/deals/draft/?preview={preview_token(deal)}", headers={"accept-language": "en"}
        )
        text = response.content.decode()
        assert response.status_code == 200
        assert "Preview: this deal is not public" in text
        assert "Puts solar on roofs" in text
        assert response["Cache-Control"] == "no-store"
        assert not response.has_header("ETag")
        assert '<meta name="robots" content="noindex">' in text

    def test_ends_after_a_week(self, client: Client, city: City) -> None:
        deal = a_deal(city, "draft", public=False)
        with time_machine.travel(AT, tick=False) as clock:
            address = f"/heidelberg/deals/draft/?preview={preview_token(deal)}"
            clock.move_to(AT + VALID_FOR + timedelta(seconds=1))
            assert client.get(address).status_code == 404

    def test_opens_no_other_deal(self, client: Client, city: City) -> None:
        token = preview_token(a_deal(city, "draft", public=False))
        a_deal(city, "other", public=False)
        assert client.get(f"/heidelberg/deals/other/?preview={token}").status_code == 404

    def test_leads_to_the_page_once_it_is_public(self, client: Client, city: City) -> None:
        deal = a_deal(city, "sun")
        response = client.get(f"/heidelberg/deals/sun/?preview={preview_token(deal)}")
        assert (response.status_code, response["Location"]) == (302, "/heidelberg/deals/sun/")


class TestWhoDoesWhat:
    def test_the_city_comes_first_whatever_the_document_says(self, client: Client, city: City) -> None:
        works, hall = Clause("c1", ClauseKind.COMMITMENT, {"en": "Builds"}, "works"), a_commitment(None, "c2")
        hall = Clause("c2", ClauseKind.COMMITMENT, {"en": "Permits"}, "city-hall")
        a_deal(city, "sun", parts=parts_of(city, works, hall))
        text = page(client)
        assert text.index("Permits") < text.index("Builds")

    def test_a_city_without_a_commitment_is_named_all_the_same(self, client: Client, city: City) -> None:
        a_deal(
            city, "sun", parts=parts_of(city, Clause("c1", ClauseKind.COMMITMENT, {"en": "Builds"}, "works"))
        )
        text = page(client)
        assert "The city has no commitment of its own in this deal." in text
        assert text.index('id="of-city-hall"') < text.index('id="of-works"')

    def test_commitments_without_an_owner_stand_apart(self, client: Client, city: City) -> None:
        nobody = Clause("c1", ClauseKind.COMMITMENT, {"en": "Somebody builds"})
        a_deal(city, "sun", parts=parts_of(city, nobody), is_compiled=True)
        text = page(client)
        assert text.index("The source does not say which party does this.") < text.index("Somebody builds")

    def test_a_commitment_says_all_that_is_stated_and_nothing_else(self, client: Client, city: City) -> None:
        full = Clause(
            "c1",
            ClauseKind.COMMITMENT,
            {"en": "Builds"},
            "works",
            indicator={"en": "Capacity"},
            quantity="1200.5",
            unit="kW",
            starts_on="2026-01-01",
            ends_on="2027-12-31",
            money_eur="1500000",
            staff_fte="0.5",
            serves=("g1",),
            duty=Duty.ADDITIONAL,
        )
        bare = Clause("c2", ClauseKind.COMMITMENT, {"en": "Helps"}, "works")
        a_deal(city, "sun", parts=parts_of(city, a_goal(), full, bare))
        promise, helping = page(client).split('id="clause-c1"')[1].split('id="clause-c2"')
        for words in (
            "Capacity: 1,200.5\u00a0kW",
            "1,500,000\u00a0euros",
            "0.5 full-time posts",
            "additional",
            "serves goal 1",
        ):
            assert words in promise
        assert "gp-dotted" not in helping.split("</li>")[0]

    def test_measures_are_counted_by_where_they_stand(self, client: Client, city: City) -> None:
        deal = a_deal(city, "sun")
        late, done = Measure.objects.filter(clause__deal=deal).order_by("pk")
        replan(late, Plan(due_on=date(2026, 6, 1)), by=BY, at=AT)
        record_state(done, State.DONE, by=BY, at=AT)
        with time_machine.travel(AT, tick=False):
            response = client.get("/heidelberg/deals/sun/")
        assert [(count.state, count.number) for count in response.context["counts"]] == [
            ("late", 1),
            ("done", 1),
        ]
        assert response.context["done"] == {"number": 1, "of": 2, "share": 0.5}

    def test_what_nobody_has_said_is_unknown_and_no_share_of_anything(
        self, client: Client, city: City
    ) -> None:
        deal = a_deal(city, "sun")
        Measure.objects.filter(clause__deal=deal).delete()
        response = client.get("/heidelberg/deals/sun/", headers={"accept-language": "en"})
        assert response.context["done"]["share"] is None
        assert "State unknown" in response.content.decode()


class TestTime:
    @pytest.mark.parametrize(("at", "is_late"), [("2026-06-15T21:30", False), ("2026-06-15T22:30", True)])
    def test_a_measure_is_late_from_the_day_after_in_the_city(
        self, client: Client, city: City, at: str, is_late: bool
    ) -> None:
        deal = a_deal(city, "sun")
        measure = Measure.objects.filter(clause__deal=deal).earliest("pk")
        replan(measure, Plan(due_on=date(2026, 6, 15)), by=BY, at=AT)
        with time_machine.travel(datetime.fromisoformat(at).replace(tzinfo=UTC), tick=False):
            assert ("1 day late" in page(client)) == is_late

    def test_a_milestone_can_be_late_before_its_measure_is(self, client: Client, city: City) -> None:
        deal = a_deal(city, "sun")
        measure = Measure.objects.filter(clause__deal=deal).earliest("pk")
        steps = [
            Step({"en": "Roof checked"}, date(2026, 6, 12)),
            Step({"en": "Permit"}, date(2026, 6, 14), date(2026, 6, 1)),
        ]
        replan(measure, Plan(due_on=date(2027, 1, 1), steps=steps), by=BY, at=AT)
        with time_machine.travel(AT, tick=False):
            text = page(client)
        assert "A milestone is 3 days late" in text
        assert "was due on 12 Jun 2026" in text
        assert "done on 1 Jun 2026" in text

    def test_the_time_line_runs_from_start_to_target(self, client: Client, city: City) -> None:
        parts = parts_of(city, a_goal(due_year=2028), a_goal("g2", due_year=2030))
        a_deal(city, "sun", parts=parts, start_year=2025, end_year=2030, signed_on=date(2026, 3, 1))
        with time_machine.travel(AT, tick=False):
            time = client.get("/heidelberg/deals/sun/", headers={"accept-language": "en"}).context["time"]
        assert [(moment.when, moment.what, moment.state) for moment in time.moments] == [
            ("2025", "Start", "past"),
            ("1 March 2026", "Signed", "past"),
            ("15 June 2026", "Today", "now"),
            ("2028", "Goals are due", "ahead"),
            ("2030", "Target", "ahead"),
        ]
        assert time.gone_in_words == "24%"

    def test_without_both_ends_no_share_is_shown(self, client: Client, city: City) -> None:
        a_deal(city, "sun", start_year=2025)
        time = client.get("/heidelberg/deals/sun/", headers={"accept-language": "en"}).context["time"]
        assert (time.gone, time.gone_in_words) == (None, "not stated")


class TestWords:
    def test_a_compiled_record_says_so_and_where_it_was_read(self, client: Client, city: City) -> None:
        sources = [
            SourceEntry("https://example.org/a", date(2026, 5, 1), {"de": "Seite 3"}),
            SourceEntry("https://example.com/"),
        ]
        a_deal(city, "sun", parts=parts_of(city, a_goal(), sources=sources), is_compiled=True)
        text = page(client)
        assert "Compiled from public sources" in text
        assert "Checked on 1 May 2026" in text
        assert "Day of checking not recorded" in text
        assert '<span lang="de">Seite 3</span>' in text
        assert 'href="https://example.org/a" rel="noopener nofollow external"' in text

    def test_the_parties_own_record_does_not(self, client: Client, city: City) -> None:
        a_deal(city, "sun")
        assert "Compiled from public sources" not in page(client)

    def test_what_is_in_another_language_is_marked(self, client: Client, city: City) -> None:
        german = Clause("c1", ClauseKind.COMMITMENT, {"de": "Baut Dächer"}, "works")
        a_deal(
            city, "sun", parts=parts_of(city, german), original_title="Energía solar", original_language="es"
        )
        text = page(client)
        assert '<span lang="de">Baut Dächer</span>' in text
        assert '<cite lang="es">Energía solar</cite>' in text

    def test_a_long_summary_leads_with_its_first_paragraph(self, client: Client, city: City) -> None:
        a_deal(city, "sun", summary={"de": "Zuerst.\r\n\r\nDann\nweiter.\n\n\nZuletzt."})
        text = page(client)
        assert '<p class="gp-lead"><span lang="de">Zuerst.</span></p>' in text
        assert '<p><span lang="de">Dann<br>weiter.</span></p>' in text

    def test_history_tells_public_entries_newest_first(self, client: Client, city: City) -> None:
        deal = a_deal(city, "sun")
        record_state(Measure.objects.filter(clause__deal=deal).earliest("pk"), State.DONE, by=BY, at=AT)
        alter(deal, Parts(head={"summary": {"en": "Longer."}}), by=BY, at=AT)
        history = client.get("/heidelberg/deals/sun/", headers={"accept-language": "en"}).context["history"]
        assert [happening.plain for _day, happening in history] == [
            "This record was changed: summary.",
            "A measure is now “Done”, before it was “Planned”.",
            "This record was published.",
        ]
        assert history[0][1].detail == "This made version 2 of the document."
        assert history[1][1].detail == "Puts solar on roofs"

    def test_every_text_is_escaped(self, client: Client, city: City) -> None:
        bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
        texts = {"en": bad}
        change_city(city, {"name": texts}, by=BY, at=AT)
        field, _kept = keep(Field, city, "energy", {"name": texts}, by=BY, at=AT)
        district, _kept = keep(
            District, city, "old-town", {"name": bad[:60], "lat": 49.4, "lon": 8.7}, by=BY, at=AT
        )
        party = an_organisation(
            city, "bad", "city", name=bad, text=texts, place=bad[:40], street=bad, district=district
        )
        clauses = [
            Clause("g1", ClauseKind.GOAL, texts, indicator=texts, target="4", unit=bad[:40]),
            Clause("c1", ClauseKind.COMMITMENT, texts, "bad", indicator=texts, quantity="4", unit=bad[:40]),
            Clause("p1", ClauseKind.PROVISION, texts),
        ]
        sources = [SourceEntry("https://example.org/?<script>", None, texts)]
        deal = a_deal(
            city,
            "sun",
            parts=Parts(parties=[PartyEntry(party, "signatory")], clauses=clauses, sources=sources),
            title=texts,
            summary=texts,
            original_title=bad,
            field=field,
            districts=[district],
            is_compiled=True,
        )
        replan(Measure.objects.get(clause__deal=deal), Plan(text=texts, steps=[Step(texts)]), by=BY, at=AT)
        alter(deal, Parts(clauses=clauses[:2]), by=BY, at=AT)
        here = "/heidelberg/deals/"
        for address in (
            here,
            f"{here}?view=table",
            f"{here}?view=map",
            f"{here}?q=%3Cscript%3Ealert(1)",
            f"{here}?part=results&q=%3Cscript%3Ealert(1)",
            f"{here}sun/",
            f"{here}sun/versions/1/",
            f"{here}sun/compare/1/2/",
            "/heidelberg/parties/",
            "/heidelberg/parties/?q=%3Cscript%3Ealert(1)&kind=%3Cscript%3Ealert(1)",
            "/heidelberg/parties/bad/",
        ):
            text = client.get(address, headers={"accept-language": "en"}).content.decode()
            assert "<script>alert" not in text, address
            assert "<img src=x" not in text, address
            assert "&lt;script&gt;" in text, address


def test_it_says_the_same_to_machines(client: Client, city: City) -> None:
    a_deal(city, "sun", title={"en": "Sun </script> roofs"})
    text = page(client)
    block = text.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert '"name": "Sun \\u003C/script\\u003E roofs"' in block
    assert '<link rel="canonical" href="http://testserver/heidelberg/deals/sun/' in text
    assert 'hreflang="de"' in text
    assert '<meta property="og:title" content="Sun &lt;/script&gt; roofs' in text


def test_it_costs_few_queries(client: Client, city: City, django_assert_max_num_queries: Any) -> None:
    districts = [keep(District, city, ref, {"name": ref}, by=BY, at=AT)[0] for ref in ("a", "b")]
    clauses = [
        a_goal(),
        *(Clause(f"c{i}", ClauseKind.COMMITMENT, {"en": "Builds"}, "works") for i in range(8)),
    ]
    sources = [SourceEntry("https://example.org/")]
    deal = a_deal(
        city, "sun", parts=parts_of(city, *clauses, sources=sources), districts=districts, sdgs=[7, 13]
    )
    for measure in Measure.objects.filter(clause__deal=deal):
        replan(
            measure,
            Plan(due_on=date(2026, 6, 1), steps=[Step({"en": "First"}, date(2026, 1, 1))]),
            by=BY,
            at=AT,
        )
    assert ClauseRow.objects.count() == 9
    assert Deal.objects.count() == 1
    with django_assert_max_num_queries(12):
        page(client)


def test_a_provision_shows_its_heading(client: Client, city: City) -> None:
    clauses = [
        Clause(
            "p1", ClauseKind.PROVISION, {"en": "Anybody may leave."}, topic="exit", heading={"en": "Goodbye"}
        )
    ]
    a_deal(
        city, "sun", parts=Parts(parties=[PartyEntry(an_organisation(city), "signatory")], clauses=clauses)
    )
    page = client.get("/heidelberg/deals/sun/", headers={"accept-language": "en"}).content.decode()
    assert "<strong>Goodbye</strong>" in page
