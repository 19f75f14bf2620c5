"""The evidence bundle: one ZIP with the sealed document, what was signed, and every proof of it. Same in, same out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import rfc8785

FORMAT = "greenpact/evidence-bundle/1"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Parts:
    """What lies in a bundle: the sealed PDF, the signing document, and further files by their path."""

    sealed: bytes
    document: bytes
    further: Mapping[str, bytes] = field(default_factory=dict)
    readme: str = ""


def pack(parts: Parts) -> bytes:
    """The bundle as a ZIP; its manifest names every file with its SHA-256."""
    files = {
        "README.txt": parts.readme.encode(),
        "sealed.pdf": parts.sealed,
        "document.json": parts.document,
        **dict(sorted(parts.further.items())),
    }
    named = {path: sha256(content).hexdigest() for path, content in files.items()}
    files[MANIFEST] = rfc8785.dumps({"format": FORMAT, "files": named})
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(ZipInfo(path), content, compress_type=ZIP_DEFLATED)
    return out.getvalue()
