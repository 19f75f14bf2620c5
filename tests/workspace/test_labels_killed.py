"""Web and worker killed at every step of labelling: nothing half, nothing twice, no label without its deal."""

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from credentials.status import Purpose
from greenpact.cities.models import City
from greenpact.files.models import File
from greenpact.journal.models import Entry
from greenpact.journal.verifying import verify_chain
from greenpact.labels.facts import is_signed
from greenpact.labels.issuing import as_text, status_list
from greenpact.labels.models import Assessment, Certificate, CriterionAnswer, Label
from tests.labels.makers import a_scheme, a_signed_deal
from tests.notices.postbox import a_postbox
from tests.workspace.hands import form_in
from tests.workspace.killing import Platform, a_platform, no_mail_came_twice
from tests.workspace.people import Cast, a_cast
from tests.workspace.test_labels import form_in_page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

BASE = "/workspace/heidelberg/labels/"
STEPS = 9

#: What moves a label on to another edition.
MOVES = ("label.awarded", "label.suspended", "label.restored", "label.withdrawn")


def nothing_is_half(city: City) -> None:
    """Whenever one looks, each label has its deal and its entries, and whoever holds it one certificate."""
    told = Counter(Entry.objects.filter(chain=city.chain_id).values_list("verb", flat=True))
    labels = list(Label.objects.select_related("deal"))
    assert all(label.deal.is_published and is_signed(label.deal) for label in labels)
    assert len(labels) == told["label.applied"]
    assert sum(label.awarded_on is not None for label in labels) == told["label.awarded"]
    assert Certificate.objects.count() == told["label.awarded"]
    assert Assessment.objects.count() == told["label.assessment_begun"]
    assert sum(label.edition for label in labels) == len(labels) + sum(told[verb] for verb in MOVES)
    assert CriterionAnswer.objects.filter(is_computed=False).count() <= told["label.answered"]
    assert File.objects.count() <= told["label.answered"]
    assert verify_chain(city.chain) is None


def press(platform: Platform, cast: Cast, part: str, typed: dict[str, Any]) -> None:
    """Press a button of the office while web is killed, and look."""
    platform.press(cast.office, BASE + part, typed)
    nothing_is_half(cast.city)


def assess(platform: Platform, cast: Cast, label: Label) -> None:
    """Begin, answer what no machine can tell, one of it with a file, and conclude."""
    screen = f"{label.ref}/assessment/"
    press(platform, cast, f"{label.ref}/assess/", {"level": "committed"})
    shown = SimpleUploadedFile("shown.pdf", b"%PDF-1.7 evidence")
    press(platform, cast, f"{screen}wording/", {"answer": "met", "file": shown})
    press(platform, cast, f"{screen}signed/", {"answer": "met", "link": "https://example.org/signed.pdf"})
    press(platform, cast, f"{screen}checks/", {"answer": "met", "reason": "All four are answered."})
    press(platform, cast, f"{screen}conclude/", {})


def decide(platform: Platform, cast: Cast, label: Label) -> None:
    """Award, suspend, restore and withdraw, a worker beside each."""
    page = f"{BASE}{label.ref}/"
    for step, reason in (
        ("award", ""),
        ("suspend", "party_left"),
        ("restore", ""),
        ("withdraw", "misused_again"),
    ):
        with platform.worker():
            if reason:
                fields = form_in(cast.office.get(f"{page}{step}/"))
                press(platform, cast, f"{label.ref}/{step}/", {**fields, "reason": reason})
            else:
                seen = form_in_page(cast.office.get(page))
                press(platform, cast, f"{label.ref}/move/", {"then": step, "seen": seen})


def published(city: City, purpose: Purpose) -> str:
    return Path(settings.PUBLIC_FILES, city.slug, "labels", "status", f"{purpose.value}-1.json").read_text()


def test_killed_at_every_step_labelling_goes_on() -> None:
    cast = a_cast()
    deal = a_signed_deal(cast.city, "sun", cast.organisation)
    a_scheme(cast.city)
    assert cast.party_editor.pk
    with a_postbox() as postbox, a_platform(postbox, random.Random(20261128)) as platform:
        with platform.worker():
            press(platform, cast, f"apply/{deal.ref}/", {"level": "committed", "organisation": ""})
        label = Label.objects.get()
        assess(platform, cast, label)
        decide(platform, cast, label)
        platform.work_on()
        no_mail_came_twice(postbox, platform.kills["worker"])
    assert platform.kills["web"] >= STEPS
    assert platform.kills["worker"] > len(MOVES)
    label.refresh_from_db()
    assert (label.state, label.edition) == ("withdrawn", 1 + len(MOVES))
    for purpose in Purpose:
        assert published(cast.city, purpose) == as_text(status_list(cast.city, purpose, 1))
