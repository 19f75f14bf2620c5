"""The pages of reports: from compiling to what the public reads, and the party's own report."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from greenpact.cities.models import City
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from greenpact.reports.models import Report
from tests.makers import a_member
from tests.measures.makers import YEAR, measure_of
from tests.reports.makers import a_city_with_much, company_of

pytestmark = pytest.mark.django_db


def _client(city: City, role: Role, organisation: Organisation | None = None) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(a_member(city, role, organisation))
    return client


def test_the_office_compiles_writes_has_it_checked_and_publishes() -> None:
    city, _deal = a_city_with_much()
    office, colleague = _client(city, Role.PROGRAMME_OFFICE), _client(city, Role.READER)
    form = {
        "about": "",
        "first_on": f"{YEAR}-01-01",
        "last_on": f"{YEAR}-12-31",
        "compared_with": "",
        "corrects": "",
    }
    answer = office.post("/workspace/heidelberg/reports/new/", form)
    report = Report.objects.get()
    here = f"/workspace/heidelberg/reports/{report.ref}/"
    assert answer.status_code == 302
    assert answer["Location"] == here
    page = office.get(f"{here}texts/")
    seal = page.context["editing"].seal
    office.post(f"{here}texts/", {"seen": seal, "proposal_de": "Der Rat nimmt den Bericht zur Kenntnis."})
    assert office.post(f"{here}move/", {"then": "check"}, follow=True).status_code == 200
    report.refresh_from_db()
    assert report.state == "draft"
    colleague.post(f"{here}move/", {"then": "check"})
    office.post(f"{here}move/", {"then": "publish"})
    report.refresh_from_db()
    assert report.state == "published"
    assert report.is_unaltered
    public = Client(headers={"accept-language": "de"})
    assert report.ref in public.get("/heidelberg/reports/").content.decode()
    shown = public.get(f"/heidelberg/reports/{report.ref}/").content.decode()
    assert report.sha256 in shown
    for name in ("annual-de.pdf", "council-de.pdf", "council-de.docx", "press-en.txt", "report.json"):
        assert public.get(f"/heidelberg/reports/{report.ref}/{name}").status_code == 200, name
    assert b"Kenntnis" in public.get(f"/heidelberg/reports/{report.ref}/report.json").content
    assert (
        "was published"
        in Client(headers={"accept-language": "en"}).get("/heidelberg/changes/").content.decode()
    )
    assert office.get(here).status_code == 200
    assert office.get("/workspace/heidelberg/trail/").status_code == 200


def test_a_party_takes_its_own_report_along_and_no_others() -> None:
    city, deal = a_city_with_much()
    party = _client(city, Role.PARTY_EDITOR, company_of(deal))
    base = "/workspace/heidelberg/reports/"
    assert "solar-company" in party.get(base).content.decode()
    for ending in ("pdf", "xlsx"):
        assert party.get(f"{base}party/solar-company/{YEAR}.{ending}").status_code == 200
    assert party.get(f"{base}party/the-city/{YEAR}.pdf").status_code == 404
    assert party.get(f"{base}new/").status_code == 404


def test_a_workbook_goes_out_is_changed_and_comes_back_after_a_preview() -> None:
    city, deal = a_city_with_much()
    party = _client(city, Role.PARTY_EDITOR, company_of(deal))
    base = "/workspace/heidelberg/reports/workbook/"
    book = openpyxl.load_workbook(io.BytesIO(party.get(f"{base}measures.xlsx").content))
    assert [row[1].value for row in book["measures"].iter_rows(min_row=2)] == ["c1"]
    place = [cell.value for cell in book["measures"][1]].index("plan_en") + 1
    book["measures"].cell(2, place).value = "A better plan"
    out = io.BytesIO()
    book.save(out)
    page = party.post(base, {"file": SimpleUploadedFile("w.xlsx", out.getvalue())})
    assert page.status_code == 200
    assert "A better plan" in page.content.decode()
    party.post(base, {"changes": page.context["token"]})
    assert measure_of(deal).plan == {"en": "A better plan"}
