"""Word files as bytes that depend on nothing but their content."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument

#: The earliest moment that an archive can state.
NO_MOMENT = (1980, 1, 1, 0, 0, 0)


def packed(file: WordDocument) -> bytes:
    """A file's bytes, without the moment at which it was packed: the same content gives the same bytes."""
    packing, out = BytesIO(), BytesIO()
    file.save(packing)
    with ZipFile(packing) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            target.writestr(ZipInfo(name, NO_MOMENT), source.read(name), ZIP_DEFLATED)
    return out.getvalue()
