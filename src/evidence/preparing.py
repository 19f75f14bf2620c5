"""Making a PDF ready to be signed, so that later every addition to it can be told from a signature."""

from io import BytesIO

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


def ready_to_sign(pdf: bytes) -> bytes:
    """The PDF with an empty list of signatures; the first one then adds to a list and changes nothing else."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    flags = NumberObject(3)  # type: ignore[no-untyped-call]  # pyHanko's types leave it out
    form = DictionaryObject({NameObject("/Fields"): ArrayObject(), NameObject("/SigFlags"): flags})  # type: ignore[no-untyped-call]  # as above
    writer.root["/AcroForm"] = writer.add_object(form)
    writer.update_root()  # type: ignore[no-untyped-call]  # as above
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # as above
    return out.getvalue()
