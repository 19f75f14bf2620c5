"""A document keeps its bytes: canonical, read back whole, different when anything differs."""

import json

from hypothesis import given
from hypothesis import strategies as st

from greenpact.deals.comparing import Difference, Span, compare, head_changes, redline
from greenpact.deals.document import (
    Clause,
    ClauseKind,
    Document,
    DocumentParty,
    Duty,
    as_data,
    canonical,
    digest,
    from_data,
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
texts = st.dictionaries(st.sampled_from(["de", "en", "fr"]), words.filter(bool), max_size=3)
refs = st.text("abc123", min_size=1, max_size=6)
clauses = st.lists(
    st.builds(
        Clause,
        ref=refs,
        kind=st.sampled_from(ClauseKind),
        text=texts,
        party=refs,
        duty=st.sampled_from(Duty),
        due_year=st.none() | st.integers(2020, 2050),
        serves=st.lists(refs, max_size=2).map(tuple),
        quantity=st.sampled_from(["", "250", "0.5"]),
    ),
    max_size=5,
    unique_by=lambda clause: clause.ref,
).map(tuple)
documents = st.builds(
    Document,
    title=texts,
    summary=texts,
    parties=st.lists(st.builds(DocumentParty, refs, words, refs), max_size=3).map(tuple),
    clauses=clauses,
)


@given(documents)
def test_a_document_is_read_back_as_it_was(document: Document) -> None:
    frozen = canonical(document, deal="city/deal")
    again = from_data(json.loads(frozen))
    assert again == document
    assert canonical(again, deal="city/deal") == frozen


@given(documents, documents)
def test_two_documents_share_a_hash_only_when_they_are_the_same(one: Document, other: Document) -> None:
    same_hash = digest(canonical(one, deal="c/d")) == digest(canonical(other, deal="c/d"))
    assert same_hash == (one == other)


@given(documents, documents)
def test_a_comparison_names_every_clause_of_both_sides_once(before: Document, after: Document) -> None:
    rows = compare(before, after)
    assert sorted(row.clause.ref for row in rows) == sorted(
        {clause.ref for clause in before.clauses} | {clause.ref for clause in after.clauses}
    )
    assert [row.clause.ref for row in rows if row.after] == [clause.ref for clause in after.clauses]


@given(documents)
def test_nothing_changed_against_itself(document: Document) -> None:
    assert all(row.difference is Difference.SAME for row in compare(document, document))
    assert head_changes(document, document) == []


@given(words, words)
def test_a_redline_holds_both_texts_to_the_letter(before: str, after: str) -> None:
    spans = redline(before, after)
    assert "".join(span.text for span in spans if span.span is not Span.INSERTED) == before
    assert "".join(span.text for span in spans if span.span is not Span.DELETED) == after


def clause(ref: str, text: str = "x") -> Clause:
    return Clause(ref, ClauseKind.PROVISION, {"en": text})


def with_clauses(*rows: Clause) -> Document:
    return Document({"en": "T"}, {}, (), rows)


def test_added_removed_altered_and_moved_are_told_apart() -> None:
    before = with_clauses(clause("a"), clause("b"), clause("c"), clause("d"))
    after = with_clauses(clause("c"), clause("a"), clause("b", "y"), clause("e"))
    found = {row.clause.ref: row.difference for row in compare(before, after)}
    assert found == {
        "a": Difference.SAME,
        "b": Difference.ALTERED,
        "c": Difference.MOVED,
        "d": Difference.REMOVED,
        "e": Difference.ADDED,
    }


def test_a_removed_clause_stands_behind_its_former_neighbour() -> None:
    before = with_clauses(clause("a"), clause("b"), clause("c"))
    after = with_clauses(clause("a"), clause("c"))
    assert [row.clause.ref for row in compare(before, after)] == ["a", "b", "c"]


def test_long_texts_of_ever_the_same_words_are_compared_at_once() -> None:
    before, after = "a " * 10_000, "b a " * 5_000
    assert [(words.span, words.text) for words in redline(before, after)] == [
        (Span.DELETED, before),
        (Span.INSERTED, after),
    ]


def test_what_came_later_leaves_old_hashes_alone() -> None:
    """The very bytes of a version as they were published before there was a period, a language or a heading."""
    old = (
        '{"clauses":[{"duty":"unknown","kind":"goal","ref":"g1","text":{"en":"Half"}}],"deal":"a/b",'
        '"format":"greenpact/deal-document/1","legal_nature":"intent","parties":[],"summary":{},"title":{"en":"T"}}'
    )
    document = from_data(json.loads(old))
    assert canonical(document, deal="a/b").decode() == old
    assert (document.starts_on, document.binding_language, document.clauses[0].heading) == ("", "", {})


def test_what_came_later_is_read_back() -> None:
    document = Document(
        title={},
        summary={},
        parties=(),
        clauses=(Clause("p1", ClauseKind.PROVISION, {"en": "x"}, heading={"en": "H"}),),
        starts_on="2026-01-01",
        binding_language="de",
    )
    assert from_data(as_data(document, deal="a/b")) == document
