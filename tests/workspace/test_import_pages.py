"""The pages of imports, tried by an officer, a party editor, a reader and a stranger."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from greenpact.deals.models import Deal
from greenpact.parties.models import Organisation
from greenpact.workspace.importing.carrying_out import confirm
from greenpact.workspace.importing.explaining import MEANINGS
from greenpact.workspace.importing.layout import recognise
from greenpact.workspace.importing.reading import SentFile, read_files
from greenpact.workspace.importing.templates import IN_ORDER, template_workbook
from greenpact.workspace.imports import deciding, overview
from greenpact.workspace.models import Import, ImportState
from sheets.cells import Notation
from tests.makers import a_city
from tests.workspace.people import Cast, a_cast, signed_in
from tests.workspace.sheets import SMALL, a_csv, imported, read_in, worked_on

BASE = "/workspace/heidelberg/imports/"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_cast()


def send(client: Client, *files: SentFile, **fields: str) -> Any:
    sheets = [SimpleUploadedFile(file.name, file.content) for file in files]
    return client.post(BASE, {"sheets": sheets, **fields})


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def newest() -> Import:
    return Import.objects.latest("pk")


def addresses(taken: Import) -> list[str]:
    here = f"{BASE}{taken.ref}/"
    return [
        BASE,
        f"{BASE}template.xlsx",
        f"{BASE}columns/",
        f"{BASE}template/deals.csv",
        here,
        f"{here}findings/",
        f"{here}cells/deals/",
    ]


def test_those_who_keep_the_register_come_in_and_nobody_else(cast: Cast) -> None:
    taken = read_in(cast.city, *SMALL)
    for address in addresses(taken):
        assert cast.office.get(address).status_code == 200
        for account in (cast.party_editor, cast.reader, cast.stranger):
            assert signed_in(account).get(address).status_code == 404
        assert Client().get(address).status_code == 302


def test_an_import_is_found_in_its_own_city_alone(cast: Cast) -> None:
    elsewhere = read_in(a_city("bamberg"), *SMALL)
    for deed in ("", "findings/", "progress/", "cells/deals/"):
        assert cast.office.get(f"{BASE}{elsewhere.ref}/{deed}").status_code == 404
    for deed in ("confirm/", "discard/"):
        assert cast.office.post(f"{BASE}{elsewhere.ref}/{deed}").status_code == 404


def test_small_files_go_from_choosing_to_the_register_in_three_steps(cast: Cast) -> None:
    response = send(cast.office, *SMALL, publish="on")
    assert response.url == f"{BASE}{newest().ref}/"
    preview = text_of(cast.office, response.url)
    assert "Import 3 records" in preview
    assert "Warm ovens" in preview
    response = cast.office.post(f"{response.url}confirm/", follow=True)
    assert "The import was carried out" in response.content.decode()
    assert Deal.objects.get().is_published
    assert newest().by == cast.officer.actor


def test_the_preview_shows_what_would_differ(cast: Cast) -> None:
    imported(cast.city, *SMALL)
    send(cast.office, a_csv("deals", "ref,title_en,tier", "warm-ovens,Very warm ovens,agreement"))
    preview = text_of(cast.office, f"{BASE}{newest().ref}/")
    assert "<ins>Very " in preview
    assert "<ins>Agreement</ins>" in preview


def test_errors_stand_by_sheet_and_row_and_nothing_can_be_confirmed(cast: Cast) -> None:
    send(cast.office, a_csv("organisations", "ref,name,kind", "a,<b>A</b>,univercity"))
    page = text_of(cast.office, f"{BASE}{newest().ref}/")
    assert "Did you mean “University”?" in page
    assert f"{BASE}{newest().ref}/cells/organisations/?row=2#row-2" in page
    assert "confirm/" not in page
    answer = cast.office.post(f"{BASE}{newest().ref}/confirm/", follow=True)
    assert "The sheets have errors" in answer.content.decode()
    assert not Organisation.objects.filter(ref="a").exists()
    assert "&lt;b&gt;A&lt;/b&gt;" in text_of(cast.office, f"{BASE}{newest().ref}/cells/organisations/")
    assert "1 error" in page


def test_findings_and_choices_are_in_the_readers_language(cast: Cast) -> None:
    taken = read_in(cast.city, a_csv("organisations", "ref,name,kind", "a,A,univercity"))
    for language, heading, label in (("en", "Kind", "Housing company"), ("de", "Art", "Wohnungs")):
        client = signed_in(cast.officer, language)
        for page in ("findings/", "cells/organisations/"):
            text = text_of(client, f"{BASE}{taken.ref}/{page}")
            assert heading in text
            assert label in text


def test_every_cell_can_be_looked_at_page_by_page(cast: Cast) -> None:
    rows = [f"org-{number},Name {number},company" for number in range(60)]
    taken = read_in(cast.city, a_csv("organisations", "ref,name,kind", *rows))
    base = f"{BASE}{taken.ref}/cells/organisations/"
    assert "Name 24" in text_of(cast.office, base)
    assert "Name 25" in text_of(cast.office, f"{base}?page=1")
    assert "Name 59" in text_of(cast.office, f"{base}?row=61")
    for address in (f"{base}?page=x", f"{BASE}{taken.ref}/cells/nothing/"):
        assert cast.office.get(address).status_code == 404


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "No file was chosen"),
        ([SentFile("a.csv", b"")], "is empty"),
        ([a_csv(f"a{number}", "x") for number in range(13)], "too many at once"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_beside_the_form(cast: Cast, files: Any, words: str) -> None:
    response = send(cast.office, *files)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Import.objects.exists()


def test_files_that_are_too_large_are_refused_while_they_arrive(cast: Cast, settings: Any) -> None:
    settings.MOST_UPLOAD_BYTES = 1000
    response = send(cast.office, SentFile("a.csv", b"x" * 2000))
    assert response.status_code == 422
    assert "at most 20 MB" in response.content.decode()
    assert not Import.objects.exists()


def test_large_files_are_left_to_the_worker_and_the_page_follows(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "is_small", lambda files: False)
    monkeypatch.setattr(deciding, "SMALL_RECORDS", 0)
    here = send(cast.office, *SMALL).url
    assert "The files are being read" in text_of(cast.office, here)
    assert "every 2s" in text_of(cast.office, f"{here}progress/")
    worked_on(newest())
    assert cast.office.get(f"{here}progress/").headers["HX-Refresh"] == "true"
    cast.office.post(f"{here}confirm/")
    assert "Waiting for its turn" in text_of(cast.office, here)
    assert not Deal.objects.exists()
    worked_on(newest())
    assert "The import was carried out" in text_of(cast.office, here)


def test_one_that_was_given_up_says_so_and_counts_nothing_else(cast: Cast) -> None:
    taken = read_in(cast.city, *SMALL)
    confirm(taken)
    Import.objects.update(attempts=3)
    assert worked_on(taken).state == ImportState.FAILED
    page = text_of(cast.office, f"{BASE}{taken.ref}/")
    assert "Nothing was imported" in page
    assert "things to look at" not in page


def test_an_import_can_be_discarded(cast: Cast) -> None:
    send(cast.office, *SMALL)
    answer = cast.office.post(f"{BASE}{newest().ref}/discard/", follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert newest().state == ImportState.DISCARDED
    assert "This import was discarded" in text_of(cast.office, f"{BASE}{newest().ref}/")


def test_deciding_needs_a_form_and_not_a_link(cast: Cast) -> None:
    taken = read_in(cast.city, *SMALL)
    assert cast.office.get(f"{BASE}{taken.ref}/confirm/").status_code == 405


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_template_is_read_back_without_a_finding_but_empty_sheets(language: str) -> None:
    book = read_files([SentFile("template.xlsx", template_workbook(language))])
    found = recognise(book.sheets, book.findings, notation=Notation.POINT)
    assert {layout.form.name for layout, _sheet in found} == {form.name for form in IN_ORDER}
    assert {finding.complaint for finding in book.findings.kept} == {"no_rows"}


def test_the_head_of_a_csv_file_is_in_the_names_for_machines(cast: Cast) -> None:
    response = cast.office.get(f"{BASE}template/parties.csv")
    assert response.content.decode("utf-8-sig").strip() == "deal,organisation,role"
    assert cast.office.get(f"{BASE}template/nothing.csv").status_code == 404


def test_lists_and_previews_ask_the_database_a_bounded_number_of_times(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    office = cast.office
    for number in range(6):
        read_in(cast.city, a_csv("organisations", "ref,name,kind", f"a{number},A,city"))
    with django_assert_max_num_queries(7):
        office.get(BASE)
    with django_assert_max_num_queries(7):
        office.get(f"{BASE}{newest().ref}/")


def test_a_difference_far_into_a_long_text_is_shown(cast: Cast) -> None:
    long = "Many words. " * 100
    deals = "ref,title_en,summary_en"
    imported(cast.city, a_csv("deals", deals, f"a,A,{long}The end."))
    taken = read_in(cast.city, a_csv("deals", deals, f"a,A,{long}The beginning."))
    page = text_of(cast.office, f"{BASE}{taken.ref}/")
    assert "<del>end.</del><ins>beginning.</ins>" in page
    assert page.count("Many words.") < 20


def test_every_column_is_described_with_the_words_to_choose_from(cast: Cast) -> None:
    page = text_of(cast.office, f"{BASE}columns/")
    for form in IN_ORDER:
        for column in form.columns:
            assert column.name == "city" or f">{column.name}</code>" in page
    assert "Housing company or cooperative" in page
    assert "Left empty, a new deal is unsigned." in page


def test_what_is_explained_is_there_to_be_explained() -> None:
    fields = {(form.name, column.field) for form in IN_ORDER for column in form.columns}
    assert set(MEANINGS) <= fields
