"""Works through a round like people and the worker would, from wherever it stands; made to be killed at any moment."""

import sys
from datetime import UTC, datetime

import django
from cryptography.hazmat.primitives.serialization import pkcs12

django.setup()

from django.utils import timezone  # noqa: E402  # Django comes first

from greenpact.deals.models.signing import Round, Seat  # noqa: E402
from greenpact.deals.signing.giving import Confirmation, click, take_pdf  # noqa: E402
from greenpact.deals.signing.reading import current_pdf, seats_of  # noqa: E402
from greenpact.deals.signing.sealing import seal_next  # noqa: E402
from greenpact.files.taking import content_of  # noqa: E402
from tests.evidence.authority import PASSWORD, Holder, signed  # noqa: E402


def holder_of(content: bytes) -> Holder:
    store = pkcs12.load_pkcs12(content, PASSWORD.encode())
    assert store.key is not None
    assert store.cert is not None
    return Holder(store.key, store.cert.certificate, store.additional_certs[0].certificate)  # type: ignore[arg-type]  # of this kind


def sign(row: Round, seat: Seat, holder: Holder) -> None:
    """The first signs in the PDF, all others by a click."""
    seat.round = row
    mandate = seat.organisation.mandates.get()
    now = timezone.now()
    if seat.position == 0:
        pdf = signed(content_of(current_pdf(row)), holder, field="First")
        take_pdf(seat, mandate, pdf, by=mandate.account.actor, at=now)
    else:
        click(seat, mandate, Confirmation("I sign.", ("mfa",), now), by=mandate.account.actor, at=now)


def main(ref: str, holder: Holder) -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    row = Round.objects.select_related("deal__city", "paper").get(ref=ref)
    for view in seats_of(row):
        if not view.stand.is_filled:
            sign(row, view.seat, holder)
    while seal_next(datetime.now(UTC)):
        pass


if __name__ == "__main__":
    main(sys.argv[1], holder_of(bytes.fromhex(sys.argv[2])))
