"""The evidence bundle: one ZIP file with all that proves a signed version, listed and signed by the city.

Packed in one order, with one date and without compression (which differs from one machine's library to another's), so
that the same parts give the same bytes. Whoever unpacks it packs it again and compares: not one byte of it, inside or
between the files, can be other than it was.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from evidence.canonical import NotCanonical, canonical, digest, object_in

#: Identifies the shape of the manifest.
FORMAT = "greenpact/evidence-bundle/1"

AGREEMENT = "sealed.pdf"
DOCUMENT = "document.json"
JOURNAL = "journal.json"
MANIFEST = "manifest.json"
MANIFEST_SIGNATURE = "manifest.p7s"
README = "README.txt"
SIGNATURES = "signatures/"
MANDATES = "mandates/"

MOST_BYTES = 120_000_000
MOST_FILES = 2_000
LONGEST_NAME = 120
_EPOCH = (1980, 1, 1, 0, 0, 0)

#: Signs bytes with the city's seal key: a detached CMS signature.
Sign = Callable[[bytes], bytes]


class WhyNotUnpacked(StrEnum):
    NOT_A_BUNDLE = "not_a_bundle"
    TOO_LARGE = "too_large"
    NOT_AS_PACKED = "not_as_packed"
    MANIFEST_WRONG = "manifest_wrong"


class NotUnpacked(Exception):
    """The bytes are no bundle as one is packed; `reason` says why, `place` where."""

    def __init__(self, reason: WhyNotUnpacked, place: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.place = place


@dataclass(frozen=True, slots=True)
class Bundle:
    """What an evidence bundle holds; `files` are all but the manifest and its signature, by name."""

    files: Mapping[str, bytes]
    manifest: bytes
    manifest_signature: bytes

    def below(self, folder: str) -> dict[str, bytes]:
        """The files of a folder, in the order of their names."""
        return {name: data for name, data in sorted(self.files.items()) if name.startswith(folder)}


def pack(files: Mapping[str, bytes], *, deal: str, version: int, sign: Sign) -> bytes:
    """Pack an evidence bundle; `files` by name, at least the agreement, the document, the journal and the README."""
    manifest = canonical(
        {
            "format": FORMAT,
            "deal": deal,
            "version": version,
            "document_sha256": digest(files[DOCUMENT]),
            "files": {name: digest(data) for name, data in sorted(files.items())},
        }
    )
    return _zipped({**files, MANIFEST: manifest, MANIFEST_SIGNATURE: sign(manifest)})


def unpack(data: bytes) -> Bundle:
    """Take a bundle apart; raises `NotUnpacked`. Whether its manifest is signed by a city is another question."""
    files = _unzipped(data)
    if _zipped(files) != data:
        raise NotUnpacked(WhyNotUnpacked.NOT_AS_PACKED)
    try:
        manifest, signature = files.pop(MANIFEST), files.pop(MANIFEST_SIGNATURE)
    except KeyError as error:
        raise NotUnpacked(WhyNotUnpacked.NOT_A_BUNDLE) from error
    return Bundle(files, manifest, signature)


def manifest_of(bundle: Bundle) -> dict[str, Any]:
    """The manifest as an object; raises `NotUnpacked` when it is none of ours."""
    try:
        found = object_in(bundle.manifest)
    except NotCanonical as error:
        raise NotUnpacked(WhyNotUnpacked.MANIFEST_WRONG, MANIFEST) from error
    if found.get("format") != FORMAT or not isinstance(found.get("files"), dict):
        raise NotUnpacked(WhyNotUnpacked.MANIFEST_WRONG, MANIFEST)
    return found


def unlike(bundle: Bundle, manifest: Mapping[str, Any]) -> list[str]:
    """The names of files that are altered, missing or added, measured by the manifest."""
    listed: Mapping[str, Any] = manifest["files"]
    names = sorted({*listed, *bundle.files})
    return [name for name in names if listed.get(name) != _digest_or_none(bundle, name)]


def _digest_or_none(bundle: Bundle, name: str) -> str | None:
    data = bundle.files.get(name)
    return None if data is None else digest(data)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name in sorted(files):
            entry = ZipInfo(name, date_time=_EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name], compress_type=ZIP_STORED)
    return packed.getvalue()


def _unzipped(data: bytes) -> dict[str, bytes]:
    """The files of an archive, within bounds; sizes are those that come out, not those that it claims."""
    if len(data) > MOST_BYTES:
        raise NotUnpacked(WhyNotUnpacked.TOO_LARGE)
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse_unfit(entries)
            is_ours = any(entry.filename == MANIFEST for entry in entries)
            return {entry.filename: _content(archive, entry, is_ours=is_ours) for entry in entries}
    except (BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise NotUnpacked(WhyNotUnpacked.NOT_A_BUNDLE) from error


def _refuse_unfit(entries: list[ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise NotUnpacked(WhyNotUnpacked.TOO_LARGE)
    is_odd = any(
        len(name) > LONGEST_NAME or name.startswith(("/", "\\")) or ".." in name or name.endswith("/")
        for name in names
    )
    is_packed = any(entry.compress_type != ZIP_STORED for entry in entries)
    if is_odd or is_packed or len(set(names)) != len(names):
        raise NotUnpacked(WhyNotUnpacked.NOT_A_BUNDLE)


def _content(archive: ZipFile, entry: ZipInfo, *, is_ours: bool) -> bytes:
    """What an entry holds; an archive that names a manifest and does not hold what it says was altered."""
    try:
        with archive.open(entry) as file:
            content = file.read(entry.file_size + 1)
    except BadZipFile as error:
        reason = WhyNotUnpacked.NOT_AS_PACKED if is_ours else WhyNotUnpacked.NOT_A_BUNDLE
        raise NotUnpacked(reason, entry.filename) from error
    if len(content) != entry.file_size:
        raise NotUnpacked(WhyNotUnpacked.NOT_A_BUNDLE, entry.filename)
    return content
