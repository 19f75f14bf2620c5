"""The paper of a version: the agreement as PDF/A-3 in its languages, with the signing document inside."""

from datetime import datetime

from django.conf import settings

from evidence.preparing import ready_to_sign
from greenpact.deals.agreement.gathering import texts_of
from greenpact.deals.agreement.printing import Edition, as_pdf
from greenpact.deals.document import Document
from greenpact.deals.models import Deal
from greenpact.deals.signing.frozen import Frozen


def print_paper(deal: Deal, document: Document, frozen: Frozen, *, number: int, at: datetime) -> bytes:
    """The PDF that everybody signs. Its QR code leads to the deal's page, which shows the same fingerprint.

    Raises `greenpact.ui.typesetting.NotTypeset`.
    """
    edition = Edition(
        deal=deal.full_ref,
        at=at,
        number=number,
        sha256=frozen.sha256,
        canonical=frozen.canonical,
        code=f"{settings.ORIGIN}/{deal.full_ref.replace('/', '/deals/', 1)}/",
    )
    return ready_to_sign(as_pdf(texts_of(document, deal, edition, is_public=False).agreements, edition))
