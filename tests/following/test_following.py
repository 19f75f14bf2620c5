"""Following by mail: asked for, confirmed once, told once, and ended with one press."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from greenpact.deals.models import Deal
from greenpact.following.digesting import post_news
from greenpact.following.links import confirmation_path, end_path
from greenpact.following.models import Follow, Follower
from greenpact.following.rules import FollowRhythm, Topic, TopicKind
from greenpact.following.subscribing import ask, confirm, forget_unconfirmed
from greenpact.measures.models import Measure
from greenpact.measures.recording import record_state
from greenpact.measures.rules import State
from greenpact.notices.models import Mail
from greenpact.notices.sending import send_due
from tests.makers import AT, BY, a_city, a_deal

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=9)


@pytest.fixture
def deal() -> Deal:
    return a_deal(a_city(languages=["de", "en"]), "solar-roofs")


def asked(
    deal: Deal, kind: TopicKind = TopicKind.DEAL, ref: str = "solar-roofs", at: datetime = AT
) -> Follow:
    return ask(
        deal.city,
        Topic(kind, ref),
        email="Reader@Example.org",
        rhythm=FollowRhythm.DAILY,
        language="de",
        at=at,
    )


def happens(deal: Deal, at: datetime = AT) -> None:
    measure = Measure.objects.get(clause__deal=deal, clause__ref="c1")
    record_state(measure, State.UNDER_WAY, by=BY, at=at)


def test_news_come_once_and_carry_the_link_that_ends_them(deal: Deal) -> None:
    follow = confirm(asked(deal), at=AT)
    happens(deal)
    for _round in range(2):
        post_news(LATER)
        send_due(LATER)
    news = [one for one in mail.outbox if "Neues zu" in one.subject and "bestätigen" not in one.subject]
    assert len(news) == 1
    assert news[0].to == ["reader@example.org"]
    assert end_path(follow) in news[0].extra_headers["List-Unsubscribe"]
    assert news[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert end_path(follow) in str(news[0].body)


def test_nothing_comes_before_it_is_confirmed_and_the_address_is_forgotten(deal: Deal) -> None:
    asked(deal)
    happens(deal)
    post_news(LATER)
    assert Mail.objects.count() == 1
    assert forget_unconfirmed(LATER)
    assert not Follower.objects.exists()


def test_without_news_no_mail(deal: Deal) -> None:
    confirm(asked(deal), at=AT)
    post_news(LATER)
    assert Mail.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "ref"),
    [(TopicKind.CITY, ""), (TopicKind.PARTY, "the-city"), (TopicKind.MEASURE, "solar-roofs/c1")],
)
def test_every_kind_of_thing_tells_of_it(deal: Deal, kind: TopicKind, ref: str) -> None:
    confirm(asked(deal, kind, ref), at=AT)
    happens(deal)
    post_news(LATER)
    assert Mail.objects.count() == 2


def test_the_form_asks_the_link_confirms_and_one_press_ends(client: Client, deal: Deal) -> None:
    with time_machine.travel(AT, tick=False):
        sent = {"email": "r@example.org", "rhythm": "weekly", "language": "en"}
        assert client.post("/heidelberg/follow/deal/solar-roofs/", sent).status_code == 302
        row = Follow.objects.get()
        assert client.get(confirmation_path(row)).status_code == 200
        assert Follow.objects.get().confirmed_at is None
        client.post(confirmation_path(row))
        assert Follow.objects.get().confirmed_at
        client.get(end_path(row))
        assert Follow.objects.exists()
        assert client.post(end_path(row), {"List-Unsubscribe": "One-Click"}).status_code == 200
        assert not Follower.objects.exists()
        assert client.get(end_path(row)).status_code == 410


def test_a_trapped_program_and_what_is_not_public_get_nothing(client: Client, deal: Deal) -> None:
    sent = {"email": "r@example.org", "rhythm": "weekly", "language": "en", "homepage": "x"}
    assert client.post("/heidelberg/follow/deal/solar-roofs/", sent).status_code == 302
    a_deal(deal.city, "hidden", public=False)
    assert client.get("/heidelberg/follow/deal/hidden/").status_code == 404
    assert not Follow.objects.exists()


def test_feeds_tell_of_one_thing_alone(client: Client, deal: Deal) -> None:
    happens(deal)
    a_deal(deal.city, "trams")
    for address in ("deal/solar-roofs/", "measure/solar-roofs/c1/", "party/the-city/", ""):
        for name in ("feed", "rss"):
            answer = client.get(f"/heidelberg/follow/{address}{name}.xml")
            assert answer.status_code == 200
    feed = client.get("/heidelberg/follow/deal/solar-roofs/feed.xml").content.decode()
    assert "Solar Roofs" in feed
    assert "Trams" not in feed
