"""Writing a deal: one transaction, one entry, a version where the document changed, a refusal in between."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from greenpact.cities.keeping import keep, remove
from greenpact.cities.models import Field
from greenpact.deals.drafting import NotWritten, Parts, PartyEntry, SourceEntry, WhyNotWritten, alter, draft
from greenpact.deals.models import Deal
from greenpact.deals.progressing import move_signature
from greenpact.deals.rules import MOST_CLAUSES, MOST_SOURCES, Lack, Signature
from greenpact.deals.versions import document_in, document_of, is_unaltered
from greenpact.journal.models import Entry
from greenpact.journal.verifying import verify_chain
from greenpact.parties.models import Organisation
from tests.makers import AT, BY, a_city, a_commitment, a_deal, a_goal, an_organisation

pytestmark = pytest.mark.django_db


def entries(deal: Deal) -> list[tuple[str, bool]]:
    found = Entry.objects.filter(subject=f"deal:{deal.ref}").order_by("number")
    return [(entry.verb, entry.is_public) for entry in found]


def test_a_draft_is_nobodys_business() -> None:
    deal = a_deal(a_city(), public=False)
    assert not deal.is_published
    assert not deal.versions.exists()
    assert entries(deal) == [("deal.drafted", False)]


def test_a_public_deal_begins_with_version_one_and_one_entry() -> None:
    deal = a_deal(a_city())
    version = deal.versions.get()
    assert version.number == 1
    assert is_unaltered(version)
    assert document_in(version) == document_of(deal)
    assert entries(deal) == [("deal.published", True)]


def test_writing_the_same_again_changes_nothing() -> None:
    deal = a_deal(a_city(), sdgs=[13, 9])
    document = document_of(deal)
    parties = [PartyEntry(party.organisation, party.role) for party in deal.parties.all()]
    same = Parts(
        head={"title": deal.title, "sdgs": [13, 9]}, parties=parties, clauses=document.clauses, sources=[]
    )
    assert alter(deal, same, by=BY, at=AT) == []
    assert len(entries(deal)) == 1
    assert deal.versions.count() == 1


def test_a_new_text_of_a_public_deal_is_the_next_version() -> None:
    deal = a_deal(a_city())
    alter(deal, Parts(head={"title": {"en": "Other"}}), by=BY, at=AT)
    assert deal.versions.count() == 2
    assert Entry.objects.get(verb="deal.altered").payload == {"changed": ["title"], "version": 2}


def test_what_is_not_in_the_document_makes_no_version() -> None:
    deal = a_deal(a_city())
    alter(deal, Parts(head={"start_year": 2026}), by=BY, at=AT)
    assert deal.versions.count() == 1


def test_a_stale_editor_is_refused_and_nothing_is_written() -> None:
    deal = a_deal(a_city())
    alter(deal, Parts(head={"title": {"en": "One"}}), by=BY, at=AT, seen=1)
    with pytest.raises(NotWritten) as refusal:
        alter(deal, Parts(head={"title": {"en": "Two"}}), by=BY, at=AT, seen=1)
    assert refusal.value.reason is WhyNotWritten.CHANGED_MEANWHILE
    deal.refresh_from_db()
    assert deal.title == {"en": "One"}


def test_a_taken_name_is_refused() -> None:
    city = a_city()
    a_deal(city, "roofs")
    with pytest.raises(NotWritten) as refusal:
        draft(city, "roofs", Parts(head={"title": {"en": "Again"}}), by=BY, at=AT)
    assert refusal.value.reason is WhyNotWritten.REF_TAKEN


def test_an_incomplete_deal_is_not_made_public_and_leaves_nothing_behind() -> None:
    city = a_city()
    with pytest.raises(NotWritten) as refusal:
        draft(city, "roofs", Parts(head={"title": {"en": "Roofs"}}), by=BY, at=AT, public=True)
    assert refusal.value.lacks == (Lack.SUMMARY, Lack.PARTIES)
    assert not Deal.objects.exists()


def test_a_public_deal_cannot_be_emptied() -> None:
    deal = a_deal(a_city())
    with pytest.raises(NotWritten) as refusal:
        alter(deal, Parts(clauses=[], parties=[]), by=BY, at=AT)
    assert refusal.value.reason is WhyNotWritten.INCOMPLETE
    assert deal.parties.filter(left_on__isnull=True).count() == 2


def test_a_party_that_leaves_a_public_deal_stays_in_its_history() -> None:
    deal = a_deal(a_city())
    stays, leaves = deal.parties.all()
    kept = [clause for clause in document_of(deal).clauses if clause.party != leaves.organisation.ref]
    alter(deal, Parts(parties=[PartyEntry(stays.organisation, "signatory")], clauses=kept), by=BY, at=AT)
    leaves.refresh_from_db()
    assert leaves.left_on == AT.date()
    assert [party.organisation for party in document_of(deal).parties] == [stays.organisation.ref]


@pytest.mark.parametrize("public", [True, False])
def test_a_party_that_still_owes_something_does_not_go(public: bool) -> None:
    deal = a_deal(a_city(), public=public)
    stays, leaves = deal.parties.all()
    (owed,) = deal.clauses.filter(party=leaves.organisation)
    with pytest.raises(NotWritten) as refusal:
        alter(deal, Parts(parties=[PartyEntry(stays.organisation, "signatory")]), by=BY, at=AT)
    assert refusal.value.reason is WhyNotWritten.NOT_A_PARTY
    assert refusal.value.clauses == (owed.ref,)
    assert set(deal.parties.present()) == {stays, leaves}
    assert len(entries(deal)) == 1


def test_a_party_goes_when_another_takes_over_what_it_owes() -> None:
    deal = a_deal(a_city())
    stays, _leaves = deal.parties.all()
    handed_over = [
        replace(clause, party=stays.organisation.ref if clause.party else "")
        for clause in document_of(deal).clauses
    ]
    alter(
        deal, Parts(parties=[PartyEntry(stays.organisation, "signatory")], clauses=handed_over), by=BY, at=AT
    )
    assert list(deal.parties.present()) == [stays]


def test_a_party_goes_whose_commitments_were_taken_out_before() -> None:
    deal = a_deal(a_city())
    stays, leaves = deal.parties.all()
    kept = [clause for clause in document_of(deal).clauses if clause.party != leaves.organisation.ref]
    alter(deal, Parts(clauses=kept), by=BY, at=AT)
    alter(deal, Parts(parties=[PartyEntry(stays.organisation, "signatory")]), by=BY, at=AT)
    assert list(deal.parties.present()) == [stays]


def test_an_organisation_that_was_removed_meanwhile_does_not_become_a_party() -> None:
    city = a_city()
    deal, gone = a_deal(city), an_organisation(city)
    remove(Organisation.objects.get(pk=gone.pk), by=BY, at=AT)
    present = [PartyEntry(party.organisation, party.role) for party in deal.parties.all()]
    with pytest.raises(NotWritten) as refusal:
        alter(deal, Parts(parties=[*present, PartyEntry(gone, "broker")]), by=BY, at=AT)
    assert refusal.value.reason is WhyNotWritten.CHANGED_MEANWHILE


def test_a_role_that_is_none_is_refused() -> None:
    deal = a_deal(a_city())
    present = [PartyEntry(party.organisation, "emperor") for party in deal.parties.all()]
    with pytest.raises(ValidationError):
        alter(deal, Parts(parties=present), by=BY, at=AT)


def test_a_clause_serves_only_goals_of_its_document() -> None:
    deal = a_deal(a_city())
    clauses = [
        replace(clause, serves=("c1",)) if clause.ref == "c2" else clause
        for clause in document_of(deal).clauses
    ]
    with pytest.raises(NotWritten) as refusal:
        alter(deal, Parts(clauses=clauses), by=BY, at=AT)
    assert (refusal.value.reason, refusal.value.clauses) == (WhyNotWritten.NOT_A_GOAL, ("c2",))


def test_a_clause_keeps_its_kind() -> None:
    deal = a_deal(a_city())
    clauses = [a_goal("c1") if clause.ref == "c1" else clause for clause in document_of(deal).clauses]
    with pytest.raises(NotWritten) as refusal:
        alter(deal, Parts(clauses=clauses), by=BY, at=AT)
    assert (refusal.value.reason, refusal.value.clauses) == (WhyNotWritten.OTHER_KIND, ("c1",))


@pytest.mark.parametrize(
    "many",
    [
        Parts(clauses=[a_goal(f"g{number}") for number in range(MOST_CLAUSES + 1)]),
        Parts(sources=[SourceEntry("https://example.org/")] * (MOST_SOURCES + 1)),
    ],
)
def test_a_deal_has_bounds(many: Parts) -> None:
    deal = a_deal(a_city())
    with pytest.raises(NotWritten) as refusal:
        alter(deal, many, by=BY, at=AT)
    assert refusal.value.reason is WhyNotWritten.TOO_MANY


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ({"starts_on": date(2026, 2, 1), "ends_on": date(2026, 1, 1)}, WhyNotWritten.ENDS_BEFORE_IT_BEGINS),
        ({"start_year": 2030, "end_year": 2029}, WhyNotWritten.ENDS_BEFORE_IT_BEGINS),
        ({"signature_state": "unknown"}, WhyNotWritten.SIGNATURE_OPEN),
        ({"signature_state": "signed"}, WhyNotWritten.NOT_FROM_HERE),
        ({"work_state": "completed"}, WhyNotWritten.NOT_FROM_HERE),
    ],
)
def test_a_head_that_cannot_be_is_refused(head: dict[str, Any], reason: WhyNotWritten) -> None:
    deal = a_deal(a_city())
    with pytest.raises(NotWritten) as refusal:
        alter(deal, Parts(head=head), by=BY, at=AT)
    assert refusal.value.reason is reason
    assert len(entries(deal)) == 1


def test_a_compiled_record_may_be_corrected_to_any_state() -> None:
    deal = a_deal(a_city(), is_compiled=True, signature_state="unknown")
    for head in ({"signature_state": "signed", "work_state": "completed"}, {"signature_state": "unknown"}):
        assert alter(deal, Parts(head=head), by=BY, at=AT) == sorted(head)


def test_what_goes_round_to_be_signed_stays_as_it_is() -> None:
    deal = a_deal(a_city())
    move_signature(deal, Signature.SIGNING, by=BY, at=AT)
    with pytest.raises(NotWritten) as refusal:
        alter(deal, Parts(head={"title": {"en": "Other"}}), by=BY, at=AT)
    assert refusal.value.reason is WhyNotWritten.BEING_SIGNED
    assert alter(deal, Parts(head={"start_year": 2026}), by=BY, at=AT) == ["start_year"]
    move_signature(deal, Signature.UNSIGNED, by=BY, at=AT)
    assert alter(deal, Parts(head={"title": {"en": "Other"}}), by=BY, at=AT) == ["title"]


def test_a_commitment_does_not_end_before_it_begins() -> None:
    deal = a_deal(a_city())
    company = deal.parties.all()[1].organisation
    clause = a_commitment(company, "c9", starts_on="2026-02-01", ends_on="2026-01-31")
    with pytest.raises(NotWritten) as refusal:
        alter(deal, Parts(clauses=[*document_of(deal).clauses, clause]), by=BY, at=AT)
    assert (refusal.value.reason, refusal.value.clauses) == (WhyNotWritten.ENDS_BEFORE_IT_BEGINS, ("c9",))


@pytest.mark.parametrize(
    "wrong", [{"quantity": "many"}, {"quantity": "NaN"}, {"money_eur": "1" * 20}, {"starts_on": "soon"}]
)
def test_an_amount_or_day_that_is_none_is_refused(wrong: dict[str, str]) -> None:
    deal = a_deal(a_city())
    company = deal.parties.all()[1].organisation
    with pytest.raises(ValidationError):
        alter(deal, Parts(clauses=[a_commitment(company, **wrong)]), by=BY, at=AT)


def test_a_party_can_come_back() -> None:
    deal = a_deal(a_city())
    first, second = (PartyEntry(party.organisation, "signatory") for party in deal.parties.all())
    clauses = document_of(deal).clauses
    own = [clause for clause in clauses if clause.party != second.organisation.ref]
    alter(deal, Parts(parties=[first], clauses=own), by=BY, at=AT)
    alter(deal, Parts(parties=[first, second], clauses=clauses), by=BY, at=AT)
    assert document_of(deal).clauses == clauses
    assert deal.parties.count() == 3


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda deal, other: Parts(clauses=[a_goal("g1"), a_goal("g1")]), WhyNotWritten.CLAUSE_TWICE),
        (lambda deal, other: Parts(clauses=[a_commitment(other)]), WhyNotWritten.NOT_A_PARTY),
        (lambda deal, other: Parts(parties=[PartyEntry(other, "signatory")]), WhyNotWritten.OTHER_CITY),
        (
            lambda deal, other: Parts(
                parties=[PartyEntry(deal.parties.all()[0].organisation, "signatory")] * 2
            ),
            WhyNotWritten.PARTY_TWICE,
        ),
    ],
)
def test_what_does_not_fit_together_is_refused(change: Any, reason: WhyNotWritten) -> None:
    deal = a_deal(a_city("here"))
    stranger = an_organisation(a_city("there"))
    with pytest.raises(NotWritten) as refusal:
        alter(deal, change(deal, stranger), by=BY, at=AT)
    assert refusal.value.reason is reason


def test_a_field_of_another_city_is_refused() -> None:
    deal = a_deal(a_city("here"))
    field, _added = keep(Field, a_city("there"), "energy", {"name": {"en": "Energy"}}, by=BY, at=AT)
    with pytest.raises(NotWritten):
        alter(deal, Parts(head={"field": field}), by=BY, at=AT)


def test_an_invented_deal_never_reaches_a_real_city() -> None:
    deal = a_deal(a_city("invented", is_invented=True))
    with pytest.raises(NotWritten) as refusal:
        alter(deal, Parts(head={"further_cities": [a_city("real")]}), by=BY, at=AT)
    assert refusal.value.reason is WhyNotWritten.OTHER_CITY


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": {"xx": "no such language"}},
        {"sdgs": [18]},
        {"kind": "treaty"},
        {"start_year": 30},
        {"lat": 100.0},
    ],
)
def test_a_wrong_value_is_refused(wrong: dict[str, Any]) -> None:
    deal = a_deal(a_city())
    with pytest.raises(ValidationError):
        alter(deal, Parts(head=wrong), by=BY, at=AT)


def test_a_clause_taken_out_and_put_back_is_the_same_row() -> None:
    deal = a_deal(a_city())
    clauses = document_of(deal).clauses
    row = deal.clauses.get(ref="c1")
    alter(deal, Parts(clauses=[clause for clause in clauses if clause.ref != "c1"]), by=BY, at=AT)
    assert not deal.clauses.standing().filter(ref="c1").exists()
    alter(deal, Parts(clauses=clauses), by=BY, at=AT)
    assert deal.clauses.standing().get(ref="c1").pk == row.pk


def test_amounts_and_days_survive_the_register_to_the_letter() -> None:
    city = a_city()
    works = an_organisation(city, "works")
    clause = a_commitment(
        works,
        quantity="250.5",
        unit="kWp",
        starts_on="2026-01-01",
        ends_on="2027-12-31",
        money_eur="1000000",
        staff_fte="0.25",
    )
    deal = a_deal(city, parts=Parts(parties=[PartyEntry(works, "signatory")], clauses=[clause]))
    assert document_of(deal).clauses == (clause,)


def test_sources_are_kept_in_order() -> None:
    deal = a_deal(a_city(), is_compiled=True)
    sources = [SourceEntry("https://example.org/b"), SourceEntry("https://example.org/a", AT.date())]
    assert alter(deal, Parts(sources=sources), by=BY, at=AT) == ["sources"]
    assert [source.url for source in deal.sources.all()] == ["https://example.org/b", "https://example.org/a"]


def test_the_chain_holds_after_all_of_it() -> None:
    city = a_city()
    deal = a_deal(city)
    alter(deal, Parts(head={"title": {"en": "New"}, "sdgs": [7]}), by=BY, at=AT)
    city.chain.refresh_from_db()
    assert verify_chain(city.chain) is None
