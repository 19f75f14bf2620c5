"""Who gets in where: every address of the workspace is tried by five people."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, Office
from greenpact.parties.models import Membership, Organisation, Person
from greenpact.parties.rules import Role
from tests.makers import AT, BY, a_city, a_member
from tests.workspace.people import Cast, a_cast, signed_in

#: What the officer, the editor of a party and a reader get at each address of ours. Strangers get 404 in a city.
ANSWERS = {
    "home": (302, 302, 302),
    "city": (200, 200, 200),
    "draft": (405, 405, 405),
    "draft_discard": (405, 405, 405),
    "register": (200, 404, 404),
    "settings": (200, 404, 404),
    "legal": (200, 404, 404),
    "outline": (200, 404, 404),
    "rows": (200, 404, 404),
    "new_row": (200, 404, 404),
    "row": (200, 404, 404),
    "remove_row": (200, 404, 404),
    "own_organisation": (200, 200, 404),
    "role_addresses": (200, 200, 404),
    "people": (200, 404, 404),
    "new_person": (200, 404, 404),
    "person": (200, 404, 404),
    "erase_person": (200, 404, 404),
    "members": (200, 404, 404),
    "grant": (200, 404, 404),
    "member": (200, 404, 404),
    "trail": (200, 404, 200),
    "party_people": (200, 404, 404),
    "people_of": (200, 404, 404),
    "people_end": (405, 404, 404),
    "group_members": (404, 404, 404),
}

#: Places with a table of their own.
ELSEWHERE = ("deal", "import", "mails", "room")


def addresses(city: City) -> dict[str, str]:
    """Every address of the workspace by its name, filled with things that exist in the city."""
    things = {
        "city": city.slug,
        "word": "offices",
        "person_ref": Person.objects.get().ref,
        **dict.fromkeys(("organisation", "clause_ref", "kind", "number", "part"), "nothing"),
    }
    refs = {"row": "climate", "remove_row": "climate", "member": Membership.objects.filter(city=city)[0].ref}
    found = {}
    for name, wanted in sorted(_names(get_resolver())):
        values = {key: things.get(key, refs.get(name, "stadtwerke")) for key in wanted}
        found[name] = reverse(f"workspace:{name}", kwargs=values)
    return found


def _names(resolver: URLResolver) -> Iterator[tuple[str, tuple[str, ...]]]:
    workspace = next(
        part
        for part in resolver.url_patterns
        if isinstance(part, URLResolver) and part.namespace == "workspace"
    )

    def walk(node: URLResolver, keys: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        for part in node.url_patterns:
            own = (*keys, *part.pattern.converters)
            if isinstance(part, URLPattern):
                if part.name and not part.name.startswith(ELSEWHERE):
                    yield part.name, own
            else:
                yield from walk(part, own)

    return walk(workspace, ())


@pytest.fixture
def cast(db: None) -> Cast:
    return a_cast()


@pytest.fixture
def at(cast: Cast) -> dict[str, str]:
    keep(Office, cast.city, "climate", {"name": {"en": "Climate office"}}, by=BY, at=AT)
    Person.objects.create(organisation=cast.organisation, name="Ada")
    a_member(cast.city, Role.PROGRAMME_OFFICE)
    return addresses(cast.city)


def test_the_table_names_every_address(at: dict[str, str]) -> None:
    assert set(at) == set(ANSWERS)


@pytest.mark.parametrize("who", ["officer", "party_editor", "reader"])
def test_members_get_what_their_role_permits(at: dict[str, str], cast: Cast, who: str) -> None:
    client = signed_in(getattr(cast, who))
    place = ["officer", "party_editor", "reader"].index(who)

    answers = {name: client.get(address).status_code for name, address in at.items()}

    assert answers == {name: expected[place] for name, expected in ANSWERS.items()}


def test_a_stranger_finds_nothing_in_a_city(at: dict[str, str], cast: Cast) -> None:
    client = signed_in(cast.stranger)

    answers = {name: client.get(address).status_code for name, address in at.items() if name != "home"}

    assert set(answers.values()) == {404}
    assert b"no place in a city" in client.get(at["home"]).content


def test_a_stranger_changes_nothing_in_a_city(at: dict[str, str], cast: Cast) -> None:
    client = signed_in(cast.stranger)

    answers = {name: client.post(address).status_code for name, address in at.items() if name != "home"}

    assert set(answers.values()) == {404}


def test_an_officer_of_one_city_is_a_stranger_in_another(at: dict[str, str]) -> None:
    neighbour = signed_in(a_member(a_city("mannheim"), Role.PROGRAMME_OFFICE))

    answers = {name: neighbour.get(address).status_code for name, address in at.items() if name != "home"}

    assert set(answers.values()) == {404}


def test_whoever_is_signed_out_is_led_to_the_sign_in_page_and_back(
    at: dict[str, str], client: Client
) -> None:
    for address in at.values():
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/accounts/login/?next={address}")


def test_a_membership_that_has_ended_opens_nothing(at: dict[str, str], cast: Cast) -> None:
    Membership.objects.filter(account=cast.reader).update(until="2021-01-01")

    assert signed_in(cast.reader).get(at["city"]).status_code == 404


def test_a_party_editor_speaks_for_their_own_organisation_alone(at: dict[str, str], cast: Cast) -> None:
    observer = a_member(cast.city, Role.OBSERVER, cast.organisation)
    assert signed_in(observer).get(at["own_organisation"]).status_code == 404

    keep(Organisation, cast.city, "another", {"name": "Another", "kind": "company"}, by=BY, at=AT)
    foreign = at["own_organisation"].replace("stadtwerke", "another")
    assert signed_in(cast.party_editor).get(foreign).status_code == 404


def test_pages_of_the_workspace_are_kept_by_no_cache(at: dict[str, str], cast: Cast) -> None:
    assert "no-store" in cast.office.get(at["city"]).headers["Cache-Control"]
