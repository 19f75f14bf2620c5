"""Words that name the layer they lie in, planted in every field that not everybody may read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from greenpact.deals.changes.checks import Answer, CheckName
from greenpact.deals.models.negotiation import InnerRemark, PartyNote, Remark
from greenpact.deals.models.signing import Seat
from greenpact.deals.negotiation.answering import object_to
from greenpact.deals.negotiation.checking import answer_check
from greenpact.following.rules import FollowRhythm, Topic, TopicKind
from greenpact.following.subscribing import ask as follow
from greenpact.ideas.answers import Handover
from greenpact.ideas.conversing import ask, remark
from greenpact.ideas.deciding import judge
from greenpact.ideas.models import Idea
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from greenpact.workspace.models import Draft
from tests.deals.signing.hands import a_mandate
from tests.doors.people import DEAL, EDITORS, NOBODY, OFFICE, STAFF, TENDING, Group
from tests.doors.stage import Stage
from tests.ideas.making import FOUND
from tests.makers import AT, BY, a_member

Field = tuple[str, str]

#: Who speaks for the party.
SPEAKERS: Group = frozenset({"party_editor", "party_admin"})


@dataclass(frozen=True, slots=True)
class Layer:
    """Who may read a field in the workspace; `by_link`: also whoever holds the private link to it."""

    group: Group
    by_link: bool = False


SENDERS = Layer(EDITORS, by_link=True)
NEGOTIATION = Layer(DEAL)
#: What the mails to owners without an account, and calendars, say of a deal.
TITLES = Layer(DEAL, by_link=True)
CONTACTS = Layer(EDITORS)

#: Fields of inner layers, and who reads them on some page. Nobody else may find what stands there on any page.
INNER: Mapping[Field, Layer] = {
    ("parties.Person", "name"): CONTACTS,
    ("parties.Person", "function"): CONTACTS,
    ("parties.Person", "email"): CONTACTS,
    ("parties.Person", "phone"): CONTACTS,
    ("following.Follower", "email"): Layer(NOBODY, by_link=True),
    ("measures.Contact", "email"): CONTACTS,
    ("measures.Contact", "deputy_email"): CONTACTS,
    ("measures.CheckInLink", "email"): CONTACTS,
    ("parties.Mandate", "note"): Layer(OFFICE | {"party_admin"}),
    ("ideas.Idea", "title"): SENDERS,
    ("ideas.Idea", "text"): SENDERS,
    ("ideas.Idea", "partners"): SENDERS,
    ("ideas.Idea", "needs"): SENDERS,
    ("ideas.Idea", "outcome"): SENDERS,
    ("ideas.Idea", "place"): SENDERS,
    ("ideas.Handover", "reason"): SENDERS,
    ("sensors.SensorSource", "token_hash"): Layer(NOBODY),
    ("sensors.SensorSource", "address"): Layer(TENDING),
    ("sensors.SensorSeries", "entity"): Layer(TENDING),
    ("sensors.SensorSeries", "attribute"): Layer(TENDING),
    ("sensors.SensorSeries", "title"): Layer(TENDING),
    ("ideas.Idea", "organisation"): CONTACTS,
    ("ideas.Idea", "name"): CONTACTS,
    ("ideas.Idea", "email"): CONTACTS,
    ("ideas.Idea", "phone"): CONTACTS,
    ("ideas.Message", "text"): SENDERS,
    ("ideas.Remark", "text"): CONTACTS,
    ("ideas.Check", "reason"): CONTACTS,
    ("deals.Change", "reason"): NEGOTIATION,
    ("deals.Stance", "reason"): NEGOTIATION,
    ("deals.Remark", "text"): NEGOTIATION,
    ("deals.InnerRemark", "text"): Layer(STAFF),
    ("deals.PartyNote", "text"): Layer(SPEAKERS),
    ("deals.Check", "reason"): CONTACTS,
    ("deals.Seat", "refusal"): NEGOTIATION,
    ("labels.CriterionAnswer", "reason"): NEGOTIATION,
    ("labels.Appeal", "text"): Layer(OFFICE | {"signatory", "reviewer"}),
    ("accounts.Account", "name"): Layer(STAFF),
    ("accounts.Account", "email"): Layer(OFFICE),
    ("deals.Deal", "title"): TITLES,
    ("deals.Deal", "summary"): NEGOTIATION,
    ("deals.ClauseRow", "text"): TITLES,
    ("workspace.Draft", "data"): Layer(frozenset()),
    ("measures.Delivery", "file_name"): Layer(EDITORS),  # of the offices; of a party's, its own people
    ("measures.DeliveredSeries", "name"): Layer(EDITORS),
    ("measures.Delivered", "text"): Layer(EDITORS),
}


def word_of(field: Field) -> str:
    """What is planted in a field."""
    label, name = field
    return f"planted-{label}-{name}".replace(".", "-").replace("_", "-").lower()


def sow(stage: Stage) -> None:
    """Make a row of every inner layer that the stage has none of."""
    said: dict[str, Any] = {"deal": stage.room, "by": BY, "at": AT, "text": "x", "clause": "c1"}
    InnerRemark.objects.create(**said)
    Remark.objects.create(**said, party=stage.party)
    PartyNote.objects.create(**said, party=stage.party)
    city = Organisation.objects.get(city=stage.city, kind="city")
    object_to(stage.room.changes.get(), party=city, reason="No.", by=BY, at=AT)
    answer_check(stage.room, CheckName.COUNCIL, Answer.NOT_NEEDED, reason="x", by=BY, at=AT)
    a_mandate(stage.party)
    _a_reader(stage)
    _somebody_else(stage)


def _a_reader(stage: Stage) -> None:
    """Somebody without an account who follows the city by mail."""
    email = f"{word_of(('following.Follower', 'email'))}@example.org"
    follow(stage.city, Topic(TopicKind.CITY), email=email, rhythm=FollowRhythm.DAILY, language="en", at=AT)


def _somebody_else(stage: Stage) -> None:
    """A member whose name, address and draft are nobody else's."""
    member = a_member(stage.city, Role.READER)
    member.name = word_of(("accounts.Account", "name"))
    member.email = f"{word_of(('accounts.Account', 'email'))}@example.org"
    member.save()
    written = {"title_en": [word_of(("workspace.Draft", "data"))]}
    Draft.objects.create(
        account=member, city=stage.city, subject="deal:draft/texts", data=written, saved_at=AT
    )


def plant(stage: Stage) -> None:
    """Put its word into every inner field, wherever something has been made since."""
    for idea in Idea.objects.filter(checks__isnull=True, confirmed_at__isnull=False).select_related("city"):
        ask(idea, "x", account=None, by=BY, at=AT)
        remark(idea, "x", account=None, by=BY, at=AT)
        Handover.objects.create(idea=idea, city=idea.city, reason="x", proposed_at=AT)
        judge(Idea.objects.get(pk=idea.pk), FOUND, account=None, by=BY, at=AT)
    Seat.objects.filter(round__deal=stage.signing).update(refused_at=AT)
    for field in INNER:
        _fill(stage, field)


def _fill(stage: Stage, field: Field) -> None:
    label, name = field
    if label in {"accounts.Account", "workspace.Draft", "following.Follower"}:
        return  # those of one member, and of one reader, alone
    model = apps.get_model(label)
    kind = model._meta.get_field(name)
    word = word_of(field)
    rows = model._base_manager.all()
    if label == "deals.Deal":
        rows = rows.filter(pk=stage.draft.pk)
    elif label == "deals.ClauseRow":
        rows = rows.filter(deal=stage.draft)
    if isinstance(kind, models.EmailField):
        rows.update(**{name: f"{word}@example.org"})
    elif isinstance(kind, models.JSONField):
        rows.update(**{name: {"en": word, "de": word}})
    else:
        rows.update(**{name: word[: kind.max_length]})
