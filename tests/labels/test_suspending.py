"""Suspending, restoring, withdrawing and lapsing; and what becomes of a label when its deal changes."""

from collections.abc import Callable

import pytest

from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.deals.progressing import move_signature
from greenpact.deals.rules import Signature
from greenpact.ideas.setting_terms import Terms, set_terms
from greenpact.journal.models import Entry
from greenpact.journal.recording import record
from greenpact.labels.appealing import answer_due_on, appeal, decide
from greenpact.labels.applying import apply
from greenpact.labels.awarding import award, decline
from greenpact.labels.models import Label
from greenpact.labels.recording import NotLabelled, WhyNotLabelled
from greenpact.labels.rules import Level, State, Suspension, Verdict, Withdrawal
from greenpact.labels.suspending import lapse, lapse_ended, restore, suspend, withdraw
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from greenpact.reactions.carrying_out import react
from tests.labels.makers import OTHER, a_label, a_scheme, a_signed_deal, assess, day, later
from tests.makers import AT, BY, a_city, a_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return a_city(nuts3="DE125")


@pytest.fixture
def deal(city: City) -> Deal:
    return a_signed_deal(city)


@pytest.fixture
def label(deal: Deal) -> Label:
    return a_label(deal)


def party_of(deal: Deal) -> Organisation:
    return deal.parties.exclude(organisation__kind="city")[0].organisation


def told(label: Label) -> list[str]:
    entries = Entry.objects.filter(subject=f"label:{label.ref}").public().order_by("number")
    return [entry.verb.removeprefix("label.") for entry in entries]


class TestSuspending:
    def test_a_suspended_label_holds_again_once_restored(self, label: Label) -> None:
        suspend(label, Suspension.REPORTING_STOPPED, by=BY, at=later(10))
        label.refresh_from_db()
        assert label.standing(day("2026-06-25")) is State.SUSPENDED
        restore(label, by=BY, at=later(11))
        label.refresh_from_db()
        assert label.standing(day("2026-06-26")) is State.AWARDED
        assert told(label) == ["awarded", "suspended", "restored"]

    def test_the_public_learns_the_reason(self, label: Label) -> None:
        withdraw(label, Withdrawal.MISUSED, by=BY, at=later(10))
        entry = Entry.objects.get(verb="label.withdrawn")
        assert entry.is_public
        assert entry.payload == {"deal": label.deal.ref, "reason": "misused_again"}

    def test_what_is_withdrawn_is_not_suspended_restored_or_withdrawn_again(self, label: Label) -> None:
        withdraw(label, Withdrawal.MISUSED, by=BY, at=later(10))
        steps: tuple[Callable[[], None], ...] = (
            lambda: suspend(label, Suspension.MISUSED, by=BY, at=later(11)),
            lambda: restore(label, by=BY, at=later(11)),
            lambda: withdraw(label, Withdrawal.MISUSED, by=BY, at=later(11)),
            lambda: award(label, by=BY, at=later(11)),
        )
        for step in steps:
            with pytest.raises(NotLabelled):
                step()

    def test_what_lapsed_meanwhile_is_not_restored(self, label: Label) -> None:
        suspend(label, Suspension.MISUSED, by=BY, at=later(10))
        with pytest.raises(NotLabelled) as refusal:
            restore(label, by=BY, at=later(800))
        assert refusal.value.reason is WhyNotLabelled.NOT_FROM_HERE

    def test_lapsing_is_written_down_once(self, label: Label) -> None:
        assert not lapse_ended(later(700))
        assert lapse_ended(later(731))
        assert not lapse_ended(later(731))
        assert not lapse(label, by=BY, at=later(731))
        assert told(label) == ["awarded", "lapsed"]


class TestFollowingTheDeal:
    def test_a_terminated_deal_takes_its_label_along_at_once_and_once(self, deal: Deal, label: Label) -> None:
        move_signature(deal, Signature.TERMINATED, by=BY, at=later(5))
        label = Label.objects.select_related("deal").get(pk=label.pk)
        assert label.standing(day("2026-06-20")) is State.WITHDRAWN
        while react(later(6)):
            pass
        while react(later(7)):
            pass
        label.refresh_from_db()
        assert (label.state, label.reason) == ("withdrawn", "deal_terminated")
        assert told(label) == ["awarded", "withdrawn"]

    def test_an_application_ends_with_its_deal(self, city: City, deal: Deal) -> None:
        a_scheme(city)
        waiting = apply(deal, level=Level.COMMITTED, organisation=None, by=BY, at=AT)
        deal.refresh_from_db()
        move_signature(deal, Signature.TERMINATED, by=BY, at=later(5))
        while react(later(6)):
            pass
        waiting.refresh_from_db()
        assert waiting.state == State.DECLINED

    def test_when_a_party_leaves_its_certificate_ends_and_the_label_rests(
        self, city: City, deal: Deal, label: Label
    ) -> None:
        party = party_of(deal)
        record(
            city.chain_id,
            verb="deal.party_left",
            subject=f"deal:{deal.ref}",
            by=BY,
            at=later(5),
            public=True,
            payload={"party": party.ref},
        )
        for _round in range(3):
            react(later(6))
        label.refresh_from_db()
        assert (label.state, label.reason) == ("suspended", "party_left")
        assert label.certificates.get(organisation=party).ended_on == day("2026-06-21")
        assert told(label) == ["awarded", "suspended"]


class TestAppealing:
    def test_an_upheld_appeal_brings_the_label_back(self, deal: Deal, label: Label) -> None:
        withdraw(label, Withdrawal.CRITERION_LOST, by=BY, at=later(10))
        row = appeal(label, organisation=party_of(deal), text="We did report.", by="account:p", at=later(12))
        decide(row, Verdict.UPHELD, answer="So you did.", by=OTHER, at=later(20))
        label.refresh_from_db()
        assert label.state == State.AWARDED
        assert told(label) == ["awarded", "withdrawn", "appealed", "appeal_decided"]

    def test_a_dismissed_one_changes_nothing(self, deal: Deal, label: Label) -> None:
        suspend(label, Suspension.MISUSED, by=BY, at=later(10))
        row = appeal(label, organisation=party_of(deal), text="No.", by="account:p", at=later(12))
        decide(row, Verdict.DISMISSED, answer="See the advertisement.", by=OTHER, at=later(20))
        label.refresh_from_db()
        assert label.state == State.SUSPENDED

    def test_an_upheld_appeal_against_a_refusal_opens_the_application_again(
        self, city: City, deal: Deal
    ) -> None:
        a_scheme(city)
        label = apply(deal, level=Level.DELIVERING, organisation=None, by=BY, at=AT)
        assess(label, Level.DELIVERING)
        decline(label, by=BY, at=AT)
        row = appeal(label, organisation=party_of(deal), text="Look again.", by="account:p", at=later(1))
        decide(row, Verdict.UPHELD, answer="We will.", by=OTHER, at=later(2))
        label.refresh_from_db()
        assert label.state == State.APPLIED
        assert told(label) == []

    def test_whoever_decided_does_not_decide_on_the_appeal(self, deal: Deal, label: Label) -> None:
        suspend(label, Suspension.MISUSED, by=BY, at=later(10))
        row = appeal(label, organisation=party_of(deal), text="No.", by="account:p", at=later(12))
        with pytest.raises(NotLabelled) as refusal:
            decide(row, Verdict.DISMISSED, answer="Still.", by=BY, at=later(20))
        assert refusal.value.reason is WhyNotLabelled.SAME_PERSON

    def test_nobody_of_a_party_decides(self, city: City, deal: Deal, label: Label) -> None:
        suspend(label, Suspension.MISUSED, by=BY, at=later(10))
        party = party_of(deal)
        row = appeal(label, organisation=party, text="No.", by="account:p", at=later(12))
        involved = a_member(city, Role.PARTY_SIGNATORY, party)
        with pytest.raises(NotLabelled) as refusal:
            decide(row, Verdict.UPHELD, answer="Fine.", by=involved.actor, at=later(20))
        assert refusal.value.reason is WhyNotLabelled.INVOLVED

    def test_there_is_one_open_appeal_in_time_by_a_party(self, city: City, deal: Deal, label: Label) -> None:
        party = party_of(deal)
        with pytest.raises(NotLabelled) as refusal:
            appeal(label, organisation=party, text="Why?", by="account:p", at=later(12))
        assert refusal.value.reason is WhyNotLabelled.NOT_FROM_HERE
        suspend(label, Suspension.MISUSED, by=BY, at=later(10))
        with pytest.raises(NotLabelled) as refusal:
            appeal(label, organisation=party, text="Late.", by="account:p", at=later(41))
        assert refusal.value.reason is WhyNotLabelled.TOO_LATE
        appeal(label, organisation=party, text="In time.", by="account:p", at=later(40))
        with pytest.raises(NotLabelled) as refusal:
            appeal(label, organisation=party, text="Again.", by="account:p", at=later(40))
        assert refusal.value.reason is WhyNotLabelled.APPEALED_ALREADY

    def test_the_clock_knows_the_holidays_of_the_land(self, label: Label) -> None:
        # Twenty working days from 14 December: Christmas, New Year and Epiphany (in Baden-Württemberg) lie between.
        assert answer_due_on(label, day("2026-12-14")) == day("2027-01-14")

    def test_the_holidays_are_those_that_the_city_has_set(self, city: City, label: Label) -> None:
        set_terms(city, Terms(holiday_state="BE"), by=BY, at=AT)
        assert answer_due_on(label, day("2026-12-14")) == day("2027-01-13")
