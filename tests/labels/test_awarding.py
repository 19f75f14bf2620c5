"""From the application to the award: what is asked, what is frozen, and what is refused."""

import pytest
from django.db import IntegrityError, transaction

from greenpact.cities.models import City
from greenpact.deals.drafting import Parts, alter
from greenpact.deals.models import Deal
from greenpact.deals.progressing import move_signature
from greenpact.deals.rules import Signature
from greenpact.journal.models import Entry
from greenpact.labels.applying import apply
from greenpact.labels.assessing import (
    Given,
    answer,
    begin,
    conclude,
    is_unaltered,
    name_observer,
    results_of,
)
from greenpact.labels.awarding import award, decline
from greenpact.labels.models import Label
from greenpact.labels.recording import NotLabelled, WhyNotLabelled
from greenpact.labels.rules import Answer, Level, State
from greenpact.measures.rules import State as Measure
from tests.labels.makers import a_label, a_scheme, a_signed_deal, answered, assess, begin_work, day, later
from tests.makers import AT, BY, a_city, a_deal, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return a_city()


@pytest.fixture
def deal(city: City) -> Deal:
    a_scheme(city)
    return a_signed_deal(city)


def verbs(label: Label, *, public: bool | None = None) -> list[str]:
    entries = Entry.objects.filter(subject=f"label:{label.ref}").order_by("number")
    return [entry.verb for entry in entries if public is None or entry.is_public is public]


class TestApplying:
    def test_a_party_applies(self, deal: Deal) -> None:
        company = deal.parties.all()[1].organisation
        label = apply(deal, level=Level.COMMITTED, organisation=company, by=BY, at=AT)
        assert label.state == State.APPLIED
        assert verbs(label, public=True) == []

    def test_a_deal_that_is_not_signed_gets_none(self, city: City) -> None:
        a_scheme(city)
        with pytest.raises(NotLabelled) as refusal:
            apply(a_deal(city), level=Level.COMMITTED, organisation=None, by=BY, at=AT)
        assert refusal.value.reason is WhyNotLabelled.NOT_SIGNED

    def test_a_deal_that_is_not_public_gets_none(self, city: City) -> None:
        a_scheme(city)
        with pytest.raises(NotLabelled) as refusal:
            apply(a_deal(city, public=False), level=Level.COMMITTED, organisation=None, by=BY, at=AT)
        assert refusal.value.reason is WhyNotLabelled.NOT_PUBLIC

    def test_a_record_compiled_from_sources_gets_none(self, deal: Deal) -> None:
        Deal.objects.update(is_compiled=True)
        with pytest.raises(NotLabelled) as refusal:
            apply(deal, level=Level.COMMITTED, organisation=None, by=BY, at=AT)
        assert refusal.value.reason is WhyNotLabelled.NOT_SIGNED

    def test_without_a_published_scheme_there_is_none(self, city: City) -> None:
        with pytest.raises(NotLabelled) as refusal:
            apply(a_signed_deal(city), level=Level.COMMITTED, organisation=None, by=BY, at=AT)
        assert refusal.value.reason is WhyNotLabelled.NO_SCHEME

    def test_who_is_no_party_cannot_apply(self, city: City, deal: Deal) -> None:
        with pytest.raises(NotLabelled) as refusal:
            apply(deal, level=Level.COMMITTED, organisation=an_organisation(city), by=BY, at=AT)
        assert refusal.value.reason is WhyNotLabelled.NOT_A_PARTY

    def test_a_deal_has_one_label_at_a_time(self, deal: Deal) -> None:
        apply(deal, level=Level.COMMITTED, organisation=None, by=BY, at=AT)
        with pytest.raises(NotLabelled) as refusal:
            apply(deal, level=Level.PROVEN, organisation=None, by=BY, at=AT)
        assert refusal.value.reason is WhyNotLabelled.ALREADY_APPLIED


class TestAssessing:
    def test_the_machine_answers_what_the_deal_says(self, deal: Deal) -> None:
        label = apply(deal, level=Level.COMMITTED, organisation=None, by=BY, at=AT)
        assessment = begin(label, level=Level.COMMITTED, by=BY, at=AT)
        found = {one.criterion.ref: one for one in results_of(assessment, on=day("2026-06-15"))}
        computed = {ref for ref, one in found.items() if one.is_computed}
        assert computed == {"public", "others", "owners", "measurable", "city", "reporting"}
        assert {found[ref].answer for ref in computed} == {Answer.MET}
        # It was written down as signed: somebody has to have seen the document.
        assert {ref for ref, one in found.items() if one.answer is Answer.OPEN} == {
            "signed",
            "checks",
            "wording",
        }

    def test_nobody_overrules_the_machine(self, deal: Deal) -> None:
        label = apply(deal, level=Level.COMMITTED, organisation=None, by=BY, at=AT)
        assessment = begin(label, level=Level.COMMITTED, by=BY, at=AT)
        with pytest.raises(NotLabelled) as refusal:
            answer(assessment, "public", Given(Answer.NOT_MET, "No."), by=BY, at=AT)
        assert refusal.value.reason is WhyNotLabelled.COMPUTED

    def test_an_answer_needs_a_reason_or_evidence(self, deal: Deal) -> None:
        label = apply(deal, level=Level.COMMITTED, organisation=None, by=BY, at=AT)
        assessment = begin(label, level=Level.COMMITTED, by=BY, at=AT)
        with pytest.raises(NotLabelled) as refusal:
            answer(assessment, "wording", Given(Answer.MET), by=BY, at=AT)
        assert refusal.value.reason is WhyNotLabelled.EVIDENCE_MISSING

    def test_an_open_criterion_keeps_it_open(self, deal: Deal) -> None:
        label = apply(deal, level=Level.COMMITTED, organisation=None, by=BY, at=AT)
        assessment = begin(label, level=Level.COMMITTED, by=BY, at=AT)
        with pytest.raises(NotLabelled) as refusal:
            conclude(assessment, by=BY, at=AT)
        assert refusal.value.reason is WhyNotLabelled.STILL_OPEN
        assert refusal.value.criteria == ("signed", "checks", "wording")

    def test_what_is_frozen_stays(self, deal: Deal) -> None:
        label = apply(deal, level=Level.COMMITTED, organisation=None, by=BY, at=AT)
        assessment = assess(label, Level.COMMITTED)
        assert assessment.is_met
        assert is_unaltered(assessment)
        with pytest.raises(NotLabelled) as refusal:
            answer(assessment, "wording", Given(Answer.NOT_MET, "No."), by=BY, at=AT)
        assert refusal.value.reason is WhyNotLabelled.FROZEN
        assessment.inputs = assessment.inputs.replace("true", "false", 1)
        assert not is_unaltered(assessment)

    def test_who_looks_independently_is_no_party(self, deal: Deal) -> None:
        label = apply(deal, level=Level.PROVEN, organisation=None, by=BY, at=AT)
        assessment = begin(label, level=Level.PROVEN, by=BY, at=AT)
        for party in deal.parties.all():
            with pytest.raises(NotLabelled) as refusal:
                name_observer(assessment, party.organisation, by=BY, at=AT)
            assert refusal.value.reason is WhyNotLabelled.NOT_INDEPENDENT


class TestAwarding:
    def test_a_label_holds_for_the_time_of_the_scheme(self, deal: Deal) -> None:
        label = a_label(deal)
        assert (label.level, label.awarded_on, label.valid_until) == (
            "committed",
            day("2026-06-15"),
            day("2028-06-15"),
        )
        assert verbs(label, public=True) == ["label.awarded"]
        assert verbs(label)[-1] == "label.awarded"

    def test_each_signatory_but_the_city_gets_a_certificate(self, city: City) -> None:
        label = a_label(a_signed_deal(city, "two", an_organisation(city), an_organisation(city)))
        other = a_label(a_signed_deal(city, "one"))
        assert [row.status_index for row in label.certificates.all()] == [0, 1]
        assert [row.status_index for row in other.certificates.all()] == [2]
        assert not label.certificates.filter(organisation__kind="city").exists()

    def test_without_an_assessment_nothing_is_awarded(self, deal: Deal) -> None:
        label = apply(deal, level=Level.COMMITTED, organisation=None, by=BY, at=AT)
        with pytest.raises(NotLabelled) as refusal:
            award(label, by=BY, at=AT)
        assert refusal.value.reason is WhyNotLabelled.NOT_ASSESSED

    def test_one_assessment_carries_one_award(self, deal: Deal) -> None:
        label = a_label(deal)
        with pytest.raises(NotLabelled) as refusal:
            award(label, by=BY, at=later(1))
        assert refusal.value.reason is WhyNotLabelled.NOT_ASSESSED

    def test_the_next_level_asks_for_more(self, deal: Deal) -> None:
        label = a_label(deal)
        assessment = begin(label, level=Level.DELIVERING, by=BY, at=later(30))
        found = {one.criterion.ref: one for one in results_of(assessment, on=day("2026-07-15"))}
        assert found["under-way"].answer is Answer.NOT_MET
        begin_work(deal, at=later(31))
        conclude(answered(assessment, at=later(32)), by=BY, at=later(32))
        award(label, by=BY, at=later(32))
        label.refresh_from_db()
        assert label.level == "delivering"
        assert verbs(label, public=True) == ["label.awarded", "label.awarded"]

    def test_the_highest_level_has_a_named_observer(self, city: City, deal: Deal) -> None:
        begin_work(deal, Measure.DONE)
        label = apply(deal, level=Level.PROVEN, organisation=None, by=BY, at=AT)
        assert assess(label, Level.PROVEN, observer=None).is_met is False
        university = an_organisation(city, "university", "university")
        assert assess(label, Level.PROVEN, observer=university).is_met
        award(label, by=BY, at=AT)
        label.refresh_from_db()
        assert label.observer == university

    def test_a_renewal_is_told_as_such(self, deal: Deal) -> None:
        label = a_label(deal)
        assess(label, Level.COMMITTED, at=later(700))
        award(label, by=BY, at=later(700))
        label.refresh_from_db()
        assert verbs(label, public=True) == ["label.awarded", "label.renewed"]
        assert label.awarded_on == day("2026-06-15")
        assert label.valid_until == day("2030-05-15")

    def test_a_lapsed_label_is_renewed_with_its_old_address(self, deal: Deal) -> None:
        label = a_label(deal)
        assert label.standing(day("2028-06-15")) is State.LAPSED
        assess(label, Level.COMMITTED, at=later(800))
        award(label, by=BY, at=later(800))
        label.refresh_from_db()
        assert label.standing(day("2028-09-01")) is State.AWARDED

    def test_a_document_that_changed_since_is_assessed_anew(self, deal: Deal) -> None:
        label = apply(deal, level=Level.COMMITTED, organisation=None, by=BY, at=AT)
        assess(label, Level.COMMITTED)
        deal.refresh_from_db()
        alter(deal, Parts(head={"title": {"en": "Another"}}), by=BY, at=AT, seen=deal.edition)
        with pytest.raises(NotLabelled) as refusal:
            award(label, by=BY, at=AT)
        assert refusal.value.reason is WhyNotLabelled.DEAL_CHANGED

    def test_a_deal_that_was_terminated_since_gets_none(self, deal: Deal) -> None:
        label = apply(deal, level=Level.COMMITTED, organisation=None, by=BY, at=AT)
        assess(label, Level.COMMITTED)
        deal.refresh_from_db()
        move_signature(deal, Signature.TERMINATED, by=BY, at=AT)
        with pytest.raises(NotLabelled) as refusal:
            award(label, by=BY, at=AT)
        assert refusal.value.reason is WhyNotLabelled.NOT_SIGNED

    def test_what_is_not_met_is_declined_and_never_public(self, deal: Deal) -> None:
        label = apply(deal, level=Level.DELIVERING, organisation=None, by=BY, at=AT)
        assert assess(label, Level.DELIVERING).is_met is False
        with pytest.raises(NotLabelled) as refusal:
            award(label, by=BY, at=AT)
        assert refusal.value.reason is WhyNotLabelled.NOT_MET
        decline(label, by=BY, at=AT)
        assert verbs(label)[-1] == "label.declined"
        assert verbs(label, public=True) == []

    def test_somebody_who_saw_an_older_state_changes_nothing(self, deal: Deal) -> None:
        label = a_label(deal)
        with pytest.raises(NotLabelled) as refusal:
            award(label, by=BY, at=AT, seen=label.edition - 1)
        assert refusal.value.reason is WhyNotLabelled.CHANGED_MEANWHILE

    def test_the_database_holds_no_award_without_a_frozen_deal(self, deal: Deal) -> None:
        label = a_label(deal)
        with pytest.raises(IntegrityError), transaction.atomic():
            Label.objects.filter(pk=label.pk).update(version=None)
        with pytest.raises(IntegrityError), transaction.atomic():
            Label.objects.filter(pk=label.pk).update(scheme=None)
