"""Handing in an idea: the form without an account, its draft, its guards and limits, and what resembles it."""

import re
from typing import Any

import pytest
from altcha import Challenge, Payload, solve_challenge
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, District, Field
from greenpact.files.models import File
from greenpact.ideas import saving_drafts, searching
from greenpact.ideas.models import Draft, DraftFile, Idea
from greenpact.ideas.rules import KEEP_DRAFT
from greenpact.portal.ideas import guarding, limits
from tests.ideas.sending import a_confirmed_idea, a_pdf, a_picture, values
from tests.makers import AT, BY, a_city, a_deal

pytestmark = pytest.mark.django_db

FORM = "/heidelberg/participate/new/cooperation/"
HOSTILE = "<script>alert(1)</script> ' OR 1=1 -- \u202e{{ 7*7 }} {% csrf_token %}"


@pytest.fixture
def city() -> City:
    return a_city(languages=["de", "en"])


@pytest.fixture(autouse=True)
def _easy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Challenges that are solved at once."""
    monkeypatch.setattr(guarding, "PREFIX", "0")
    monkeypatch.setattr(guarding, "COST", 1)


def proof(client: Client) -> str:
    """A challenge of the page, solved as a browser does."""
    challenge = Challenge.from_dict(client.get("/heidelberg/participate/challenge/").json())
    solution = solve_challenge(challenge)
    assert solution is not None
    return Payload(challenge, solution).to_base64()


def answer(client: Client, address: str = FORM) -> dict[str, str]:
    """The question of the page, answered as somebody without scripts does."""
    html = client.get(address, headers={"accept-language": "en"}).content.decode()
    one, other = re.search(r"How much is (\w+) plus (\w+)\?", html).groups()  # type: ignore[union-attr]
    numbers = {word: number for number, word in guarding._numbers().items()}
    token = re.search(r'name="question" value="([^"]+)"', html).group(1)  # type: ignore[union-attr]
    return {"question": token, "answer": str(numbers[one] + numbers[other])}


def fields(**more: Any) -> dict[str, Any]:
    """What a browser sends of the filled form."""
    sent = {name: value for name, value in values().items() if name != "kind"}
    return {**sent, "do": "send", **more}


def send(client: Client, address: str = FORM, **more: Any) -> Any:
    return client.post(address, fields(**more), headers={"accept-language": "en"})


def test_the_page_of_the_city_leads_to_four_forms(client: Client, city: City) -> None:
    html = client.get("/heidelberg/participate/").content.decode()
    for kind in ("idea", "cooperation", "challenge", "offer"):
        address = f"/heidelberg/participate/new/{kind}/"
        assert f'href="{address}"' in html
        assert client.get(address).status_code == 200
    assert client.get("/heidelberg/participate/new/wish/").status_code == 404
    assert client.get("/nowhere/participate/new/idea/").status_code == 404


def test_only_a_cooperation_is_asked_since_when_and_what_came_of_it(client: Client, city: City) -> None:
    assert "id_running_since" in client.get(FORM).content.decode()
    assert "id_running_since" not in client.get("/heidelberg/participate/new/idea/").content.decode()
    response = send(client, running_since="", partners="", **answer(client))
    assert response.status_code == 422
    assert 'href="#id_running_since"' in response.content.decode()
    assert 'href="#id_partners"' in response.content.decode()


def test_what_was_sent_is_kept_in_the_senders_words(client: Client, city: City) -> None:
    field, _outcome = keep(Field, city, "energy", {"name": {"en": "Energy"}}, by=BY, at=AT)
    district, _outcome = keep(District, city, "weststadt", {"name": "Weststadt"}, by=BY, at=AT)
    response = send(
        client, proof=proof(client), field="energy", district="weststadt", sdgs=["7", "13"], lat="49,4", lon="8.69",
        outcome="Forty guests a week", may_publish="on", attachments=[a_pdf(), a_picture()],
    )  # fmt: skip
    assert (response.status_code, response.url) == (302, "/heidelberg/participate/sent/")
    idea = Idea.objects.get()
    assert (idea.field, idea.district, idea.sdgs) == (field, district, [7, 13])
    assert (idea.lat, idea.lon, idea.outcome, idea.may_publish) == (49.4, 8.69, "Forty guests a week", True)
    assert (idea.kind, idea.name, idea.email) == ("cooperation", "Erika Muster", "erika@example.org")
    assert [one.file.name for one in idea.attachments.all()] == ["plan.pdf", "roof.png"]
    assert client.get(response.url).status_code == 200


def test_hostile_text_comes_back_as_text(client: Client, city: City) -> None:
    response = send(client, title=HOSTILE, text=HOSTILE, email="no address")
    html = response.content.decode()
    assert response.status_code == 422
    assert "<script>alert" not in html
    assert "{{ 7*7 }}" in html
    assert send(client, title="x\x00y", field="\x00", proof=proof(client)).status_code == 422
    assert send(client, title=HOSTILE, text=HOSTILE, proof=proof(client)).status_code == 302
    assert Idea.objects.get().title == HOSTILE.strip()


def test_the_fields_of_another_city_cannot_be_chosen(client: Client, city: City) -> None:
    keep(Field, a_city("mannheim"), "water", {"name": {"en": "Water"}}, by=BY, at=AT)
    assert send(client, field="water", proof=proof(client)).status_code == 422
    assert not Idea.objects.exists()


# Proof of work, the question, and the trap


def test_a_proof_counts_once(client: Client, city: City) -> None:
    solved = proof(client)
    assert send(client, proof=solved).status_code == 302
    response = send(client, proof=solved)
    assert response.status_code == 422
    assert "This form was sent before" in response.content.decode()
    padded = solved.rstrip("=") + "\n" + "=" * solved.count("=")
    assert send(client, proof=padded).status_code == 422
    assert Idea.objects.count() == 1


@pytest.mark.parametrize("made_up", ["x", "e30=", "bnVsbA==", "W10=", "A" * 5000, "eyJjaGFsbGVuZ2UiOiAxfQ=="])
def test_a_proof_that_is_made_up_is_refused(client: Client, city: City, made_up: str) -> None:
    assert send(client, proof=made_up).status_code == 422
    assert not Idea.objects.exists()


def test_a_challenge_that_was_made_easier_is_refused(client: Client, city: City) -> None:
    raw = client.get("/heidelberg/participate/challenge/").json()
    raw["parameters"]["keyPrefix"] = ""
    easier = Challenge.from_dict(raw)
    solution = solve_challenge(easier)
    assert solution is not None
    assert send(client, proof=Payload(easier, solution).to_base64()).status_code == 422


def test_without_scripts_a_question_is_answered_once(client: Client, city: City) -> None:
    answered = answer(client)
    assert send(client, **answered).status_code == 302
    assert send(client, **answered).status_code == 422
    assert Idea.objects.count() == 1


def test_without_an_answer_or_with_a_wrong_one_the_form_comes_back(client: Client, city: City) -> None:
    response = send(client)
    assert response.status_code == 422
    assert "Please answer the question" in response.content.decode()
    wrong = {**answer(client), "answer": "99"}
    assert "is not right" in send(client, **wrong).content.decode()
    assert "is not right" in send(client, question="made up", answer="7").content.decode()


def test_who_fills_in_what_people_do_not_see_is_thanked_and_nothing_is_kept(
    client: Client, city: City
) -> None:
    assert send(client, proof=proof(client), homepage="https://spam.example").status_code == 302
    assert not Idea.objects.exists()


def test_without_scripts_less_may_come_from_one_place(client: Client, city: City) -> None:
    for number in range(limits.UNSOLVED.most):
        assert send(client, email=f"p{number}@example.org", **answer(client)).status_code == 302
    response = send(client, email="one.more@example.org", **answer(client))
    assert response.status_code == 429
    assert "Please wait an hour" in response.content.decode()
    assert send(client, email="one.more@example.org", proof=proof(client)).status_code == 302


def test_one_address_gets_few_mails_a_day_from_wherever_they_are_sent(client: Client, city: City) -> None:
    for number in range(limits.ADDRESS.most):
        response = client.post(FORM, fields(proof=proof(client)), REMOTE_ADDR=f"10.0.0.{number}")
        assert response.status_code == 302
    again = client.post(FORM, fields(proof=proof(client), email="ERIKA@example.org"), REMOTE_ADDR="10.0.1.1")
    assert again.status_code == 429


def test_wrong_files_do_not_use_up_what_an_address_may_send(client: Client, city: City) -> None:
    for _number in range(limits.ADDRESS.most + 1):
        response = send(client, proof=proof(client), attachments=[a_pdf("x.pdf", b"<html>")])
        assert response.status_code == 422
    assert send(client, proof=proof(client)).status_code == 302


def test_the_counters_hold_no_address(city: City) -> None:
    assert limits.passes(limits.ADDRESS, "erika@example.org", timezone.now())
    assert "erika" not in limits._hashed("erika@example.org")


# Attachments


def test_a_file_that_is_none_of_ours_is_refused_by_name_and_nothing_stays(client: Client, city: City) -> None:
    bad = a_pdf("evil<b>.html", b"<html><script>alert(1)</script></html>")
    response = send(client, proof=proof(client), attachments=[a_pdf(), bad])
    assert response.status_code == 422
    assert "is no PDF, picture or sheet" in response.content.decode()
    assert "evil<b>" not in response.content.decode()
    assert not File.objects.exists()
    assert not Idea.objects.exists()


def test_six_files_are_too_many(client: Client, city: City) -> None:
    response = send(client, proof=proof(client), attachments=[a_pdf() for _number in range(6)])
    assert "Choose at most five" in response.content.decode()


def test_a_file_over_ten_megabytes_is_refused_with_a_sentence(client: Client, city: City) -> None:
    large = a_pdf("large.pdf", b"%PDF-1.7\n" + b"x" * 10_000_000)
    response = send(client, proof=proof(client), attachments=[large])
    assert response.status_code == 422
    assert "larger than 10 MB" in response.content.decode()


def test_fifty_megabytes_arrive_where_other_forms_take_less(
    client: Client, city: City, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MOST_UPLOAD_BYTES = 10
    assert send(client, proof=proof(client), attachments=[a_pdf()]).status_code == 302
    monkeypatch.setattr("greenpact.portal.ideas.handing_in.hand_in.most_upload_bytes", 10)
    response = send(client, proof=proof(client), attachments=[a_pdf()])
    assert response.status_code == 422
    assert "too large together" in response.content.decode()


# Drafts


def test_a_draft_survives_without_scripts_and_without_an_account(client: Client, city: City) -> None:
    response = client.post(FORM, fields(do="keep", title="Half a thought", email="", sdgs=["7"]))
    assert response.status_code == 302
    assert client.cookies["draft"]["path"] == "/heidelberg/participate/"
    assert client.cookies["draft"]["httponly"]
    html = client.get(FORM).content.decode()
    assert 'value="Half a thought"' in html
    assert re.search(r'value="7"[^>]*checked', html)
    assert "Half a thought" not in Client().get(FORM).content.decode()
    assert "Half a thought" not in client.get("/heidelberg/participate/new/idea/").content.decode()
    client.cookies["draft"] = "guessed"
    assert "Half a thought" not in client.get(FORM).content.decode()


def test_the_page_keeps_itself_and_an_expired_session_loses_nothing(client: Client, city: City) -> None:
    response = client.post(f"{FORM}draft/", fields(title="Typed so far"))
    assert "Kept as a draft" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    kept = client.cookies["draft"].value
    later = Client()  # sessions and tokens are gone, the cookie of the draft is not
    later.cookies["draft"] = kept
    assert 'value="Typed so far"' in later.get(FORM).content.decode()


def test_what_was_sent_leaves_no_draft(client: Client, city: City) -> None:
    client.post(f"{FORM}draft/", fields())
    assert Draft.objects.count() == 1
    assert send(client, proof=proof(client)).status_code == 302
    assert not Draft.objects.exists()


def test_a_form_with_a_slip_is_kept_at_once(client: Client, city: City) -> None:
    send(client, email="no address")
    assert 'value="no address"' in client.get(FORM).content.decode()


def test_too_long_a_draft_is_not_kept_and_that_is_said(client: Client, city: City) -> None:
    response = client.post(f"{FORM}draft/", fields(text="x" * 50_000), headers={"accept-language": "en"})
    assert "Not kept" in response.content.decode()
    assert "draft" not in client.cookies


def test_drafts_from_one_place_are_counted(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DRAFTS", limits.Limit("few", 2, limits.HOUR))
    for _number in range(4):
        Client().post(f"{FORM}draft/", fields())
    assert Draft.objects.count() == 2


# What resembles it


def similar(client: Client, title: str, text: str = "") -> str:
    sent = {"title": title, "text": text}
    return client.post("/heidelberg/participate/similar/", sent).content.decode()


def a_public_idea(city: City, title: str) -> Idea:
    idea = a_confirmed_idea(city, title="Secret words of its sender")
    idea.public_at, idea.public_title = AT, title
    idea.save()
    searching.index(idea)
    return idea


def test_public_deals_and_ideas_of_this_city_and_others_are_found(client: Client, city: City) -> None:
    a_deal(city, "solar", title={"de": "Photovoltaik auf Schuldächern"})
    a_public_idea(a_city("mannheim"), "Solarstrom für Schulen")
    html = similar(client, "Solardächer auf Grundschulen")
    assert "Photovoltaik auf Schuldächern" in html
    assert "/heidelberg/deals/solar/" in html
    assert "Solarstrom für Schulen" in html
    assert "Secret words" not in html
    assert "Photovoltaik" not in similar(client, "Lastenräder für Handwerksbetriebe")


def test_nobody_learns_what_somebody_else_has_handed_in(client: Client, city: City) -> None:
    a_confirmed_idea(city, title="Photovoltaik auf Schuldächern", text="Photovoltaik auf Schuldächern")
    a_deal(city, "hidden", public=False, title={"de": "Photovoltaik auf Schuldächern"})
    hidden_again = a_public_idea(city, "Photovoltaik auf Schuldächern")
    hidden_again.public_at = None
    hidden_again.save()
    html = similar(client, "Photovoltaik auf Schuldächern", "Photovoltaik auf Schuldächern")
    assert "Schuldächern" not in html


def test_an_invented_city_is_no_neighbour_of_a_real_one(client: Client, city: City) -> None:
    a_deal(a_city("musterstadt", is_invented=True), title={"de": "Photovoltaik auf Schuldächern"})
    assert "Photovoltaik" not in similar(client, "Photovoltaik auf Schuldächern")


def test_without_scripts_a_button_looks(client: Client, city: City) -> None:
    a_deal(city, "solar", title={"de": "Photovoltaik auf Schuldächern"})
    html = client.post(FORM, fields(do="similar", title="Schuldächer mit Photovoltaik")).content.decode()
    assert "/heidelberg/deals/solar/" in html
    assert 'value="Schuldächer mit Photovoltaik"' in html


@pytest.mark.parametrize(
    "text", ["", "  ", '"', "' OR '", "%_%", "\x00", "a" * 5000, "NEAR(a b) AND text:*", HOSTILE]
)
def test_no_text_breaks_the_search(client: Client, city: City, text: str) -> None:
    response = client.post("/heidelberg/participate/similar/", {"title": text, "text": text})
    assert response.status_code == 200


def test_the_search_asks_few_queries(client: Client, city: City, django_assert_max_num_queries: Any) -> None:
    for number in range(5):
        a_deal(city, f"solar-{number}", title={"de": f"Photovoltaik auf Schuldächern {number}"})
    with django_assert_max_num_queries(5):
        similar(client, "Photovoltaik auf Schuldächern")


# Files of a draft


def kept(client: Client, address: str = FORM) -> list[str]:
    """The names of the files that the form shows as kept."""
    html = client.get(address).content.decode()
    return re.findall(r'value="remove-[^"]+">[^<]*<span class="kern-sr-only"> ([^<]+)</span>', html)


def remove_button(client: Client) -> str:
    found = re.search(r'value="(remove-[^"]+)"', client.get(FORM).content.decode())
    assert found is not None
    return found.group(1)


def test_files_outlive_a_mistake_and_go_along_when_it_is_sent(client: Client, city: City) -> None:
    assert send(client, email="wrong", attachments=[a_pdf()]).status_code == 422
    assert kept(client) == ["plan.pdf"]
    assert send(client, email="wrong", attachments=[a_pdf(), a_picture()]).status_code == 422
    assert kept(client) == ["plan.pdf", "roof.png"]
    csv = SimpleUploadedFile("list.csv", b"a;b\n1;2\n")
    assert send(client, proof=proof(client), attachments=[csv, a_pdf()]).status_code == 302
    names = [one.file.name for one in Idea.objects.get().attachments.all()]
    assert names == ["plan.pdf", "roof.png", "list.csv"]
    assert not DraftFile.objects.exists()
    assert kept(client) == []


def test_a_file_is_taken_away_and_only_by_its_own_browser(client: Client, city: City) -> None:
    assert send(client, do="keep", attachments=[a_pdf(), a_picture()]).status_code == 302
    button = remove_button(client)
    stranger = Client()
    send(stranger, do=button)
    assert kept(stranger) == []
    assert kept(client) == ["plan.pdf", "roof.png"]
    response = send(client, do=button)
    assert (response.status_code, response.url) == (302, f"{FORM}#files")
    assert kept(client) == ["roof.png"]
    assert File.objects.count() == 1


def test_files_of_a_draft_are_bounded(client: Client, city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [SimpleUploadedFile(f"{number}.csv", f"a;b\n{number};2\n".encode()) for number in range(6)]
    assert send(client, do="keep", attachments=files[:4]).status_code == 302
    response = send(client, do="keep", attachments=files[4:])
    assert "These are too many files" in response.content.decode()
    assert len(kept(client)) == 4
    assert send(client, proof=proof(client), attachments=files[4:]).status_code == 422
    assert not Idea.objects.exists()
    monkeypatch.setattr(saving_drafts, "MOST_DRAFT_BYTES", 10)
    response = send(client, do="keep", attachments=[a_pdf()])
    assert "could not be kept" in response.content.decode()
    assert File.objects.count() == 4


def test_no_place_fills_the_disk_with_drafts(
    client: Client, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DRAFT_FILES", limits.Limit("idea-draft-files", 1, limits.HOUR))
    send(client, do="keep", attachments=[a_pdf()])
    send(client, do="keep", attachments=[a_picture()])
    assert kept(client) == ["plan.pdf"]


def test_chosen_files_are_kept_at_once_and_a_wrong_one_is_named(client: Client, city: City) -> None:
    response = client.post(f"{FORM}files/", {"title": "Roofs", "attachments": [a_pdf()]})
    assert response.status_code == 200
    assert "plan.pdf" in response.content.decode()
    wrong = SimpleUploadedFile("virus.exe", b"MZ\x00\x01")
    assert "virus.exe" in client.post(f"{FORM}files/", {"attachments": [wrong]}).content.decode()
    assert kept(client) == ["plan.pdf"]


def test_files_of_a_forgotten_draft_are_gone(client: Client, city: City) -> None:
    send(client, do="keep", attachments=[a_pdf()])
    assert saving_drafts.forget_old_drafts(timezone.now() + KEEP_DRAFT) == 1
    assert not File.objects.exists()
