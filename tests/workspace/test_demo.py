"""The demo: loaded by the import of every city, once, and never where it does not belong."""

import json
import stat
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.deals import rules as deal_rules
from greenpact.deals import signing_rules
from greenpact.deals.changes import checks
from greenpact.deals.changes.rules import State as ChangeState
from greenpact.deals.lineage import Lineage
from greenpact.deals.models import Change, Check, Deal
from greenpact.deals.models.signing import EndingRow, Round, SignatureRow
from greenpact.deals.signing.sealing import seal_next
from greenpact.deals.signing_rules import RoundState
from greenpact.ideas import answers
from greenpact.ideas import rules as idea_rules
from greenpact.ideas.answer_rules import Decision, Finding, Question, Step
from greenpact.ideas.figures import answering
from greenpact.ideas.models import Attachment, Idea
from greenpact.journal.models import Entry
from greenpact.labels import rules as label_rules
from greenpact.labels.models import Appeal, Label
from greenpact.parties.mandate_rules import MandateState
from greenpact.parties.models import Mandate
from greenpact.reactions.models import ReactionFault
from greenpact.workspace.demo.loading import NotLoaded, load
from greenpact.workspace.demo.people import FILE, PEOPLE, let_in
from greenpact.workspace.demo.signing import make_seal_key
from greenpact.workspace.demo.telling import BEGAN, beginning
from tests.ideas.making import an_idea
from tests.makers import AT, a_city, an_organisation

CITIES = "slug,name_en,country,invented\nheidelberg,Heidelberg,DE,no\nmusterstadt,Musterstadt,DE,yes\n"
ORGANISATIONS = "city,ref,name,kind\nheidelberg,a,A,city\nmusterstadt,a,B,city\n"


def a_demo(folder: Path, **sheets: str) -> Path:
    for name, text in {"cities": CITIES, "organisations": ORGANISATIONS, **sheets}.items():
        file = folder / "programme" / f"{name}.csv"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    return folder


@pytest.mark.django_db
def test_rows_go_to_the_city_that_they_name(tmp_path: Path) -> None:
    assert load(a_demo(tmp_path), at=AT) == 2
    assert [(city.slug, city.is_invented, city.organisations.get().name) for city in City.objects.all()] == [
        ("heidelberg", False, "A"),
        ("musterstadt", True, "B"),
    ]


@pytest.mark.django_db
def test_it_is_loaded_again_only_when_its_files_change(
    tmp_path: Path, django_assert_num_queries: Any
) -> None:
    load(a_demo(tmp_path), at=AT)
    entries = Entry.objects.count()
    with django_assert_num_queries(1):
        assert load(tmp_path, at=AT) == 0
    a_demo(tmp_path, organisations=ORGANISATIONS.replace(",B,", ",C,"))
    assert load(tmp_path, at=AT) == 1
    assert Entry.objects.count() == entries + 2


@pytest.mark.django_db
def test_sheets_that_do_not_hold_together_change_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotLoaded, match="musterstadt\norganisations 3 kind: “nothing”"):
        load(a_demo(tmp_path, organisations=ORGANISATIONS.replace("B,city", "B,nothing")), at=AT)
    assert not City.objects.exists()


@pytest.mark.django_db
def test_three_people_sign_in_with_passwords_of_this_installation(tmp_path: Path) -> None:
    a_city("heidelberg")
    invented = a_city("musterstadt")
    an_organisation(invented, "stadtwerke-musterstadt")
    an_organisation(invented, "mustermobil")
    an_organisation(invented, "hochschule-musterstadt")
    people = let_in(tmp_path, at=AT)
    assert [person.role for person, _password in people] == [
        "programme office",
        "party that signs",
        "other party",
    ]
    for person, password in people:
        assert Account.objects.get(email=person.email).check_password(password)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert let_in(tmp_path, at=AT) == people
    assert Account.objects.count() == len(PEOPLE)


@pytest.mark.django_db
def test_a_story_begins_before_whatever_was_recorded_or_not_at_all() -> None:
    assert beginning(AT) < AT
    city = a_city("musterstadt")
    assert beginning(AT) == AT
    later = AT + timedelta(days=BEGAN)
    assert beginning(later) == AT
    an_idea(city)
    assert beginning(later) == later


def test_the_page_for_signing_in_names_them_in_both_languages() -> None:
    for language, word in (("en", "night buses"), ("de", "Nachtbusse")):
        with translation.override(language):
            shown = render_to_string("accounts/demo.html")
        assert word in shown
        assert all(person.email in shown for person in PEOPLE)


@pytest.mark.django_db
def test_the_demo_is_refused_outside_of_one(settings: Any) -> None:
    settings.IS_DEMO = False
    with pytest.raises(CommandError, match="no demo"):
        call_command("load_demo")
    assert not Account.objects.exists()


@pytest.mark.django_db
@pytest.mark.slow
def test_the_real_programme_loads_and_shows_records_as_what_they_are(
    tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.IS_DEMO, settings.HOME = True, tmp_path
    settings.SEAL_KEY, settings.SEAL_PASSWORD = str(tmp_path / "seals" / "{city}.p12"), "trial"
    call_command("load_demo")
    call_command("load_demo", "--sign-ins")
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in lines[-3:]] == [person.role for person in PEOPLE]
    real = Deal.objects.filter(city__is_invented=False)
    assert real.count() == real.filter(is_compiled=True, published_at__isnull=False).count() > 40
    assert not real.filter(city__slug="heidelberg", kind="deal").exists()
    assert set(json.loads((tmp_path / FILE).read_text())) == {person.email for person in PEOPLE}


@pytest.mark.django_db
@pytest.mark.slow
def test_the_invented_city_shows_every_state_of_the_way_once(tmp_path: Path, settings: Any) -> None:
    a_told_demo(tmp_path, settings)
    invented = Deal.objects.filter(city__slug="musterstadt")
    assert set(Round.objects.values_list("state", flat=True)) == set(RoundState)
    while seal_next(timezone.now()):
        pass
    assert not Round.objects.filter(state=RoundState.COMPLETE).exists()
    for values, states in reached(invented):
        assert set(values) - {""} == states
    entries = Entry.objects.count()
    call_command("load_demo")
    assert Entry.objects.count() == entries
    call_command("verify_journal")


@pytest.mark.django_db
@pytest.mark.slow
def test_the_story_is_told_in_the_order_of_its_days(tmp_path: Path, settings: Any) -> None:
    a_told_demo(tmp_path, settings)
    city = City.objects.get(slug="musterstadt")
    moments = list(city.chain.entries.order_by("number").values_list("at", flat=True))
    assert moments == sorted(moments)
    figures = answering(city, on=city.day(timezone.now()))
    assert (figures.late, figures.waiting > 3, 7 <= (figures.median_days or 0) <= 20) == (1, True, True)
    assert Round.objects.filter(closes_on__range=_days(city, 0, 10)).exists()
    assert Appeal.objects.filter(decided_at__isnull=True, due_on__gt=city.day(timezone.now())).exists()
    assert not ReactionFault.objects.exists()
    for other in City.objects.exclude(pk=city.pk):
        assert other.chain.entries.order_by("number")[0].at > timezone.now() - timedelta(days=1)
    _expect_what_no_state_tells()


def a_told_demo(folder: Path, settings: Any) -> None:
    settings.IS_DEMO, settings.HOME = True, folder
    settings.SEAL_KEY, settings.SEAL_PASSWORD = str(folder / "demo-seals" / "{city}.p12"), "trial"
    call_command("load_demo")


def _expect_what_no_state_tells() -> None:
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {
        "deal.consent_lapsed",
        "deal.change_objected",
        "deal.signing_refused",
        "deal.signature_withdrawn",
        "deal.amended",
        "deal.party_left",
        "deal.succeeded",
        "deal.mandate_ended",
        "label.restored",
        "label.renewed",
    } <= verbs
    assert Attachment.objects.exists()
    line = Lineage.objects.get(began_it=True)
    assert line.deal.is_published
    assert line.idea.public_at is not None


def _days(city: City, first: int, last: int) -> list[date]:
    return [city.day(timezone.now() + timedelta(days=days)) for days in (first, last)]


def reached(deals: QuerySet[Deal]) -> list[tuple[Iterable[str], Collection[str]]]:
    """What the demo holds, beside all that there is to reach.

    Handing an idea to another city would need a second invented city, a question that is open has no row, and a
    qualified signature would need an authority that the installation trusts.
    """
    return [
        (_all(Idea, "kind"), set(idea_rules.Kind)),
        (_all(Idea, "state"), set(idea_rules.State)),
        (_all(answers.Answer, "decision"), set(Decision) - {Decision.CITY}),
        (_all(answers.Check, "finding"), set(Finding) - {Finding.OPEN}),
        (_all(answers.Check, "question"), set(Question)),
        (_all(answers.Reminder, "step"), set(Step)),
        (deals.values_list("kind", flat=True), set(deal_rules.Kind)),
        (deals.values_list("tier", flat=True), set(deal_rules.Tier)),
        (deals.values_list("legal_nature", flat=True), set(deal_rules.Nature)),
        (deals.values_list("work_state", flat=True), set(deal_rules.Work)),
        (deals.values_list("signature_state", flat=True), set(deal_rules.Signature)),
        (deals.values_list("parties__role", flat=True), set(deal_rules.PartyRole)),
        (_all(Change, "state"), set(ChangeState)),
        (_all(Check, "answer"), set(checks.Answer)),
        (_all(Round, "occasion"), set(signing_rules.Occasion)),
        (_all(SignatureRow, "route"), set(signing_rules.Route) - {signing_rules.Route.QUALIFIED}),
        (_all(EndingRow, "kind"), set(signing_rules.Ending)),
        (_all(Mandate, "state"), set(MandateState)),
        (_all(Label, "state"), set(label_rules.State)),
        (_all(Label, "level"), set(label_rules.Level)),
        (_all(Appeal, "verdict"), set(label_rules.Verdict)),
    ]


def _all(model: type[Model], field: str) -> Iterable[str]:
    return model._default_manager.values_list(field, flat=True)


@pytest.mark.django_db
def test_a_seal_key_is_made_at_the_place_of_the_demo_alone(tmp_path: Path, settings: Any) -> None:
    settings.HOME, settings.SEAL_PASSWORD = tmp_path, "trial"
    settings.SEAL_KEY = str(tmp_path / "keys" / "{city}.p12")
    make_seal_key(at=AT)
    assert not list(tmp_path.iterdir())
    settings.SEAL_KEY = str(tmp_path / "demo-seals" / "{city}.p12")
    make_seal_key(at=AT)
    (made,) = (tmp_path / "demo-seals").iterdir()
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
