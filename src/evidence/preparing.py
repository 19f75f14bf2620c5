"""Making a PDF ready to be signed by several, each with a program of their own."""

from io import BytesIO

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


def ready_to_sign(pdf: bytes) -> bytes:
    """A PDF with an empty list of signatures behind it.

    The first signature would else change the root of the document, which cannot be told from other changes; so
    `signatures.continues` holds for originals that were made ready. A PDF that has such a list stays as it is.
    """
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    if "/AcroForm" in writer.root:
        return pdf
    form = {pdf_name("/Fields"): ArrayObject(), pdf_name("/SigFlags"): NumberObject(3)}
    writer.root["/AcroForm"] = writer.add_object(DictionaryObject(form))
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
