"""A draft can be thrown away, without a word to the public; what was public or is being signed cannot."""

from collections.abc import Callable

import pytest
from django.db import models

from greenpact.deals.discarding import NotDiscarded, WhyNotDiscarded, discard
from greenpact.deals.drafting import Parts, SourceEntry, alter
from greenpact.deals.models import ClauseRow, Deal, DealSdg, DealText, Party, Source
from greenpact.deals.progressing import move_signature
from greenpact.deals.publishing import publish, take_back
from greenpact.deals.rules import Signature, TakenBack
from greenpact.journal.models import Entry
from greenpact.journal.verifying import verify_chain
from greenpact.measures.models import Measure
from tests.makers import AT, BY, a_city, a_deal

pytestmark = pytest.mark.django_db

OF_A_DEAL: list[type[models.Model]] = [Party, ClauseRow, Source, DealSdg, DealText, Measure]


def test_a_draft_goes_with_everything_in_it() -> None:
    deal = a_deal(a_city(), public=False, sdgs=[13])
    alter(deal, Parts(sources=[SourceEntry("https://example.org/a")]), by=BY, at=AT)
    discard(deal, by=BY, at=AT)
    assert not Deal.objects.exists()
    assert not any(model._default_manager.exists() for model in OF_A_DEAL)


def test_only_the_city_itself_learns_of_it() -> None:
    city = a_city()
    deal = a_deal(city, "roofs", public=False)
    city.chain.refresh_from_db()
    revision = city.chain.revision
    discard(deal, by=BY, at=AT)
    entries = Entry.objects.filter(subject="deal:roofs").order_by("number")
    assert [(entry.verb, entry.is_public, entry.payload) for entry in entries] == [
        ("deal.drafted", False, {}),
        ("deal.discarded", False, {}),
    ]
    city.chain.refresh_from_db()
    assert city.chain.revision == revision
    assert verify_chain(city.chain) is None


def _publish_and_take_back(deal: Deal) -> None:
    publish(deal, by=BY, at=AT)
    take_back(deal, reason=TakenBack.TOO_EARLY, by=BY, at=AT)


@pytest.mark.parametrize(
    ("happened", "reason"),
    [
        (lambda deal: publish(deal, by=BY, at=AT), WhyNotDiscarded.WAS_PUBLIC),
        (_publish_and_take_back, WhyNotDiscarded.WAS_PUBLIC),
        (
            lambda deal: move_signature(deal, Signature.SIGNING, by=BY, at=AT),
            WhyNotDiscarded.SIGNATURE_BEGUN,
        ),
    ],
)
def test_what_was_public_or_is_being_signed_stays(
    happened: Callable[[Deal], None], reason: WhyNotDiscarded
) -> None:
    deal = a_deal(a_city(), public=False)
    happened(deal)
    with pytest.raises(NotDiscarded) as refusal:
        discard(deal, by=BY, at=AT)
    assert refusal.value.reason is reason
    assert Deal.objects.get() == deal
    assert deal.parties.count() == 2
    assert not Entry.objects.filter(verb="deal.discarded").exists()


def test_a_compiled_record_is_no_signature_of_ours() -> None:
    deal = a_deal(a_city(), public=False, is_compiled=True, signature_state="signed")
    discard(deal, by=BY, at=AT)
    assert not Deal.objects.exists()


def test_a_draft_that_somebody_else_changed_is_not_thrown_away() -> None:
    deal = a_deal(a_city(), public=False)
    alter(deal, Parts(head={"title": {"en": "Other"}}), by=BY, at=AT)
    with pytest.raises(NotDiscarded) as refusal:
        discard(deal, by=BY, at=AT, seen=1)
    assert refusal.value.reason is WhyNotDiscarded.CHANGED_MEANWHILE


def test_its_name_is_free_again() -> None:
    city = a_city()
    discard(a_deal(city, "roofs", public=False), by=BY, at=AT)
    assert a_deal(city, "roofs").is_published
