"""The text of an agreement in public: a page, a PDF and a Word file that say the same."""

import json
import re
from html import unescape
from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pyhanko.pdf_utils.reader import PdfFileReader

from greenpact.cities.models import City
from greenpact.deals.agreement.gathering import edition_of, published_texts, texts_of
from greenpact.deals.agreement.parts import Representative
from greenpact.deals.drafting import alter
from greenpact.deals.models import Deal
from greenpact.deals.parts import Parts
from greenpact.deals.publishing import take_back
from greenpact.deals.rules import TakenBack
from greenpact.deals.versions import document_in
from greenpact.ui import typesetting
from tests.makers import AT, BY, a_city, a_deal

pytestmark = pytest.mark.django_db
HERE = "/heidelberg/deals/sun/agreement"
FORMS = ["/", ".pdf", ".docx"]


@pytest.fixture
def city() -> City:
    return a_city()


@pytest.fixture
def deal(city: City) -> Deal:
    return a_deal(city, "sun")


def lines_of(html: str) -> list[str]:
    """The lines of the agreement as the page shows them."""
    article = re.search(r'<article class="gp-agreement".*?</article>', html, re.DOTALL)
    assert article
    blocks = re.findall(r"<(p|h2|h3|h4)\b[^>]*>(.*?)</\1>", article[0], re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", inner)).strip(" \n") for _tag, inner in blocks]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_says_the_text_to_the_letter(client: Client, deal: Deal, language: str) -> None:
    html = client.get(f"{HERE}/", headers={"accept-language": language}).content.decode()
    texts = published_texts(deal)
    assert texts
    assert lines_of(html) == texts.in_language(language).lines()


def test_the_word_file_says_what_the_page_says(client: Client, deal: Deal) -> None:
    html = client.get(f"{HERE}/", headers={"accept-language": "de"}).content.decode()
    file = docx.Document(BytesIO(client.get(f"{HERE}.docx?lang=de").content))
    said = {paragraph.text for paragraph in file.paragraphs}
    cells = {
        p.text for table in file.tables for row in table.rows for cell in row.cells for p in cell.paragraphs
    }
    assert set(lines_of(html)) == (said | cells) - {""}


def test_the_pdf_holds_the_very_data_of_the_version(client: Client, deal: Deal) -> None:
    response = client.get(f"{HERE}.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="heidelberg-sun.pdf"'
    (file,) = (one.get_object() for one in PdfFileReader(BytesIO(response.content)).root["/AF"])
    data = file["/EF"]["/F"].data
    assert data.decode() == deal.versions.get().canonical
    assert json.loads(data)["deal"] == "heidelberg/sun"


@pytest.mark.parametrize("form", FORMS)
def test_it_is_a_page_that_is_kept(client: Client, deal: Deal, form: str) -> None:
    first = client.get(HERE + form)
    assert client.get(HERE + form, headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("form", FORMS)
def test_strangers_find_none_of_a_deal_that_is_not_public(client: Client, city: City, form: str) -> None:
    deal = a_deal(city, "sun", public=False)
    assert client.get(HERE + form).status_code == 404
    assert deal.ref == "sun"


@pytest.mark.parametrize("form", FORMS)
def test_nor_of_one_that_was_taken_back_or_was_compiled(client: Client, city: City, form: str) -> None:
    deal = a_deal(city, "sun")
    take_back(deal, reason=TakenBack.BY_MISTAKE, by=BY, at=AT)
    a_deal(city, "moon", is_compiled=True)
    assert client.get(HERE + form).status_code == 404
    assert client.get(f"/heidelberg/deals/moon/agreement{form}").status_code == 404


def test_a_change_shows_at_once(client: Client, deal: Deal) -> None:
    client.get(f"{HERE}/")
    alter(deal, Parts(head={"summary": {"en": "Quite another preamble."}}), by=BY, at=AT)
    assert "Quite another preamble." in client.get(f"{HERE}/").content.decode()


def test_a_street_is_not_shown_in_public(client: Client, city: City) -> None:
    deal = a_deal(city, "sun")
    organisation = deal.parties.first()
    assert organisation
    organisation.organisation.street = "Secret Lane 1"
    organisation.organisation.place = "Heidelberg"
    organisation.organisation.save()
    html = client.get(f"{HERE}/").content.decode()
    assert "Secret Lane" not in html


def test_hostile_text_comes_out_as_text(client: Client, city: City) -> None:
    evil = "<script>alert(1)</script> #panic() *x* " + "W" * 5000
    a_deal(city, "sun", title={"en": evil[:250]}, summary={"en": evil})
    html = client.get(f"{HERE}/", headers={"accept-language": "en"}).content.decode()
    assert "<script>alert" not in html
    for form in (".pdf", ".docx"):
        assert client.get(HERE + form).status_code == 200


def test_the_deal_page_leads_there(client: Client, deal: Deal) -> None:
    assert f'href="{HERE}/"' in client.get("/heidelberg/deals/sun/").content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_it_keeps_to_its_query_budget(client: Client, deal: Deal, form: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get(HERE + form)
    assert len(queries) <= 8, [query["sql"] for query in queries]


def test_a_text_too_long_to_print_says_what_to_do(
    client: Client, deal: Deal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "MOST_BYTES", 1000)
    response = client.get(f"{HERE}.pdf", headers={"accept-language": "en"})
    assert response.status_code == 422
    assert "Take the Word file instead." in response.content.decode()


def test_who_acts_for_a_party_is_named_and_gets_a_place_to_sign(deal: Deal) -> None:
    version = deal.versions.get()
    who = {"the-city": (Representative("Ada Muster", "Mayor"), Representative("Bo Muster"))}
    texts = texts_of(document_in(version), deal, edition_of(version), is_public=False, representatives=who)
    lines = texts.in_language("en").lines()
    assert "represented by Ada Muster, Mayor and Bo Muster" in lines
    assert lines.count("Signature:") == 3
