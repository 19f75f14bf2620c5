"""Everybody looks at every page, and finds of what lies in inner layers only what is meant for them."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client

from greenpact.journal.models import Entry
from launcher.places import ROOT
from tests.doors.people import EVERYONE, client_of
from tests.doors.places import address_of, names_of
from tests.doors.planting import INNER, plant, sow, word_of
from tests.doors.stage import Stage, a_stage
from tests.doors.test_matrix import Undone

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

PLANTED = re.compile(rb"planted-[a-z-]+[a-z]")

#: Pages that open to whoever holds their private link.
BY_LINK = {
    *("portal:idea_status", "portal:confirm_idea", "portal:idea_withdraw"),
    *("portal:check_in", "workspace:duties_feed"),
}

#: Fields with texts that anybody may read, or that no page shows.
OPEN = frozenset(
    [
        *(
            "accounts.Account.password",
            "accounts.Account.language",
            "journal.Chain",
            "journal.Cursor",
            "journal.Entry",
        ),
        *(
            "files.File",
            "parties.Organisation",
            "parties.GroupMember",
            "parties.RoleAddress",
            "parties.Mandate.capacity",
        ),
        *(
            "cities.City",
            "cities.Programme",
            "cities.Field",
            "cities.Office",
            "cities.District",
            "cities.Target",
        ),
        *("cities.Figure", "cities.CountingRule"),
        *("ideas.Idea.language", "ideas.Idea.running_since", "ideas.Idea.public_title", "ideas.Idea.sdgs"),
        *(
            "ideas.Answer",
            "ideas.IdeaSettings",
            "ideas.RoutingWord",
            "ideas.Draft",
            "ideas.IdeaText",
            "ideas.DeskText",
        ),
        *(
            "deals.Deal.original_title",
            "deals.Deal.original_language",
            "deals.Deal.binding_language",
            "deals.Deal.sdgs",
        ),
        *(
            "deals.ClauseRow.indicator",
            "deals.ClauseRow.unit",
            "deals.ClauseRow.serves",
            "deals.ClauseRow.heading",
        ),
        *(
            "deals.Version",
            "deals.Source",
            "deals.DealText",
            "deals.Room",
            "deals.OwnPattern",
            "deals.PatternVersion",
        ),
        *("deals.Round", "deals.SealCertificate", "deals.EndingRow", "deals.SignatureRow"),
        *("deals.Change.subject", "deals.Change.operations", "deals.Change.fingerprint", "deals.Change.by"),
        *("deals.Stance.fingerprint", "deals.Stance.by", "deals.Check.by"),
        *("deals.Remark.by", "deals.InnerRemark.by", "deals.PartyNote.by"),
        *("measures.Measure", "measures.Milestone", "measures.Indicator", "measures.Reading"),
        *("measures.CheckIn", "measures.CheckInLink.language", "measures.Contact.language"),
        *("measures.Statement", "measures.Reply", "measures.Dispute"),
        *("parties.ApiToken", "parties.TokenAnswer"),
        *("measures.RememberedLayout", "measures.PublishedSum"),
        *(f"measures.Delivery.{name}" for name in ("by", "sha256", "method", "source", "reason", "layout")),
        *(f"measures.Delivery.{name}" for name in ("recognised", "answers", "findings", "counts")),
        *(
            "measures.DeliveredSeries.written_unit",
            "measures.DeliveredSeries.unit",
            "measures.Delivered.column",
        ),
        *(f"measures.Delivered.{name}" for name in ("rhythm", "non_value", "fate")),
        *("sensors.SensorSource.ref", "sensors.SensorSource.kind", "sensors.SensorSource.name"),
        *("sensors.SensorSource.state", "sensors.SensorSource.fault", "sensors.RawValue", "sensors.RolledUp"),
        *("sensors.SensorSeries.ref", "sensors.SensorSeries.said_unit", "sensors.SensorSeries.unit"),
        *("sensors.SensorSeries.rolled", "sensors.SensorSeries.asked_after_ref", "sensors.DegreeDays"),
        *("labels.SchemeVersion", "labels.Label", "labels.Assessment", "labels.CriterionAnswer.link"),
        "labels.Appeal.answer",
        "reports.Report",
        *("notices.Mail", "notices.Notice", "notices.Preferences", "reactions.ReactionFault"),
        "following.Follow",
        *("workspace.Draft.subject", "workspace.Import", "workspace.ImportFile", "workspace.ImportPage"),
    ]
)


@pytest.mark.parametrize("who", sorted(EVERYONE))
def test_nobody_finds_what_is_not_meant_for_them(who: str) -> None:
    stage = a_stage()
    sow(stage)
    client = client_of(who, stage.city, stage.party, stage.other)
    found = {word: pages for word, pages in _found(client, stage).items() if pages}
    meant = {word_of(field): layer for field, layer in INNER.items()}
    wrong = {
        word: sorted(pages - BY_LINK if meant[word].by_link else pages)
        for word, pages in found.items()
        if who not in meant[word].group
    }
    assert {word: pages for word, pages in wrong.items() if pages} == {}
    missing = {word for word, layer in meant.items() if who in layer.group} - set(found)
    assert not missing, f"planted where nobody looks: {sorted(missing)}"


def _found(client: Client, stage: Stage) -> dict[str, set[str]]:
    """The planted words on each page that the client gets, by word; what making the pages does is undone."""
    found: dict[str, set[str]] = defaultdict(set)
    for door in ("portal", "workspace"):
        for name, parts in names_of(door):
            try:
                with transaction.atomic():
                    address = address_of(stage, door, name, parts)
                    plant(stage)
                    for word in _words_at(client, address):
                        found[word].add(f"{door}:{name}")
                    raise Undone
            except Undone:
                pass
    return found


def _words_at(client: Client, address: str) -> set[str]:
    answer: Any = client.get(address)
    content = content_of(answer)
    head = "\n".join(f"{name}: {value}" for name, value in answer.items()).encode()
    return {word.decode() for word in PLANTED.findall((head + content).lower())}


def content_of(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else bytes(answer.content)


def test_machines_find_nothing_of_inner_layers(client: Client) -> None:
    stage = a_stage()
    sow(stage)
    plant(stage)
    document = json.loads((ROOT / "tests" / "api" / "openapi.json").read_text())
    values = {"city": "heidelberg", "deal": "public", "party": stage.party.ref, "clause": "c1", "number": "1"}
    asked = 0
    for path in document["paths"]:
        address = re.sub(r"\{(\w+)\}", lambda part: values.get(part[1], "1"), path)
        answer = client.get(address)
        asked += answer.status_code == 200
        assert PLANTED.findall(content_of(answer).lower()) == [], address
    assert asked >= 8
    for address in ("/heidelberg/deals/?q=planted", "/heidelberg/changes/feed.xml", "/sitemap-network.xml"):
        assert PLANTED.findall(content_of(client.get(address)).lower()) == [], address


def test_the_journal_holds_nothing_of_them() -> None:
    stage = a_stage()
    sow(stage)
    plant(stage)
    told = json.dumps([[entry.payload, entry.actor, entry.subject] for entry in Entry.objects.all()])
    assert "planted-" not in told
    assert "@" not in told


def test_every_text_is_either_inner_or_open() -> None:
    """Whoever adds a field says here who may read it."""
    unsaid = [name for name in _text_fields() if not _is_said(name)]
    assert unsaid == []


def _text_fields() -> Iterator[str]:
    for model in apps.get_models():
        if model.__module__.startswith("greenpact."):
            for kind in model._meta.concrete_fields:
                is_text = isinstance(kind, models.CharField | models.TextField | models.JSONField)
                if is_text and not kind.choices and not isinstance(kind, models.SlugField):
                    yield f"{model._meta.label}.{kind.name}"


def _is_said(name: str) -> bool:
    model, _dot, field = name.rpartition(".")
    return (model, field) in INNER or name in OPEN or model in OPEN
