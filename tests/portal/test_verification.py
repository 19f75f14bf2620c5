"""The verification page: anybody's file is looked at and forgotten."""

from io import BytesIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evidence.findings import Code, Finding, State, Verdict
from greenpact.cities.models import City
from greenpact.deals.models.signing import SealCertificate
from greenpact.files.models import File
from greenpact.portal.verification.uploading import MOST_BYTES
from tests.evidence.authority import an_authority
from tests.makers import AT, a_city

pytestmark = pytest.mark.django_db

PAGES = ("/verify/", "/heidelberg/verify/")


@pytest.fixture
def city() -> City:
    return a_city("heidelberg", languages=["de", "en"])


def a_key(city: City, name: str = "City of Heidelberg") -> x509.Certificate:
    certificate = an_authority().issue(name).certificate
    pem = certificate.public_bytes(Encoding.PEM).decode()
    SealCertificate.objects.create(city=city, pem=pem, sha256=f"{certificate.serial_number:x}"[:64], since=AT)
    return certificate


def sent(client: Client, page: str, data: bytes, name: str = "deal.pdf") -> str:
    answer = client.post(page, {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("page", PAGES)
def test_everybody_finds_the_form_and_no_browser_keeps_the_page(
    city: City, client: Client, page: str
) -> None:
    answer = client.get(page, headers={"accept-language": "en"})
    assert "Verify a deal" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_city_shows_its_keys_and_one_without_says_so(city: City, client: Client) -> None:
    page = client.get("/heidelberg/verify/", headers={"accept-language": "en"}).content.decode()
    assert "has not sealed any deal here yet" in page
    assert client.get("/heidelberg/verify/seal.pem").status_code == 404
    key = a_key(city)
    page = client.get("/heidelberg/verify/", headers={"accept-language": "en"}).content.decode()
    assert "City of Heidelberg" in page
    file = client.get("/heidelberg/verify/seal.pem")
    assert x509.load_pem_x509_certificates(file.content) == [key]
    assert client.get("/nowhere/verify/").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_what_is_no_file_of_ours_is_named_and_forgotten(city: City, client: Client, page: str) -> None:
    hostile = '"><script>alert(1)</script>.pdf'
    with CaptureQueriesContext(connection) as queries:
        said = sent(client, page, b"<html>no</html>", hostile)
    assert "<script>alert" not in said
    assert not File.objects.exists()
    assert [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))] == []


def test_nothing_an_empty_and_a_huge_file_are_sent_back_with_a_sentence(city: City, client: Client) -> None:
    english = {"accept-language": "en"}
    nothing = client.post("/verify/", {}, headers=english)
    assert nothing.status_code == 422
    assert "Choose the file that you want to verify." in nothing.content.decode()
    huge = BytesIO(b"%PDF-" + b"0" * (MOST_BYTES + 1))
    huge.name = "huge.pdf"
    answer = client.post("/verify/", {"file": huge}, headers=english)
    assert answer.status_code == 422
    assert "larger than 25 MB" in answer.content.decode()


def test_another_site_sends_nothing_here(city: City) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert browser.post("/verify/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-")}).status_code == 403


def test_the_verdict_is_told_in_words_with_the_way_to_the_deal(
    city: City, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = {
        "key": "ab" * 32,
        "deal": "heidelberg/roofs",
        "version": 2,
        "title": {"de": "Dächer", "en": "<b>Roofs</b>"},
        "sha256": "ab",
    }
    good = tuple(Finding(code, True, values={"signer": "City"}) for code in Code if "unknown" not in code)
    verdict = Verdict("pdf", good, facts)
    assert verdict.state is State.GENUINE
    monkeypatch.setattr("greenpact.portal.verification.page.verify_apart", lambda *_args, **_how: verdict)
    foreign = sent(client, "/verify/", b"%PDF-1.7")
    assert "Not genuine" in foreign or "Nicht echt" in foreign
    SealCertificate.objects.create(city=city, pem="", sha256="ab" * 32, since=AT)
    monkeypatch.setattr("greenpact.portal.verification.page.all_seal_certificates", list)
    said = sent(client, "/verify/", b"%PDF-1.7")
    assert "Echt und unverändert." in said or "Genuine and unaltered." in said
    assert '<a href="/heidelberg/deals/roofs/">' in said
    assert "<b>Roofs" not in said
