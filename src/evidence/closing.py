"""Whether a PDF is closed: a signature in it allows nothing after it, not even another signature."""

from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm


def is_closed(pdf: bytes) -> bool:
    """Whether a signature forbids all that would follow; for PDFs that were read before and found sound."""
    reader = PdfFileReader(BytesIO(pdf), strict=False)
    return any(one.docmdp_level is MDPPerm.NO_CHANGES for one in reader.embedded_signatures)
