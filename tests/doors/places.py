"""Every address of the two doors for people, found in the table of addresses and filled with things that exist."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.urls import URLResolver, get_resolver, reverse

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, Field, Office
from greenpact.deals.models import ClauseRow, Deal
from greenpact.notices.links import link_to_leave_off
from greenpact.notices.models import Mail, MailState
from greenpact.notices.posting import Letter, post_to_address
from greenpact.notices.rules import Kind
from greenpact.parties.models import Membership, Organisation, Person
from greenpact.parties.rules import Role
from greenpact.workspace.importing.planning import Options
from greenpact.workspace.importing.reading import SentFile
from greenpact.workspace.importing.taking_in import Sender, read_import, take_in
from tests.makers import AT, BY, a_city, a_deal, a_member, an_account, an_organisation


@dataclass(frozen=True, slots=True)
class Stage:
    """A city with a public deal and a draft, and organisations with and without a part in them."""

    city: City
    party: Organisation
    other: Organisation
    public: Deal
    draft: Deal


def a_stage() -> Stage:
    city = a_city("heidelberg", languages=["de", "en"])
    an_organisation(city, "the-city", "city")
    public = a_deal(city, "public")
    party = public.parties.exclude(organisation__kind="city").get().organisation
    draft = a_deal(city, "draft", public=False)
    company = draft.parties.exclude(organisation__kind="city").get()
    company.organisation = party
    company.save()
    draft.clauses.filter(ref="c1").update(party=party)
    ClauseRow.objects.create(
        deal=draft, ref="gone", kind="provision", position=9, text={"en": "Gone"}, is_dropped=True
    )
    keep(Office, city, "climate", {"name": {"en": "Climate office"}}, by=BY, at=AT)
    keep(Field, city, "energy", {"name": {"en": "Energy"}, "sdgs": [7]}, by=BY, at=AT)
    Person.objects.create(organisation=party, name="Ada")
    a_member(city, Role.PROGRAMME_OFFICE)
    a_member(city, Role.PROGRAMME_OFFICE)
    return Stage(city, party, an_organisation(city, "another"), public, draft)


def values_for(stage: Stage, door: str, name: str) -> dict[str, Any]:
    """What the parts of an address are called for a page."""
    common = {
        "city": stage.city.slug,
        "deal": "public",
        "ref": "draft" if name.startswith("deal") else stage.party.ref,
        "clause_ref": "c1",
        "kind": "goal",
        "organisation": stage.party.ref,
        "party": stage.party.ref,
        "person_ref": Person.objects.get().ref,
        "word": "offices",
        "form": "deals",
        "field": "energy",
        "table": "deals",
        "ending": "csv",
        "which": "imprint",
        "part": "deals",
        "number": 7 if name == "sdg" else 1,
        "before": 1,
        "after": 1,
    }
    own = _OWN.get((door, name))
    return common | own(stage) if own else common


def _an_import(stage: Stage) -> dict[str, str]:
    taken = take_in(
        stage.city,
        [SentFile("deals.csv", b"ref;title\nnew-deal;New deal\n")],
        Options(),
        sender=Sender(BY),
        at=AT,
    )
    read_import(taken, at=AT)
    return {"ref": taken.ref}


def _an_undelivered_mail(stage: Stage) -> dict[str, str]:
    write = partial(Letter, "Something was said", ("It did not arrive.",))
    post_to_address(
        "nobody@example.org", language="en", kind=Kind.IDEA, write=write, key="lost", city=stage.city, at=AT
    )
    mail = Mail.objects.get(key="lost")
    Mail.objects.filter(pk=mail.pk).update(state=MailState.FAILED)
    return {"ref": mail.ref}


_OWN: dict[tuple[str, str], Callable[[Stage], dict[str, Any]]] = {
    **{
        ("workspace", f"import{part}"): _an_import
        for part in ("", "_progress", "_findings", "_cells", "_confirm", "_discard")
    },
    ("workspace", "mails_off"): lambda _stage: {
        "token": link_to_leave_off(an_account(), Kind.LABEL).split("/")[-2]
    },
    ("workspace", "mails_settle"): _an_undelivered_mail,
    ("workspace", "row"): lambda _stage: {"ref": "climate"},
    ("workspace", "remove_row"): lambda _stage: {"ref": "climate"},
    ("workspace", "member"): lambda stage: {"ref": Membership.objects.filter(city=stage.city)[0].ref},
    ("workspace", "deal_take_back"): lambda _stage: {"ref": "public"},
    ("workspace", "deal_versions"): lambda _stage: {"ref": "public"},
    ("workspace", "deal_clause_put_back"): lambda _stage: {"clause_ref": "gone"},
}


#: What a page must be sent before it looks at anything else.
SENT: dict[tuple[str, str], dict[str, str]] = {
    ("workspace", "draft"): {"subject": "deal/draft/texts"},
    ("workspace", "draft_discard"): {"subject": "deal/draft/texts"},
    ("workspace", "deal_move"): {"then": "negotiating"},
    ("workspace", "deal_party_add"): {"organisation": "another"},
}


def names_of(door: str) -> list[tuple[str, tuple[str, ...]]]:
    """The names of a door's pages, each with the parts of its address."""
    found = next(
        part
        for part in get_resolver().url_patterns
        if isinstance(part, URLResolver) and part.namespace == door
    )
    return list(_walk(found, ()))


def _walk(node: URLResolver, keys: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for part in node.url_patterns:
        own = (*keys, *part.pattern.converters)
        if isinstance(part, URLResolver):
            yield from _walk(part, own)
        elif part.name:
            yield part.name, own


def address_of(stage: Stage, door: str, name: str, keys: tuple[str, ...]) -> str:
    """The address of a page, with things of the stage in it."""
    values = values_for(stage, door, name)
    return reverse(f"{door}:{name}", kwargs={key: values[key] for key in keys})
