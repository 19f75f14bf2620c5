"""The stage of the matrix: a city with deals in the states that matter to a door."""

from dataclasses import dataclass

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, Field, Office
from greenpact.deals.changes.operations import set_head
from greenpact.deals.changes.rules import RuleKind
from greenpact.deals.drafting import Parts, PartyEntry
from greenpact.deals.models import ClauseRow, Deal
from greenpact.deals.negotiation.opening import open_room
from greenpact.deals.negotiation.proposing import propose
from greenpact.deals.versions import terms_of
from greenpact.parties.models import Organisation, Person
from greenpact.parties.rules import Role
from tests.deals.signing.hands import a_round, checked
from tests.labels.makers import a_signed_deal
from tests.makers import AT, BY, a_city, a_commitment, a_deal, a_goal, a_member, an_organisation


@dataclass(frozen=True, slots=True)
class Stage:
    """A city, a party to all of its deals, and an organisation that is party to none."""

    city: City
    party: Organisation
    other: Organisation
    public: Deal
    draft: Deal
    room: Deal  # being negotiated, with one change that the party proposed
    signing: Deal  # going round to be signed
    signed: Deal  # public, with a label


def a_stage() -> Stage:
    city = a_city("heidelberg", languages=["de", "en"])
    administration = an_organisation(city, "the-city", "city")
    public = a_deal(city, "public")
    party = public.parties.exclude(organisation__kind="city").get().organisation
    draft = _a_draft(city, party)
    keep(Office, city, "climate", {"name": {"en": "Climate office"}}, by=BY, at=AT)
    keep(Field, city, "energy", {"name": {"en": "Energy"}, "sdgs": [7]}, by=BY, at=AT)
    Person.objects.create(organisation=party, name="Ada")
    a_member(city, Role.PROGRAMME_OFFICE)
    a_member(city, Role.PROGRAMME_OFFICE)
    parts = Parts(
        parties=[PartyEntry(body, "signatory") for body in (administration, party)],
        clauses=[a_goal(), a_commitment(party), a_commitment(administration, "c2")],
    )
    room = a_deal(city, "room", public=False, parts=parts, work_state="negotiating")
    open_room(room, city_party=administration, rule=RuleKind.ALL, by=BY, at=AT)
    head = [set_head(terms_of(room), "title", {"en": "A better title"})]
    propose(room, head, party=party, by=BY, at=AT)
    signing = checked(a_deal(city, "signing", public=False, parts=parts, legal_nature="intent"))
    a_round(signing)
    signed = a_signed_deal(city, "signed", party)
    return Stage(city, party, an_organisation(city, "another"), public, draft, room, signing, signed)


def _a_draft(city: City, party: Organisation) -> Deal:
    """A deal with the party that is not public; one clause was taken out of it."""
    draft = a_deal(city, "draft", public=False)
    company = draft.parties.exclude(organisation__kind="city").get()
    company.organisation = party
    company.save()
    draft.clauses.filter(ref="c1").update(party=party)
    ClauseRow.objects.create(
        deal=draft, ref="gone", kind="provision", position=9, text={"en": "Gone"}, is_dropped=True
    )
    return draft
