"""The things that pages are about: each function makes one on the stage and says what its address is filled with."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from django.utils import timezone

from evidence.trial_keys import make_trial_key
from greenpact.deals.models import Deal
from greenpact.deals.models.signing import SealCertificate
from greenpact.deals.patterns.delivered import delivered
from greenpact.deals.patterns.keeping import take_over
from greenpact.deals.publishing import publish
from greenpact.files.kinds import FileKind
from greenpact.files.taking import keep as keep_file
from greenpact.files.taking import take
from greenpact.following.links import confirmation_path, end_path
from greenpact.following.rules import FollowRhythm, Topic, TopicKind
from greenpact.following.subscribing import ask as ask_to_follow
from greenpact.ideas.attaching import attach
from greenpact.ideas.links import confirmation_token, status_token
from greenpact.ideas.models import Idea
from greenpact.ideas.submitting import submit
from greenpact.labels.appealing import appeal
from greenpact.labels.models import CriterionAnswer, Label
from greenpact.labels.rules import Suspension
from greenpact.labels.suspending import suspend
from greenpact.measures.addressing import set_contact
from greenpact.measures.asking import ask
from greenpact.measures.check_in_links import token_of
from greenpact.measures.indicator_rules import Figure, Point, Rhythm
from greenpact.measures.reading import correct
from greenpact.measures.rules import State
from greenpact.measures.statement_rules import Voice
from greenpact.measures.stating import Said, Speaker, open_dispute, state
from greenpact.notices.models import Mail, MailState
from greenpact.notices.posting import Letter, post_to_address
from greenpact.notices.rules import Kind
from greenpact.parties.issuing_tokens import issue
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from greenpact.parties.token_rules import Scope
from greenpact.reports.checking import check as check_report
from greenpact.reports.compiling import Wish, compile_report
from greenpact.reports.publishing import publish as publish_report
from greenpact.reports.rules import Period
from greenpact.sensors.hearing import hear
from greenpact.workspace.duties.feed import token_for
from greenpact.workspace.importing.planning import Options
from greenpact.workspace.importing.reading import SentFile
from greenpact.workspace.importing.taking_in import Sender, read_import, take_in
from telemetry.values import Heard
from tests.deals.signing.hands import a_mandate, on_paper, seats
from tests.doors.stage import Stage
from tests.ideas.sending import a_confirmed_idea, a_pdf, values
from tests.labels.makers import a_label as an_awarded_label
from tests.labels.makers import a_scheme
from tests.makers import AT, BY, a_member
from tests.measures.intake_makers import delivered as a_delivered_file
from tests.measures.makers import YEAR, a_reading, measure_of, taken
from tests.measures.makers import an_indicator as an_indicator_of
from tests.sensors.makers import a_mapped_series, a_source


def a_change(stage: Stage) -> dict[str, str]:
    return {"change_ref": stage.room.changes.get().ref}


def a_signature(stage: Stage) -> dict[str, str]:
    """One given on paper by somebody else."""
    row = stage.signing.rounds.get()
    seat = next(seat for seat in seats(row) if seat.organisation == stage.party)
    return {"signature": on_paper(seat, a_member(stage.city, Role.PROGRAMME_OFFICE)).ref}


def an_idea(stage: Stage) -> dict[str, str]:
    idea = a_confirmed_idea(stage.city)
    attach(idea, [take(a_pdf(), kinds=[FileKind.PDF], at=AT)])
    return {"ref": idea.ref, "file_ref": idea.attachments.get().file.ref, "which": "declined"}


def a_private_page(stage: Stage) -> dict[str, str]:
    found = an_idea(stage)
    idea = Idea.objects.select_related("city").get(ref=found["ref"])
    return {"token": status_token(idea), "file": found["file_ref"]}


def to_be_confirmed(stage: Stage) -> dict[str, str]:
    return {"token": confirmation_token(submit(stage.city, values(), at=timezone.now()))}


def a_label(stage: Stage) -> dict[str, str]:
    label = an_awarded_label(stage.signed, at=timezone.now())
    certificate = label.certificates.first()
    assert certificate is not None
    return {"ref": label.ref, "criterion": "wording", "language": "en", "party": certificate.ref}


def a_suspended_label(stage: Stage) -> dict[str, str]:
    found = a_label(stage)
    label = Label.objects.get(ref=found["ref"])
    suspend(label, Suspension.MISUSED, by=BY, at=timezone.now())
    return found


def an_appeal(stage: Stage) -> dict[str, str]:
    found = a_suspended_label(stage)
    label = Label.objects.get(ref=found["ref"])
    appeal(label, organisation=stage.party, text="It was not us.", by=BY, at=timezone.now())
    return found


def label_evidence(stage: Stage) -> dict[str, str]:
    found = a_label(stage)
    answer = CriterionAnswer.objects.filter(assessment__label__ref=found["ref"]).first()
    assert answer is not None
    answer.file = keep_file(b"%PDF-1.7 evidence", name="e.pdf", media_type="application/pdf", at=AT)
    answer.save()
    return {"ref": found["ref"], "file": answer.file.ref}


def a_report(stage: Stage) -> dict[str, str]:
    """A draft, and a published one to compare it with."""
    old = a_published_report(stage)
    draft = compile_report(stage.city, Wish(Period.year(AT.year - 1)), by=BY, at=AT)
    return {"ref": draft.ref, "other": old["ref"]}


def a_file_of_a_report(stage: Stage) -> dict[str, str]:
    return {**a_report(stage), "form": "press", "ending": "txt"}


def a_published_report(stage: Stage) -> dict[str, str]:
    draft = compile_report(stage.city, Wish(Period.year(AT.year - 1)), by=BY, at=AT)
    report = publish_report(check_report(draft, by="account:checker", at=AT), by=BY, at=AT)
    return {"ref": report.ref, "form": "press", "language": "en", "ending": "txt"}


def the_rules(stage: Stage) -> dict[str, int]:
    return {"number": a_scheme(stage.city).number}


def a_mandate_of_the_party(stage: Stage) -> dict[str, str]:
    mandate = a_mandate(stage.party)
    mandate.evidence = keep_file(b"%PDF-1.7 proof", name="p.pdf", media_type="application/pdf", at=AT)
    mandate.save()
    return {"ref": mandate.ref}


def own_pattern(stage: Stage) -> dict[str, str]:
    pattern = delivered()["agreement-intent"]
    return {"ref": take_over(stage.city, "ours", pattern, by=BY, at=AT).ref}


def delivered_pattern(_stage: Stage) -> dict[str, str]:
    return {"ref": "agreement-intent"}


def a_group(stage: Stage) -> dict[str, str]:
    Organisation.objects.filter(pk=stage.party.pk).update(kind="group")
    return {"ref": stage.party.ref}


def a_person_of_the_party(stage: Stage) -> dict[str, str]:
    account = a_member(stage.city, Role.PARTY_EDITOR, stage.party)
    return {"ref": stage.party.ref, "membership_ref": account.memberships.get().ref}


def a_signed_version(stage: Stage) -> dict[str, Any]:
    """A public deal whose round everybody has signed and the city has sealed."""
    row = stage.signing.rounds.get()
    publish(stage.signing, by=BY, at=AT)
    copy = keep_file(b"%PDF-1.7 sealed", name="s.pdf", media_type="application/pdf", at=AT)
    row.state, row.signed_on, row.sealed, row.public_copy, row.sealed_at = "sealed", AT.date(), copy, copy, AT
    row.save()
    return {"deal": stage.signing.ref, "number": row.number}


def a_deal_signed_here(stage: Stage) -> dict[str, str]:
    """One that everybody has signed, and that can be ended."""
    found = a_signed_version(stage)
    Deal.objects.filter(pk=stage.signing.pk).update(signature_state="signed", signed_on=AT.date())
    return {"ref": found["deal"], "kind": "termination"}


def the_paper(stage: Stage) -> dict[str, Any]:
    return {"which": "paper", "number": stage.signing.rounds.get().number}


def an_indicator(stage: Stage) -> dict[str, str]:
    """What is counted of the party's measure, with one reading by somebody else."""
    reading = a_reading(an_indicator_of(measure_of(stage.draft)))
    return {"indicator_ref": reading.indicator.ref, "reading_ref": reading.ref}


def a_check_in(stage: Stage) -> dict[str, str]:
    """One about the party's measure, with a file: to somebody who has a link, and a deputy."""
    party, now = stage.party, timezone.now()
    reach = {"email": "asked@example.org", "deputy_email": "deputy@example.org"}
    set_contact(stage.draft, party, **reach, by=BY, at=AT)
    found = ask(measure_of(stage.draft), by=BY, at=now)
    assert found is not None
    found.file = keep_file(b"%PDF-1.7 bill", name="b.pdf", media_type="application/pdf", at=AT)
    found.save()
    link = found.links.get()
    return {"check_in_ref": found.ref, "link_ref": link.ref, "token": token_of(link)}


def a_dispute(stage: Stage) -> dict[str, str]:
    """The owner's statement, disputed by an observer, whose own stands beside it."""
    measure = measure_of(stage.draft)
    said = Said(State.DONE, AT.date(), "en", "All is done.")
    own = state(measure, said, speaker=Speaker(Voice.OWNER, measure.clause.party, BY), at=AT)
    observer = Speaker(Voice.OBSERVER, stage.other, BY)
    dispute = open_dispute(own, "It is not.", language="en", speaker=observer, at=AT)
    theirs = state(measure, said, speaker=observer, at=AT)
    return {"statement_ref": theirs.ref, "dispute_ref": dispute.ref}


def a_calendar(stage: Stage) -> dict[str, str]:
    return {"token": token_for(a_member(stage.city, Role.READER), stage.city)}


def a_token(stage: Stage) -> dict[str, str]:
    token, _secret = issue(
        stage.party,
        name="SCADA",
        scopes=frozenset(Scope),
        expires_on=AT.date() + timedelta(days=300),
        by=BY,
        at=AT,
    )
    return {"ref": stage.party.ref, "token_ref": token.ref}


def a_delivery(stage: Stage) -> dict[str, str]:
    """A file of readings that the city's office sent, with a row that cannot be read."""
    an_indicator_of(measure_of(stage.draft))
    content = "Messgröße;Einheit;Jahr;Wert\nElectricity;MWh;2020;1\nElectricity;MWh;2021;many\n"
    return {
        "ref": a_delivered_file(stage.city, content, account=a_member(stage.city, Role.OFFICE_EDITOR)).ref
    }


def a_meter(stage: Stage) -> dict[str, str]:
    """A source of the party's, and a series of it that becomes readings."""
    source, _token = a_source(stage.city, organisation=stage.party)
    indicator = an_indicator_of(measure_of(stage.draft), rhythm=Rhythm.MONTH)
    series = a_mapped_series(source, indicator)
    hear(source, [Heard(series.entity, series.attribute, 5.0, AT, unit="kWh")], at=AT)
    return {"ref": source.ref, "series_ref": series.ref}


def a_public_measure(stage: Stage) -> dict[str, str]:
    """One with everything on its page: a way, readings with bounds and a source, and one that was corrected."""
    targets = [Point(date(YEAR + 5, 12, 31), 9_000.0)]
    start: dict[str, Any] = {"start_value": 0.0, "start_on": date(YEAR - 4, 12, 31)}
    indicator = an_indicator_of(measure_of(stage.public), targets=targets, **start)
    a_reading(indicator, YEAR - 1, 800.0)
    figure = Figure(2_900.0, lower=2_500.0, upper=3_300.0)
    read_off = taken(figure=figure, source="Wärmemengenzähler der Stadtwerke")
    correct(a_reading(indicator), read_off, reason="A digit was missing.", by=BY, at=AT)
    return {"clause": "c1"}


def a_followed_measure(stage: Stage) -> dict[str, str]:
    return {"ref": "public", "clause": a_public_measure(stage)["clause"]}


def a_follow(stage: Stage, *, purpose: str) -> dict[str, str]:
    """What somebody has asked for by mail, and not confirmed yet."""
    topic = Topic(TopicKind.DEAL, "public")
    asked: dict[str, Any] = {"email": "reader@example.org", "rhythm": FollowRhythm.DAILY, "language": "en"}
    row = ask_to_follow(stage.city, topic, **asked, at=timezone.now())
    path = confirmation_path(row) if purpose == "confirm" else end_path(row)
    return {"token": path.split("/")[-2]}


def a_status_list(stage: Stage) -> dict[str, Any]:
    return {**a_label(stage), "purpose": "suspension", "number": 1}


def a_seal(stage: Stage) -> dict[str, str]:
    store = load_pkcs12(make_trial_key("Heidelberg", passphrase="x", at=AT), b"x")
    assert store.cert is not None
    pem = store.cert.certificate.public_bytes(Encoding.PEM).decode()
    SealCertificate.objects.create(city=stage.city, pem=pem, sha256="0" * 64, since=AT)
    return {}


def an_import(stage: Stage) -> dict[str, str]:
    taken = take_in(
        stage.city,
        [SentFile("deals.csv", b"ref;title\nnew-deal;New deal\n")],
        Options(),
        sender=Sender(BY),
        at=AT,
    )
    read_import(taken, at=AT)
    return {"ref": taken.ref}


def an_undelivered_mail(stage: Stage) -> dict[str, str]:
    write = partial(Letter, "Something was said", ("It did not arrive.",))
    post_to_address(
        "nobody@example.org", language="en", kind=Kind.IDEA, write=write, key="lost", city=stage.city, at=AT
    )
    mail = Mail.objects.get(key="lost")
    Mail.objects.filter(pk=mail.pk).update(state=MailState.FAILED)
    return {"ref": mail.ref}
