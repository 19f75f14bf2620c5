"""When disk, clock or key fail, the page of signatures says so in words, nothing is changed, and then it goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import override_settings
from django.utils import timezone

from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round, SignatureRow
from greenpact.deals.signing.freezing import RoundTerms, open_signing
from greenpact.deals.signing.sealing import seal_next
from greenpact.files.models import File
from greenpact.journal.models import Entry
from greenpact.journal.verifying import verify_chain
from tests.deals.signing.conftest import authority, trusted
from tests.deals.signing.hands import a_mandate, a_ready_deal, clicked, seats
from tests.evidence.authority import Authority
from tests.makers import BY
from tests.workspace.hands import at, words
from tests.workspace.people import Cast, a_cast
from tests.workspace.test_signing_pages import fresh

__all__ = ["authority", "trusted"]

pytestmark = pytest.mark.django_db

LARGE = 4_000  # bytes of a file from which on the full disk of PostgreSQL takes none


@pytest.fixture
def cast() -> Cast:
    return a_cast()


@pytest.fixture
def row(cast: Cast) -> Round:
    return open_signing(a_ready_deal(cast.city), RoundTerms("de"), by=BY, at=timezone.now())


def sign(row: Round) -> None:
    for seat in seats(row):
        clicked(seat, at=timezone.now())


def page_of(cast: Cast, row: Round) -> str:
    return words(cast.office.get(at(row.deal, "signing/")))


def what_stands(row: Round) -> tuple[Any, ...]:
    """All that sealing and signing change."""
    row.refresh_from_db()
    verbs = list(Entry.objects.exclude(verb="deal.seal_waits").order_by("pk").values_list("verb", flat=True))
    return row.state, row.sealed, row.bundle, File.objects.count(), SignatureRow.objects.count(), verbs


@contextmanager
def a_full_disk() -> Iterator[None]:
    """The database itself finds no room: SQLite for no further page, PostgreSQL for no larger file."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")  # pages that earlier tests set free would be room
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 1}")
        else:
            cursor.execute(REFUSING)
        try:
            yield
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA max_page_count = 4294967294")
            else:
                cursor.execute("DROP FUNCTION no_room CASCADE")


REFUSING = f"""
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'could not extend file "base/1/2": No space left on device' USING ERRCODE = 'disk_full';
END $$;
CREATE TRIGGER no_room BEFORE INSERT ON files_content FOR EACH ROW WHEN (length(NEW.data) > {LARGE})
EXECUTE FUNCTION no_room();
"""


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_keeps_the_seal_waiting_until_there_is_room(
    cast: Cast, row: Round, trusted: Authority
) -> None:
    sign(row)
    before = what_stands(row)
    now = timezone.now()
    with a_full_disk():
        assert seal_next(now)
        assert what_stands(row) == before
        assert "The disk is full. Once there is room, sealing goes on by itself." in page_of(cast, row)
    assert verify_chain(row.deal.city.chain) is None
    later = now + timedelta(hours=1)
    while seal_next(later):
        pass
    row.refresh_from_db()
    assert (row.state, row.seal_fault) == ("sealed", "")
    assert row.bundle is not None
    assert "The disk is full" not in page_of(cast, row)


@pytest.mark.parametrize("said", ["database or disk is full", "No space left on device"])
def test_who_signs_on_a_full_disk_is_told_so_and_signs_later(
    row: Round, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    seat = seats(row)[1]
    browser = fresh(a_mandate(seat.organisation).account)
    address = at(row.deal, f"signing/for/{seat.organisation.ref}/click/")
    before = what_stands(row)

    def refuse(*_args: Any, **_more: Any) -> None:
        raise OperationalError(said)

    with monkeypatch.context() as patch:
        patch.setattr(SignatureRow, "save", refuse)
        answer = browser.post(address, {"consent": row.sha256})
    assert answer.status_code == 503
    assert "The disk of the server is full" in words(answer)
    assert what_stands(row) == before
    assert browser.post(address, {"consent": row.sha256}).status_code == 302
    assert SignatureRow.objects.count() == 1


def test_a_clock_set_back_is_refused_in_words(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    deal = a_ready_deal(cast.city)
    browser = fresh(a_mandate(deal.parties.all()[1].organisation).account)
    row = open_signing(deal, RoundTerms("de"), by=BY, at=timezone.now())
    seat = seats(row)[1]
    before = what_stands(row)
    address = at(row.deal, f"signing/for/{seat.organisation.ref}/click/")
    real = timezone.now
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: real() - timedelta(hours=1))
        answer = browser.post(address, {"consent": row.sha256})
    assert answer.status_code == 422
    assert "clock shows a time before what was recorded already" in words(answer)
    assert what_stands(row) == before
    assert browser.post(address, {"consent": row.sha256}).status_code == 302


@pytest.mark.parametrize(
    "case",
    [
        ("", "The city has no seal key yet."),
        ("nowhere.p12", "The city has no seal key yet."),
        ("expired.p12", "The seal key has expired."),
    ],
)
def test_without_a_good_key_all_sign_and_the_page_says_what_is_awaited(
    cast: Cast, row: Round, trusted: Authority, tmp_path: Path, case: tuple[str, str]
) -> None:
    key, sentence = case
    (tmp_path / "expired.p12").write_bytes(trusted.issue("City", until=row.opened_at).pkcs12)
    with override_settings(SEAL_KEY=str(tmp_path / key) if key else ""):
        assert f"Signatures are collected, but the seal will have to wait. {sentence}" in page_of(cast, row)
        sign(row)
        now = timezone.now()
        assert seal_next(now)
        assert sentence in page_of(cast, row)
    row.refresh_from_db()
    assert row.state == "complete"
    assert Deal.objects.get(pk=row.deal_id).signature_state == "signed"
    assert seal_next(now + timedelta(hours=1))
    row.refresh_from_db()
    assert row.state == "sealed"
    assert sentence not in page_of(cast, row)


def test_the_office_is_told_before_the_key_ends(
    cast: Cast, row: Round, trusted: Authority, tmp_path: Path
) -> None:
    ends = timezone.now() + timedelta(days=30)
    assert "The seal key holds until" not in page_of(cast, row)
    (tmp_path / "heidelberg.p12").write_bytes(trusted.issue("City", until=ends).pkcs12)
    assert "The seal key holds until" in page_of(cast, row)
    party = fresh(a_mandate(seats(row)[1].organisation).account)
    assert "The seal key holds until" not in words(party.get(at(row.deal, "signing/")))
