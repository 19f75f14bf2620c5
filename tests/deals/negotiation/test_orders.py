"""Whatever is done in whatever order: the terms are the entered changes one after the other, to the letter, and none of
them entered without every consent needed for exactly its text."""

import json
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from greenpact.deals.changes.operations import (
    UNNUMBERED,
    DoesNotApply,
    Operation,
    add,
    alter,
    fingerprint,
    move,
    operations_data,
    operations_from,
    rebased,
    remove,
    set_head,
    set_role,
)
from greenpact.deals.changes.operations import apply as applied
from greenpact.deals.changes.rules import Proposal, Rule, RuleKind, needed, replayed, turns
from greenpact.deals.changes.terms import HEAD, Terms, canonical_terms, terms_from
from greenpact.deals.document import Clause, ClauseKind
from greenpact.deals.models import Stance
from greenpact.deals.negotiation.answering import consent, lift_objection, object_to
from greenpact.deals.negotiation.proposing import counter, propose, withdraw
from greenpact.deals.negotiation.refusing import NotNegotiated
from tests.deals.negotiation.rooms import ARoom, a_room, later
from tests.makers import AT, BY

WORDS = st.text("abc ", min_size=1, max_size=12).filter(str.strip)
WISHES = st.tuples(
    st.sampled_from(["word", "money", "add", "remove", "move", "title", "years"]), st.integers(0, 5), WORDS
)
DEEDS = st.tuples(
    st.sampled_from(
        ["propose", "propose", "consent", "consent", "consent", "object", "lift", "counter", "withdraw"]
    ),
    st.integers(0, 9),
    st.integers(0, 2),
    WISHES,
)


def wish(terms: Terms, wanted: tuple[str, int, str]) -> list[Operation]:
    """A change of a kind to some clause of the terms as they stand."""
    kind, number, words = wanted
    clause = terms.clauses[number % len(terms.clauses)]
    last = terms.clauses[-1].ref
    new = Clause(ref=UNNUMBERED, kind=ClauseKind.PROVISION, text={"en": words})
    wishes = {
        "word": lambda: alter(clause, replace(clause, text={"en": words})),
        "money": lambda: alter(clause, replace(clause, money_eur=str(number + 1))),
        "add": lambda: add(new, behind=clause.ref),
        "remove": lambda: remove(terms, clause),
        "move": lambda: move(terms, clause.ref, behind="" if clause.ref == last else last),
        "title": lambda: set_head(terms, "title", {"en": words}),
        "years": lambda: set_head(terms, "end_year", 2030 + number),
    }
    return [wishes[kind]()]


def do(room: ARoom, deed: tuple[str, int, int, tuple[str, int, str]], at: int) -> None:
    """Do something as somebody would, or be refused."""
    what, which, who, wanted = deed
    party = room.all[who]
    changes = list(room.deal.changes.filter(state="open"))
    change = changes[which % len(changes)] if changes else None
    try:
        if what == "propose" or change is None:
            propose(room.deal, wish(room.terms, wanted), party=party, by=BY, at=later(at))
        elif what == "consent":
            consent(change, party=party, seen=change.fingerprint, by=BY, at=later(at))
        elif what == "object":
            object_to(change, party=party, reason="No", by=BY, at=later(at))
        elif what == "lift":
            lift_objection(change, party=party, by=BY, at=later(at))
        elif what == "counter":
            counter(change, wish(room.terms, wanted), party=party, by=BY, at=later(at))
        else:
            withdraw(change, party=party, by=BY, at=later(at))
    except NotNegotiated:
        pass


@pytest.mark.django_db
@settings(max_examples=25)
@given(st.lists(DEEDS, min_size=4, max_size=30), st.sampled_from(["all", "named"]))
def test_the_terms_are_the_entered_changes_in_their_order(deeds: list[object], rule: str) -> None:

    with transaction.atomic():
        named = ("the-city", "utility") if rule == "named" else ()
        room = a_room(rule=RuleKind(rule), named=named)
        for at, deed in enumerate(deeds):
            do(room, deed, at)  # type: ignore[arg-type]  # drawn by the strategy above
        base = terms_from(json.loads(room.deal.room.base))
        entered = list(room.deal.changes.filter(state="entered").order_by("entered_as"))
        terms = base
        for change in entered:
            operations = operations_from(change.operations)
            assert fingerprint(operations) == change.fingerprint
            asked = needed(operations, terms, Rule(RuleKind(rule), frozenset(named)))
            standing = Stance.objects.standing().filter(change=change, fingerprint=change.fingerprint)
            assert asked <= set(standing.filter(consents=True).values_list("party__ref", flat=True))
            terms = applied(terms, operations)
        assert canonical_terms(terms) == canonical_terms(room.terms)
        assert canonical_terms(
            replayed(base, [operations_from(c.operations) for c in entered])
        ) == canonical_terms(terms)
        transaction.set_rollback(True)


clause_values = st.builds(
    Clause,
    ref=st.sampled_from(["c1", "c2", "g1", "p1"]),
    kind=st.just(ClauseKind.PROVISION),
    text=st.fixed_dictionaries({"en": WORDS}),
    money_eur=st.sampled_from(["", "1", "2"]),
    unit=st.sampled_from(["", "kW"]),
)
terms_values = st.lists(clause_values, min_size=1, max_size=4, unique_by=lambda c: c.ref).map(
    lambda clauses: Terms(head=dict.fromkeys(HEAD), parties={"a": "signatory"}, clauses=tuple(clauses))
)


@given(terms_values, WISHES, WISHES)
def test_a_wish_brought_onto_new_terms_keeps_what_it_wanted_and_what_others_entered(
    terms: Terms, first: tuple[str, int, str], second: tuple[str, int, str]
) -> None:
    mine, theirs = wish(terms, first), wish(terms, second)
    now = applied(terms, theirs)
    fresh = rebased(mine, now)
    if fresh is None:
        return
    after = applied(now, fresh)
    for before, operation in zip(mine, fresh, strict=True):
        assert (before.do, before.what, before.behind) == (operation.do, operation.what, operation.behind)
        if (was := before.was) and (wanted := before.becomes) and (got := after.clause(before.what)):
            kept = now.clause(before.what)
            for name in ("text", "money_eur", "unit"):
                changed = getattr(wanted, name) != getattr(was, name)
                assert getattr(got, name) == getattr(wanted if changed else kept, name)


@given(terms_values, WISHES)
def test_a_change_is_read_back_as_it_was_written(terms: Terms, wanted: tuple[str, int, str]) -> None:

    operations = tuple(wish(terms, wanted))
    again = operations_from(json.loads(json.dumps(operations_data(operations))))
    assert fingerprint(again) == fingerprint(operations)
    try:
        assert applied(terms, again) == applied(terms, operations)
    except DoesNotApply:
        pytest.fail("a fresh change applies")


@given(st.sets(st.sampled_from(["a", "b", "c", "d"]), min_size=1))
def test_whose_move_it_is_follows_from_who_is_missing(present: set[str]) -> None:
    terms = Terms(dict.fromkeys(HEAD), dict.fromkeys(sorted(present), "signatory"), ())
    operations = (set_role(terms, "e", "supporter"),)
    proposal = Proposal("x", 1, "party:e", "a", operations, fingerprint(operations), AT)
    assert set(turns([proposal], terms, Rule(RuleKind.ALL))) == present
