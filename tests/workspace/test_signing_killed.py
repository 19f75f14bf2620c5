"""Web and worker killed at every step of signing: no signature is lost, none doubled, sealed once, no mail twice."""

import random
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round, SignatureRow
from greenpact.deals.signing.reading import current_pdf
from greenpact.files.models import File
from greenpact.files.taking import content_of
from greenpact.journal.models import Entry
from tests.deals.signing.conftest import authority, trusted
from tests.deals.signing.hands import a_mandate, a_ready_deal
from tests.deals.signing.test_killed import nothing_is_lost_or_doubled
from tests.evidence.authority import PASSWORD, Authority, signed
from tests.notices.postbox import a_postbox
from tests.workspace.hands import at, form_in
from tests.workspace.killing import Platform, a_platform, no_mail_came_twice
from tests.workspace.people import a_cast, signed_in
from tests.workspace.test_signing_pages import PDF, fresh

__all__ = ["authority", "trusted"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

STEPS = 4


def press(platform: Platform, browser: Client, deal: Deal, part: str, typed: dict[str, Any]) -> None:
    """Press a button while web is killed, a worker beside it, and look."""
    with platform.worker():
        platform.press(browser, at(deal, part), typed)
    nothing_is_lost_or_doubled(Round.objects.select_related("deal__city__chain").get(deal=deal))


def kept_by(row: Round) -> set[int]:
    """The files that a round holds; one beside them would have been left lying by a kill."""
    ours = {row.paper_id, row.sealed_id, row.public_copy_id, row.bundle_id}
    theirs = SignatureRow.objects.filter(file__isnull=False).values_list("file", flat=True)
    return {one for one in (*ours, *theirs) if one is not None}


def test_killed_at_every_step_signing_goes_on(trusted: Authority) -> None:
    cast = a_cast()
    deal = a_ready_deal(cast.city)
    parties = deal.parties.select_related("organisation__city")
    city, one, other = (a_mandate(party.organisation) for party in parties)
    environment = {
        "GREENPACT_SEAL_KEY": settings.SEAL_KEY,
        "GREENPACT_SEAL_PASSWORD": PASSWORD,
        "GREENPACT_TRUST_ANCHORS": str(settings.TRUST_ANCHORS),
    }
    with a_postbox() as postbox, a_platform(postbox, random.Random(20261128), **environment) as platform:
        opening = form_in(cast.office.get(at(deal, "signing/open/")))
        press(platform, cast.office, deal, "signing/open/", {**opening, "binding_language": "de"})
        row = Round.objects.select_related("deal__city__chain").get()

        holder = trusted.issue("Ada", is_qualified=True)
        pdf = SimpleUploadedFile("signed.pdf", signed(content_of(current_pdf(row)), holder, field="First"))
        part = f"signing/for/{city.organisation.ref}/pdf/"
        press(platform, signed_in(city.account), deal, part, {"mandate": city.ref, "pdf": pdf})

        part = f"signing/for/{one.organisation.ref}/click/"
        press(platform, fresh(one.account), deal, part, {"consent": row.sha256})

        on_paper = {
            "mandate": other.ref,
            "signed_on": cast.city.day(timezone.now()).isoformat(),
            "scan": SimpleUploadedFile("scan.pdf", PDF),
            "original_at": "Registry, file 12",
            "seen": "on",
        }
        press(platform, cast.office, deal, f"signing/for/{other.organisation.ref}/paper/", on_paper)
        platform.work_on()
        no_mail_came_twice(postbox, platform.kills["worker"])

    assert min(platform.kills["web"], platform.kills["worker"]) >= STEPS
    nothing_is_lost_or_doubled(row)
    assert (row.state, SignatureRow.objects.count()) == ("sealed", 3)
    assert row.bundle is not None
    assert Entry.objects.filter(verb="deal.signing_opened").count() == 1
    assert set(File.objects.values_list("pk", flat=True)) == kept_by(row)
