"""Whether a signed PDF can still be sealed and read: nothing forbids it, is called like the seal, or hides text.

For PDFs that were read before: `signatures` finds what is broken.
"""

from collections.abc import Iterator
from io import BytesIO

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields

from evidence.sealing import SEAL_FIELD

#: The largest picture of a signature, in square points: 60 cm², a tenth of a page.
MOST_AREA = 48_000


def is_closed(pdf: bytes) -> bool:
    """Whether a signature forbids all that would follow."""
    reader = PdfFileReader(BytesIO(pdf), strict=False)
    return any(one.docmdp_level is MDPPerm.NO_CHANGES for one in reader.embedded_signatures)


def is_seal_taken(pdf: bytes) -> bool:
    """Whether a field is called like the seal already."""
    reader = PdfFileReader(BytesIO(pdf), strict=False)
    return any(name == SEAL_FIELD for name, *_rest in enumerate_sig_fields(reader))


def hides_much(pdf: bytes) -> bool:
    """Whether the picture of a signature is larger than one needs to be, so that text may lie beneath it."""
    reader = PdfFileReader(BytesIO(pdf), strict=False)
    return any(
        _area(one) > MOST_AREA for field in reader.embedded_signatures for one in _places(field.sig_field)
    )


def _places(field: DictionaryObject) -> Iterator[DictionaryObject]:
    """Where a field shows itself: in itself, or in parts of its own."""
    yield field
    yield from (kid.get_object() for kid in field.get("/Kids", ()))


def _area(place: DictionaryObject) -> float:
    if "/Rect" not in place:
        return 0.0
    left, bottom, right, top = (float(edge) for edge in place["/Rect"])
    return abs(right - left) * abs(top - bottom)
