"""How an organisation is reached: what its own editors keep, role addresses, people."""

import pytest

from greenpact.journal.models import Entry
from greenpact.parties.models import Organisation, Person
from tests.workspace.people import Cast, a_cast, signed_in
from tests.workspace.saving import BASE, last_entry, save


@pytest.fixture
def cast(db: None) -> Cast:
    return a_cast()


def rows(*addresses: tuple[str, str]) -> dict[str, str]:
    """Role addresses as the form sends them."""
    fields = {"addresses-TOTAL_FORMS": str(len(addresses)), "addresses-INITIAL_FORMS": "0"}
    for number, (label, email) in enumerate(addresses):
        fields |= {f"addresses-{number}-label_en": label, f"addresses-{number}-email": email}
    return fields


def test_a_party_editor_keeps_its_own_text_and_addresses(cast: Cast) -> None:
    client = signed_in(cast.party_editor)

    save(client, "organisations/stadtwerke/own/", {"text_en": "We bring heat.", "web": "example.org"})
    save(client, "organisations/stadtwerke/addresses/", rows(("Energy", "energy@example.org")))

    organisation = Organisation.objects.get(ref="stadtwerke")
    assert (organisation.text, organisation.web) == ({"en": "We bring heat."}, "https://example.org")
    assert [address.email for address in organisation.role_addresses.all()] == ["energy@example.org"]
    assert last_entry(cast.city).actor == cast.party_editor.actor


def test_a_role_address_needs_both_its_parts(cast: Cast) -> None:
    answer = save(
        cast.office, "organisations/stadtwerke/addresses/", rows(("Energy", ""), ("", "x@example.org"))
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Give the address, or empty the whole row." in page
    assert "Say in at least one language what the address is for." in page


def test_a_contact_is_kept_and_erased(cast: Cast) -> None:
    base = f"{BASE}organisations/stadtwerke/people/"
    cast.office.post(f"{base}new/", {"name": "Ada Lovelace", "email": "ada@example.org"})
    person = Person.objects.get()

    save(cast.office, f"organisations/stadtwerke/people/{person.ref}/", {"name": "Ada King"})
    person.refresh_from_db()
    assert (person.name, person.email) == ("Ada King", "")
    cast.office.post(f"{base}{person.ref}/erase/")

    person.refresh_from_db()
    assert (person.name, person.email, person.erased_at is None) == ("", "", False)
    assert cast.office.get(f"{base}{person.ref}/").status_code == 404
    assert not any("Ada" in str(entry.payload) for entry in Entry.objects.all())


def test_what_is_wrong_in_a_row_is_said_on_top_with_the_way_to_it(cast: Cast) -> None:
    answer = save(cast.office, "organisations/stadtwerke/addresses/", rows(("Energy", "not an address")))

    summary = answer.content.decode().split('id="errors"')[1].split("</ul>")[0]
    assert '<a href="#id_addresses-0-email">Role address 1: E-mail address</a>' in summary
    assert answer.content.decode().count('id="id_addresses-0-email"') == 1
