"""Mandates: stated for one's own people, checked by somebody else with evidence, ended, never altered."""

from datetime import date, timedelta

import pytest

from greenpact.cities.models import City
from greenpact.files.taking import keep
from greenpact.journal.models import Entry
from greenpact.parties.mandate_rules import MandateState, Reach
from greenpact.parties.mandating import NotMandated, Terms, WhyNotMandated, decide, end, state
from greenpact.parties.models import Mandate, Organisation
from greenpact.parties.rules import Role
from tests.makers import AT, BY, TODAY, a_city, a_member, an_account, an_organisation

pytestmark = pytest.mark.django_db

TERMS = Terms(capacity="Managing director", reach=Reach.BINDING, since=date(2026, 1, 1))


@pytest.fixture
def city() -> City:
    return a_city("heidelberg")


@pytest.fixture
def company(city: City) -> Organisation:
    return an_organisation(city)


@pytest.fixture
def stated(company: Organisation) -> Mandate:
    return state(company, a_member(company.city, Role.PARTY_SIGNATORY, company), terms=TERMS, by=BY, at=AT)


def reason(refused: pytest.ExceptionInfo[NotMandated]) -> WhyNotMandated:
    return refused.value.reason


def test_a_stated_mandate_counts_once_the_city_has_checked_it(stated: Mandate) -> None:
    assert not Mandate.objects.in_force(TODAY).exists()
    decide(stated, MandateState.CHECKED, note="Register seen.", by=BY, at=AT)
    assert Mandate.objects.in_force(TODAY).get() == stated
    told = Entry.objects.filter(
        subject=f"organisation:{stated.organisation.ref}", verb__startswith="deal."
    ).order_by("number")
    assert [entry.verb for entry in told] == ["deal.mandate_granted", "deal.mandate_checked"]
    assert not Entry.objects.filter(verb__startswith="deal.mandate", is_public=True).exists()


def test_nobody_is_mandated_who_has_nothing_to_do_with_the_organisation(company: Organisation) -> None:
    for account in (an_account(), a_member(company.city, Role.READER)):
        with pytest.raises(NotMandated) as refused:
            state(company, account, terms=TERMS, by=BY, at=AT)
        assert reason(refused) == WhyNotMandated.NOT_ITS_PERSON


def test_whoever_has_a_role_in_the_city_can_sign_for_its_administration(city: City) -> None:
    administration = an_organisation(city, "the-city", "city")
    mayor = a_member(city, Role.SIGNATORY)
    assert state(administration, mayor, terms=TERMS, by=BY, at=AT).state == "stated"


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        (Terms(" ", Reach.INTENT, TODAY), WhyNotMandated.CAPACITY_MISSING),
        (Terms("Director", Reach.INTENT, TODAY, until=TODAY), WhyNotMandated.ENDS_BEFORE_IT_BEGINS),
    ],
)
def test_terms_that_make_no_sense_are_refused(
    company: Organisation, terms: Terms, why: WhyNotMandated
) -> None:
    account = a_member(company.city, Role.PARTY_SIGNATORY, company)
    with pytest.raises(NotMandated) as refused:
        state(company, account, terms=terms, by=BY, at=AT)
    assert reason(refused) == why


def test_the_same_mandate_is_not_stated_twice_at_one_time(stated: Mandate) -> None:
    with pytest.raises(NotMandated) as refused:
        state(stated.organisation, stated.account, terms=TERMS, by=BY, at=AT)
    assert reason(refused) == WhyNotMandated.ALREADY_STATED
    end(stated, until=TODAY, by=BY, at=AT)
    later = Terms("Managing director", Reach.BINDING, since=TODAY)
    assert state(stated.organisation, stated.account, terms=later, by=BY, at=AT).pk != stated.pk


def test_nobody_checks_their_own_mandate(stated: Mandate) -> None:
    with pytest.raises(NotMandated) as refused:
        decide(stated, MandateState.CHECKED, note="Me.", by=stated.account.actor, at=AT)
    assert reason(refused) == WhyNotMandated.OWN_MANDATE


def test_checking_needs_evidence_or_words_about_it(stated: Mandate) -> None:
    with pytest.raises(NotMandated) as refused:
        decide(stated, MandateState.CHECKED, by=BY, at=AT)
    assert reason(refused) == WhyNotMandated.EVIDENCE_MISSING
    stated.evidence = keep(b"%PDF-1.7", name="register.pdf", media_type="application/pdf", at=AT)
    stated.save()
    decide(stated, MandateState.CHECKED, by=BY, at=AT)


def test_a_refusal_always_says_why_and_is_final(stated: Mandate) -> None:
    with pytest.raises(NotMandated) as refused:
        decide(stated, MandateState.REFUSED, by=BY, at=AT)
    assert reason(refused) == WhyNotMandated.EVIDENCE_MISSING
    decide(stated, MandateState.REFUSED, note="Not in the register.", by=BY, at=AT)
    with pytest.raises(NotMandated) as refused:
        decide(stated, MandateState.CHECKED, note="After all.", by=BY, at=AT)
    assert reason(refused) == WhyNotMandated.DECIDED_ALREADY


def test_a_mandate_that_has_ended_is_not_prolonged(stated: Mandate) -> None:
    end(stated, until=TODAY, by=BY, at=AT)
    with pytest.raises(NotMandated) as refused:
        end(stated, until=TODAY + timedelta(days=9), by=BY, at=AT)
    assert reason(refused) == WhyNotMandated.ENDED_ALREADY
