"""Deciding about ideas, bringing them together, showing them, handing them on: what is allowed, and what follows."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from greenpact.files.kinds import FileKind
from greenpact.files.models import File
from greenpact.files.taking import content_of, take
from greenpact.ideas.answer_rules import Decision, Finding, Question
from greenpact.ideas.conversing import ask, remark
from greenpact.ideas.deciding import (
    Judgement,
    NotDecided,
    Verdict,
    WhyNotDecided,
    decide,
    judge,
    open_questions,
)
from greenpact.ideas.handing_on import agree, propose
from greenpact.ideas.merging import NotMerged, WhyNotMerged, leading, merge, together
from greenpact.ideas.models import Attachment, Idea
from greenpact.ideas.showing import NotShown, WhyNotShown, hide, show
from greenpact.ideas.submitting import sender_of
from greenpact.journal.models import Entry
from greenpact.journal.verifying import verify_chain
from tests.ideas.making import FOUND, REASON, a_judged_idea, an_idea, an_office, fresh
from tests.makers import AT, BY, a_city

pytestmark = pytest.mark.django_db

HANDED = ["idea.handing_proposed", "idea.handing_answered", "idea.decided"]


def test_a_question_is_answered_with_a_reason_and_told_once() -> None:
    idea = an_idea(a_city())
    assert open_questions(idea) == list(Question)
    assert judge(idea, FOUND, account=None, by=BY, at=AT) == list(Question)
    assert judge(idea, FOUND, account=None, by=BY, at=AT) == []
    assert open_questions(idea) == []
    assert Entry.objects.get(verb="idea.checked").payload == {question.value: "yes" for question in Question}
    with pytest.raises(NotDecided) as refusal:
        judge(idea, {Question.LAWFUL: Judgement(Finding.NO)}, account=None, by=BY, at=AT)
    assert refusal.value.reason is WhyNotDecided.ANSWER_WITHOUT_REASON


def test_a_decision_ends_the_wait_and_its_reason_stays_out_of_the_journal() -> None:
    idea = a_judged_idea(a_city())
    answer = decide(idea, Verdict(Decision.DECLINED, f" {REASON} "), account=None, by=BY, at=AT)
    assert answer.reason == REASON
    idea = fresh(idea)
    assert (idea.state, idea.decision, idea.decided_at, idea.closed_at) == ("decided", "declined", AT, None)
    entry = Entry.objects.get(verb="idea.decided")
    assert entry.payload == {"decision": "declined"}
    assert entry.is_public


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [
        (Verdict(Decision.KEPT, "Too short."), WhyNotDecided.REASON_TOO_SHORT),
        (Verdict(Decision.DECLINED, REASON), WhyNotDecided.QUESTIONS_OPEN),
        (Verdict(Decision.OFFICE, REASON), WhyNotDecided.OFFICE_MISSING),
        (Verdict(Decision.CITY, REASON), WhyNotDecided.CITY_MISSING),
    ],
)
def test_what_a_verdict_lacks_is_refused(verdict: Verdict, reason: WhyNotDecided) -> None:
    idea = an_idea(a_city())
    with pytest.raises(NotDecided) as refusal:
        decide(idea, verdict, account=None, by=BY, at=AT)
    assert refusal.value.reason is reason
    assert fresh(idea).edition == idea.edition


def test_a_deal_must_be_named() -> None:
    with pytest.raises(NotDecided) as refusal:
        decide(a_judged_idea(a_city()), Verdict(Decision.DEAL, REASON), account=None, by=BY, at=AT)
    assert refusal.value.reason is WhyNotDecided.DEAL_MISSING


def test_what_is_decided_stays_decided_but_what_was_kept_may_be_taken_up() -> None:
    city = a_city()
    kept, declined = a_judged_idea(city), a_judged_idea(city)
    decide(kept, Verdict(Decision.KEPT, REASON), account=None, by=BY, at=AT)
    decide(declined, Verdict(Decision.DECLINED, REASON), account=None, by=BY, at=AT)
    decide(kept, Verdict(Decision.DECLINED, REASON), account=None, by=BY, at=AT)
    assert fresh(kept).decision == "declined"
    with pytest.raises(NotDecided) as refusal:
        decide(declined, Verdict(Decision.KEPT, REASON), account=None, by=BY, at=AT)
    assert refusal.value.reason is WhyNotDecided.NOT_WAITING


def test_nobody_decides_over_what_they_have_not_seen() -> None:
    idea = an_idea(a_city())
    with pytest.raises(NotDecided) as refusal:
        decide(idea, Verdict(Decision.KEPT, REASON), account=None, by=BY, at=AT, seen=idea.edition - 1)
    assert refusal.value.reason is WhyNotDecided.CHANGED_MEANWHILE


def test_another_citys_office_cannot_be_handed_to() -> None:
    office = an_office(a_city("mannheim"))
    with pytest.raises(NotDecided) as refusal:
        decide(an_idea(a_city()), Verdict(Decision.OFFICE, REASON, office=office), account=None, by=BY, at=AT)
    assert refusal.value.reason is WhyNotDecided.OTHER_CITY


def test_another_city_gets_what_was_written_and_how_to_answer_and_nothing_else() -> None:
    here, there = a_city(), a_city("mannheim")
    idea = an_idea(here)
    csv = SimpleUploadedFile("roofs.csv", b"a;b\n1;2\n")
    Attachment.objects.create(idea=idea, file=take(csv, kinds=set(FileKind), at=AT))
    ask(idea, "Which roofs?", account=None, by=BY, at=AT)
    remark(idea, "Not ours.", account=None, by=BY, at=AT)
    handover = propose(idea, there, reason=REASON, account=None, by=BY, at=AT)
    handed = fresh(agree(handover, by=sender_of(idea), at=AT))
    assert (handed.city, handed.title, handed.email, handed.name) == (
        there,
        idea.title,
        idea.email,
        idea.name,
    )
    assert (handed.phone, handed.messages.count(), handed.remarks.count()) == ("", 0, 0)
    assert content_of(handed.attachments.get().file) == b"a;b\n1;2\n"
    assert handed.due_on is not None
    assert fresh(idea).decision == "city"
    verbs = {
        city.slug: list(
            Entry.objects.filter(chain=city.chain_id, subject__startswith="idea:")
            .order_by("number")
            .values_list("verb", flat=True)
        )
        for city in (here, there)
    }
    assert verbs == {
        "heidelberg": ["idea.routed", "idea.asked", "idea.remarked", *HANDED],
        "mannheim": ["idea.confirmed", "idea.routed"],
    }
    assert File.objects.count() == 2


def test_an_invented_city_hands_nothing_to_a_real_one() -> None:
    idea = an_idea(a_city(is_invented=True))
    with pytest.raises(NotDecided):
        propose(idea, a_city("mannheim"), reason=REASON, account=None, by=BY, at=AT)
    assert Idea.objects.count() == 1


def test_ideas_brought_together_have_one_that_leads() -> None:
    city = a_city()
    first, second, third = an_idea(city), an_idea(city), an_idea(city)
    merge(first, second, by=BY, at=AT)
    merge(second, third, by=BY, at=AT)
    assert together(fresh(third)) == [third, first, second]
    assert leading(Idea.objects.get(pk=first.pk)) == third
    assert [entry.payload for entry in Entry.objects.filter(verb="idea.merged").order_by("number")] == [
        {"into": second.ref},
        {"into": third.ref},
    ]


def test_what_cannot_be_brought_together_stays_apart() -> None:
    city = a_city()
    idea, other, foreign = an_idea(city), an_idea(city), an_idea(a_city("mannheim"))
    merge(other, an_idea(city), by=BY, at=AT)
    for into, reason in (
        (idea, WhyNotMerged.SAME),
        (foreign, WhyNotMerged.OTHER_CITY),
        (other, WhyNotMerged.MERGED_ITSELF),
    ):
        with pytest.raises(NotMerged) as refusal:
            merge(idea, into, by=BY, at=AT)
        assert refusal.value.reason is reason
    with pytest.raises(NotMerged) as refusal:
        merge(other, idea, by=BY, at=AT)
    assert refusal.value.reason is WhyNotMerged.NOT_WAITING


def test_an_idea_is_shown_only_where_its_sender_agreed() -> None:
    city = a_city()
    quiet, open_one = an_idea(city), an_idea(city, may_publish=True)
    with pytest.raises(NotShown) as refusal:
        show(quiet, title="Solar", by=BY, at=AT)
    assert refusal.value.reason is WhyNotShown.NOT_AGREED
    show(open_one, title=" Solar ", by=BY, at=AT)
    show(open_one, title="Solar roofs", by=BY, at=AT + timedelta(days=1))
    shown = fresh(open_one)
    assert (shown.public_title, shown.public_at) == ("Solar roofs", AT)
    hide(open_one, by=BY, at=AT)
    hide(open_one, by=BY, at=AT)
    assert fresh(open_one).public_at is None
    told = Entry.objects.filter(verb__in=("idea.shown", "idea.hidden"))
    assert [entry.is_public for entry in told] == [True] * 3
    assert all(entry.payload == {} for entry in told)


def test_no_entry_about_an_idea_holds_what_somebody_wrote() -> None:
    city, there = a_city(), a_city("mannheim")
    idea = a_judged_idea(city, may_publish=True)
    ask(idea, "SECRET words", account=None, by=BY, at=AT)
    remark(idea, "SECRET words", account=None, by=BY, at=AT)
    show(idea, title="SECRET words", by=BY, at=AT)
    reason = "SECRET words and some more of them"
    handover = propose(fresh(idea), there, reason=reason, account=None, by=BY, at=AT)
    agree(handover, by=sender_of(idea), at=AT)
    told = str(
        list(Entry.objects.filter(subject__startswith="idea:").values_list("payload", "actor", "subject"))
    )
    for secret in ("SECRET", "Muster", "example.org", "Sonnenhof", "Solar"):
        assert secret not in told
    for chain in (city.chain, there.chain):
        assert verify_chain(chain) is None
