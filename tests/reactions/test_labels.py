"""Mails about labels: the office hears what it has to do, the parties what became of theirs, each person once."""

import pytest

from greenpact.labels.applying import apply
from greenpact.labels.rules import Level, Suspension
from greenpact.labels.suspending import suspend
from greenpact.notices.models import Notice
from greenpact.reactions.carrying_out import react
from tests.labels.makers import a_label, a_scheme, a_signed_deal, later
from tests.makers import AT, BY
from tests.workspace.people import Cast, a_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    cast = a_cast()
    assert all(person.pk for person in (cast.officer, cast.party_editor, cast.reader))
    return cast


def told(at_day: int) -> list[tuple[str, str]]:
    """Who was told what, after everything was carried out; a further round tells nobody again."""
    for _round in range(3):
        react(later(at_day))
    rows = Notice.objects.filter(kind="label").select_related("mail__account").order_by("pk")
    return [(row.mail.account.email if row.mail.account else "", row.subject) for row in rows]


def test_an_application_is_told_to_the_office_alone(cast: Cast) -> None:
    a_scheme(cast.city)
    deal = a_signed_deal(cast.city, "sun", cast.organisation)
    apply(deal, level=Level.COMMITTED, organisation=cast.organisation, by=BY, at=AT)
    assert [email for email, _subject in told(1)] == [cast.officer.email]


def test_what_became_of_it_is_told_to_whoever_speaks_for_a_party_once(cast: Cast) -> None:
    label = a_label(a_signed_deal(cast.city, "sun", cast.organisation))
    suspend(label, Suspension.MISUSED, by=BY, at=later(1))
    parties = [subject for email, subject in told(2) if email == cast.party_editor.email]
    assert len(parties) == 2
    assert len(told(3)) == 3  # the office heard of the application; nobody hears anything twice
