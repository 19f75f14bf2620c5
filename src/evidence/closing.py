"""Whether a PDF can still be sealed: no signature in it forbids that, or has taken the name of the seal."""

from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields

from evidence.sealing import SEAL_FIELD


def is_closed(pdf: bytes) -> bool:
    """Whether a signature forbids all that would follow; for PDFs that were read before and found sound."""
    reader = PdfFileReader(BytesIO(pdf), strict=False)
    return any(one.docmdp_level is MDPPerm.NO_CHANGES for one in reader.embedded_signatures)


def is_seal_taken(pdf: bytes) -> bool:
    """Whether a field is called like the seal already; for PDFs that were read before and found sound."""
    reader = PdfFileReader(BytesIO(pdf), strict=False)
    return any(name == SEAL_FIELD for name, *_rest in enumerate_sig_fields(reader))
