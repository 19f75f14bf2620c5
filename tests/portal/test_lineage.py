"""From the idea to the deal: what the public sees of it, and what it never sees."""

import pytest
from django.test import Client
from django.utils import timezone

from greenpact.deals.models import Deal
from greenpact.deals.publishing import publish, take_back
from greenpact.deals.rules import TakenBack
from greenpact.deals.starting import NewOrganisation, Start, join_idea, start_from_idea
from greenpact.ideas.conversing import ask, remark
from greenpact.ideas.links import status_path
from greenpact.ideas.models import Check, Idea
from greenpact.ideas.showing import hide, show
from greenpact.journal.models import Entry
from tests.ideas.making import REASON, a_judged_idea, fresh
from tests.makers import AT, BY, a_city, a_deal

pytestmark = pytest.mark.django_db


def page(address: str) -> str:
    answer = Client(headers={"accept-language": "en"}).get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def joined() -> tuple[Deal, Idea]:
    city = a_city()
    deal, idea = a_deal(city, "solar"), a_judged_idea(city, may_publish=True, title="Private words")
    join_idea(deal, idea, reason=REASON, account=None, by=BY, at=AT)
    return deal, fresh(idea)


def test_the_line_is_public_where_both_ends_are() -> None:
    _deal, idea = joined()
    assert "How it began" not in page("/heidelberg/deals/solar/")
    show(idea, title="Panels for schools", by=BY, at=AT)
    assert "Panels for schools" in page("/heidelberg/deals/solar/")
    shown = page("/heidelberg/ideas/")
    assert "Panels for schools" in shown
    assert "/heidelberg/deals/solar/" in shown
    hide(idea, by=BY, at=AT)
    assert "Panels for schools" not in page("/heidelberg/deals/solar/")
    assert "Panels for schools" not in page("/heidelberg/ideas/")


def test_an_idea_never_leads_to_a_deal_that_is_not_public() -> None:
    deal, idea = joined()
    show(idea, title="Panels for schools", by=BY, at=AT)
    take_back(deal, reason=TakenBack.TOO_EARLY, by=BY, at=AT)
    shown = page("/heidelberg/ideas/")
    assert "Panels for schools" in shown
    assert "deals/solar" not in shown
    publish(Deal.objects.get(pk=deal.pk), by=BY, at=AT)
    assert "deals/solar" in page("/heidelberg/ideas/")


def test_a_deal_begun_from_an_idea_tells_the_public_nothing_before_it_is_published() -> None:
    idea = a_judged_idea(a_city(), may_publish=True)
    who = NewOrganisation("sonnenhof", "Sonnenhof GmbH")
    start = Start("new-deal", {"en": "A quiet title"}, organisation=who)
    deal = start_from_idea(idea, start, reason=REASON, account=None, by=BY, at=AT)
    told = Entry.objects.filter(is_public=True)
    assert "new-deal" not in str(list(told.values_list("subject", "payload")))
    assert [entry.verb for entry in Entry.objects.filter(subject="deal:new-deal").order_by("number")] == [
        "deal.drafted",
        "deal.idea_joined",
    ]
    assert deal.lineage.get().began_it


def test_no_public_page_shows_who_sent_an_idea_or_what_was_said_about_it() -> None:
    _deal, idea = joined()
    show(idea, title="Panels for schools", by=BY, at=AT)
    ask(idea, "QUESTION to the sender", account=None, by=BY, at=AT)
    remark(idea, "REMARK among ourselves", account=None, by=BY, at=AT)
    addresses = (
        "",
        "ideas/",
        "deals/",
        "deals/solar/",
        "changes/",
        "changes/feed.xml",
        "participate/",
        "data/",
    )
    for address in addresses:
        content = page(f"/heidelberg/{address}")
        for secret in (
            "QUESTION",
            "REMARK",
            "Erika",
            "example.org",
            "Private words",
            "06221",
            "Sonnenhof",
            REASON,
        ):
            assert secret not in content, (address, secret)


def test_the_senders_own_page_shows_what_was_asked_and_never_an_inner_remark() -> None:
    city = a_city()
    idea = a_judged_idea(city)
    ask(idea, "QUESTION to the sender", account=None, by=BY, at=timezone.now())
    remark(idea, "REMARK among ourselves", account=None, by=BY, at=timezone.now())
    Check.objects.update(reason="WHY among ourselves")
    content = page(status_path(fresh(idea)))
    assert "QUESTION" in content
    assert "REMARK" not in content
    assert "WHY" not in content


def test_a_city_without_shown_ideas_says_how_to_take_part() -> None:
    a_city()
    assert "/heidelberg/participate/" in page("/heidelberg/ideas/")
