"""The three people of the demo: their accounts, memberships and passwords, drawn once for each installation."""

import json
import os
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction

from greenpact.accounts.inviting import invite
from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.parties.granting import grant
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from greenpact.workspace.demo.loading import BY

FILE = "demo-sign-ins.json"
SINCE = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Part:
    """A role in a city, for an organisation where the role needs one."""

    city: str
    role: Role
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the demo; `role` says in words who they are, `tries` what they can try next."""

    role: str
    name: str
    email: str
    parts: tuple[Part, ...]
    tries: str


@dataclass(frozen=True, slots=True)
class Key:
    """A password, and the same as accounts keep it: comparing two of these takes no time."""

    password: str
    encoded: str


PEOPLE = (
    Person(
        "programme office",
        "Charlie Beispiel",
        "office@demo.invalid",
        (Part("heidelberg", Role.PROGRAMME_OFFICE), Part("musterstadt", Role.PROGRAMME_OFFICE)),
        "answer ideas, check a mandate, decide an appeal",
    ),
    Person(
        "party that signs",
        "Pat Vorlage",
        "party@demo.invalid",
        (
            Part("musterstadt", Role.PARTY_ADMIN, "stadtwerke-musterstadt"),
            Part("musterstadt", Role.PARTY_ADMIN, "mustermobil"),
        ),
        "sign the night buses by a click, negotiate waste heat",
    ),
    Person(
        "other party",
        "Noa Probe",
        "university@demo.invalid",
        (Part("musterstadt", Role.PARTY_ADMIN, "hochschule-musterstadt"),),
        "answer the utility's changes to the waste heat deal",
    ),
)


def let_in(home: Path, *, at: datetime, begun: datetime | None = None) -> list[tuple[Person, str]]:
    """See to it that the people of the demo can sign in; each with their password.

    `begun` is the moment at which they get their roles in the invented city, if another one.
    """
    keys = _keys(home / FILE)
    for person in PEOPLE:
        _let_in(person, keys[person.email], at=at, begun=begun or at)
    return [(person, keys[person.email].password) for person in PEOPLE]


def _keys(file: Path) -> dict[str, Key]:
    """Those in the file; it is written once, for its owner alone."""
    if not file.exists():
        drawn = {person.email: secrets.token_urlsafe(12) for person in PEOPLE}
        keys = {email: [password, make_password(password)] for email, password in drawn.items()}
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            json.dump(keys, new, indent=1)
    return {email: Key(*key) for email, key in json.loads(file.read_text(encoding="utf-8")).items()}


@transaction.atomic
def _let_in(person: Person, key: Key, *, at: datetime, begun: datetime) -> None:
    account = Account.objects.filter(email=person.email).first() or invite(person.email, name=person.name)
    if account.password != key.encoded:
        account.password = key.encoded
        account.save(update_fields=["password"])
    for part in person.parts:
        city = City.objects.get(slug=part.city)
        organisation = Organisation.objects.filter(city=city, ref=part.organisation).first()
        alike = account.memberships.filter(city=city, role=part.role, organisation=organisation)
        if not alike.exists():
            moment = begun if city.is_invented else at
            grant(
                account, city=city, role=part.role, organisation=organisation, since=SINCE, by=BY, at=moment
            )
