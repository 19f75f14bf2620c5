"""The small pure parts of the editor: short names, numbers, order, and refusals in words."""

from collections.abc import Iterator
from enum import StrEnum

import pytest
from django.utils import translation

from greenpact.cities.keeping import NotKept, WhyNotKept
from greenpact.deals.discarding import NotDiscarded, WhyNotDiscarded
from greenpact.deals.document import Clause, ClauseKind
from greenpact.deals.numbering import next_ref
from greenpact.deals.parts import NotWritten, WhyNotWritten
from greenpact.deals.progressing import NotMoved, WhyNotMoved
from greenpact.deals.publishing import NotPublished, WhyNotPublished
from greenpact.deals.rules import Lack
from greenpact.measures.planning import NotPlanned, WhyNotPlanned
from greenpact.measures.recording import NotRecorded, WhyNotRecorded
from greenpact.parties.granting import NotGranted, WhyNotGranted
from greenpact.workspace.deals.arranging import Way, clause_moved, clause_put, clause_taken_out
from greenpact.workspace.deals.going_public import WHERE
from greenpact.workspace.editing.inputs import language_name, pointed
from greenpact.workspace.naming import LONGEST, free_ref, propose_from, propose_ref
from greenpact.workspace.refusals import lack_sentence, sentence, sentences, was_changed_meanwhile

REFUSALS: list[tuple[type[Exception], type[StrEnum]]] = [
    (NotWritten, WhyNotWritten),
    (NotPublished, WhyNotPublished),
    (NotDiscarded, WhyNotDiscarded),
    (NotMoved, WhyNotMoved),
    (NotPlanned, WhyNotPlanned),
    (NotRecorded, WhyNotRecorded),
    (NotKept, WhyNotKept),
    (NotGranted, WhyNotGranted),
]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(("refusal", "reasons"), REFUSALS)
def test_every_refusal_is_a_sentence(refusal: type[Exception], reasons: type[StrEnum]) -> None:
    for reason in reasons:
        words = sentence(refusal(reason))
        assert words[0].isupper()
        assert words.endswith((".", ":"))
        assert was_changed_meanwhile(refusal(reason)) is (reason.value == "changed_meanwhile")


def test_everything_that_may_be_missing_is_named_and_has_its_place() -> None:
    for lack in Lack:
        assert lack_sentence(lack).endswith(".")
        assert lack in WHERE
    refusal = NotWritten(WhyNotWritten.INCOMPLETE, lacks=[Lack.TITLE, Lack.SUMMARY])
    assert sentences(refusal)[1:] == ["The deal has no title.", "The deal has no summary."]


@pytest.mark.parametrize(
    ("title", "ref"),
    [
        ("Großwärmenetz Süd", "grosswaermenetz-sued"),
        ("Συμφωνία για το κλίμα", "symfonia-gia-to-klima"),
        ("Зелена сделка за Габрово", "zelena-sdelka-za-gabrovo"),
        ("Zażółć gęślą jaźń", "zazolc-gesla-jazn"),
        ("Eau & énergie — « l’avenir »", "eau-energie-l-avenir"),
        ("  ../../etc/passwd <script>", "etc-passwd-script"),
        ("日本", ""),
    ],
)
def test_a_title_becomes_a_short_name(title: str, ref: str) -> None:
    assert propose_ref(title) == ref


def test_a_long_title_is_cut_between_words() -> None:
    assert propose_ref("Ein sehr langer Titel " * 6).endswith("-sehr-langer")
    assert len(propose_ref("x" * 500)) == LONGEST


def test_the_city_s_own_language_names_the_deal_first() -> None:
    assert propose_from({"en": "Roofs", "de": "Dächer"}, first=["de", "en"]) == "daecher"
    assert propose_from({"ja": "日本", "en": "Roofs"}, first=["de"]) == "roofs"


def test_a_short_name_that_is_taken_gets_a_number() -> None:
    assert free_ref("roofs", {"roofs", "roofs-2"}) == "roofs-3"
    assert free_ref("new", set()) == "new-2"


@pytest.mark.parametrize(
    ("typed", "sign", "read"),
    [
        ("1.250", ",", "1250"),
        ("1.250,5", ",", "1250.5"),
        ("12.5", ",", "12.5"),
        ("12,5", ",", "12.5"),
        ("1 250,5", ",", "1250.5"),
        ("1,250", ".", "1250"),
        ("1,250.5", ".", "1250.5"),
        ("12,5", ".", "12.5"),
        ("1.250", ".", "1.250"),
        ("5\u202f200\u202f000", ",", "5200000"),
        ("1.25.3", ",", "1.25.3"),
        ("many", ",", "many"),
    ],
)
def test_numbers_are_read_in_the_reader_s_way(typed: str, sign: str, read: str) -> None:
    assert pointed(typed, sign) == read


def test_languages_go_by_their_names() -> None:
    assert language_name("mt") == "Maltese"
    with translation.override("de"):
        assert language_name("el") == "Griechisch"
    assert language_name("xx") == "xx"


def _clause(ref: str, kind: ClauseKind, **values: object) -> Clause:
    return Clause(ref=ref, kind=kind, text={"en": ref}, **values)  # type: ignore[arg-type]  # plain test values


def test_order_is_changed_within_a_kind_alone() -> None:
    goal, provision = _clause("g1", ClauseKind.GOAL), _clause("p1", ClauseKind.PROVISION)
    first, second = _clause("c1", ClauseKind.COMMITMENT), _clause("c2", ClauseKind.COMMITMENT)
    document = [goal, first, provision, second]
    assert [clause.ref for clause in clause_moved(document, "c2", Way.UP)] == ["g1", "c2", "p1", "c1"]
    assert clause_moved(document, "g1", Way.DOWN) == document
    assert clause_moved(document, "none", Way.UP) == document


def test_numbers_go_on_after_the_highest() -> None:
    assert next_ref(ClauseKind.GOAL, []) == "g1"
    assert next_ref(ClauseKind.COMMITMENT, ["c1", "c7", "g9", "cargo", "c٣"]) == "c8"


def test_putting_and_taking_out_keep_the_rest() -> None:
    goal = _clause("g1", ClauseKind.GOAL)
    commitment = _clause("c1", ClauseKind.COMMITMENT, serves=("g1",))
    assert clause_put([goal, commitment], goal) == [goal, commitment]
    assert clause_taken_out([goal, commitment], "g1") == [_clause("c1", ClauseKind.COMMITMENT)]
