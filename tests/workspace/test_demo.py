"""The demo: loaded by the import of every city, once, and never where it does not belong."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.deals.models import Change, Deal
from greenpact.deals.models.signing import Round
from greenpact.deals.rules import Signature, Work
from greenpact.deals.signing.sealing import seal_next
from greenpact.ideas.models import Idea
from greenpact.journal.models import Entry
from greenpact.labels.models import Label
from greenpact.workspace.demo.loading import NotLoaded, load
from greenpact.workspace.demo.people import FILE, PEOPLE, let_in
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
    people = let_in(tmp_path, at=AT)
    assert [person.role for person, _password in people] == ["programme office", "party", "observer"]
    for person, password in people:
        assert Account.objects.get(email=person.email).check_password(password)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert let_in(tmp_path, at=AT) == people
    assert Account.objects.count() == len(PEOPLE)


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
def test_the_invented_city_shows_the_whole_way_once(tmp_path: Path, settings: Any) -> None:
    settings.IS_DEMO, settings.HOME = True, tmp_path
    settings.SEAL_KEY, settings.SEAL_PASSWORD = str(tmp_path / "seals" / "{city}.p12"), "trial"
    call_command("load_demo")
    while seal_next(timezone.now()):
        pass
    entries = Entry.objects.count()
    call_command("load_demo")
    assert Entry.objects.count() == entries
    assert {idea.decision for idea in Idea.objects.all()} == {"", "kept", "joins", "declined"}
    assert set(Change.objects.values_list("state", flat=True)) == {"entered", "countered", "open"}
    rounds = dict(Round.objects.values_list("deal__ref", "state"))
    assert rounds == {"nachtbusse": "open", "holzbau-testfeld": "sealed"}
    labels = set(Label.objects.values_list("state", flat=True))
    assert {"awarded", "suspended", "declined"} <= labels
    invented = Deal.objects.filter(city__slug="musterstadt", is_compiled=False)
    assert set(invented.values_list("work_state", flat=True)) == {work.value for work in Work}
    states = {one.value for one in Signature} - {"unknown"}
    assert set(invented.values_list("signature_state", flat=True)) == states
    call_command("verify_journal")
