"""Short ways to a city, an organisation, an account and a deal for tests; every activity goes the real way."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from greenpact.accounts.models import Account
from greenpact.cities.keeping import found_city, keep
from greenpact.cities.models import City
from greenpact.deals.document import Clause, ClauseKind
from greenpact.deals.drafting import Parts, PartyEntry, draft
from greenpact.deals.models import Deal
from greenpact.measures.planning import plan_commitments
from greenpact.measures.rules import State
from greenpact.parties.granting import grant
from greenpact.parties.models import Membership, Organisation
from greenpact.parties.rules import Role

BY = "account:tester"
AT = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
TODAY = date(2026, 6, 15)

_numbers = count(1)


def a_city(slug: str = "heidelberg", **values: Any) -> City:
    values = {"name": {"de": slug.title(), "en": slug.title()}, "country": "DE", **values}
    return found_city(slug, by=BY, at=AT, **values)


def an_organisation(city: City, ref: str = "", kind: str = "company", **values: Any) -> Organisation:
    ref = ref or f"organisation-{next(_numbers)}"
    row, _outcome = keep(
        Organisation, city, ref, {"name": ref.replace("-", " ").title(), "kind": kind, **values}, by=BY, at=AT
    )
    return row


def a_goal(ref: str = "g1", text: str = "Half the emissions by 2030", **values: Any) -> Clause:
    return Clause(ref=ref, kind=ClauseKind.GOAL, text={"en": text, "de": f"{text} (deutsch)"}, **values)


def a_commitment(
    party: Organisation | None, ref: str = "c1", text: str = "Puts solar on roofs", **values: Any
) -> Clause:
    return Clause(
        ref=ref,
        kind=ClauseKind.COMMITMENT,
        text={"en": text, "de": f"{text} (deutsch)"},
        party=party.ref if party else "",
        **values,
    )


def a_deal(
    city: City, ref: str = "", *, public: bool = True, parts: Parts | None = None, **head: Any
) -> Deal:
    """A complete deal between the city and a company, each with a commitment, and its measures planned."""
    ref = ref or f"deal-{next(_numbers)}"
    if parts is None:
        administration = Organisation.objects.filter(city=city, kind="city").first() or an_organisation(
            city, "the-city", "city"
        )
        company = an_organisation(city)
        parts = Parts(
            parties=[PartyEntry(administration, "signatory"), PartyEntry(company, "signatory")],
            clauses=[
                a_goal(),
                a_commitment(company),
                a_commitment(administration, "c2", "Opens its own roofs"),
            ],
        )
    title = ref.replace("-", " ").title()
    texts = {
        "title": {"en": title, "de": f"{title} (deutsch)"},
        "summary": {"en": "In short.", "de": "Kurz gesagt."},
    }
    parts = Parts(head={**texts, **head}, parties=parts.parties, clauses=parts.clauses, sources=parts.sources)
    deal = draft(city, ref, parts, by=BY, at=AT, public=public)
    plan_commitments(deal, state=State.PLANNED)
    return deal


def an_account(email: str = "", **values: Any) -> Account:
    return Account.objects.create_user(
        email or f"person{next(_numbers)}@example.org", "a long password 123", **values
    )


def a_member(city: City, role: Role, organisation: Organisation | None = None) -> Account:
    account = an_account()
    grant(account, city=city, role=role, organisation=organisation, since=date(2020, 1, 1), by=BY, at=AT)
    return account


def membership_of(account: Account) -> Membership:
    return account.memberships.get()
