"""A bundle is the bytes it was packed as, or none."""

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.bundle import (
    AGREEMENT,
    DOCUMENT,
    JOURNAL,
    README,
    NotUnpacked,
    WhyNotUnpacked,
    manifest_of,
    pack,
    unlike,
    unpack,
)
from evidence.canonical import NotCanonical, canonical, object_in

FILES = {AGREEMENT: b"%PDF-1.7 \x00\xff", DOCUMENT: b'{"a":1}', JOURNAL: b"[]", README: "Für alle".encode()}


def packed(**more: bytes) -> bytes:
    files = FILES | {f"signatures/{name}.json": data for name, data in more.items()}
    return pack(files, deal="musterstadt/roofs", version=2, sign=lambda data: b"signed " + data[:4])


def test_what_is_packed_comes_out_and_is_complete() -> None:
    bundle = unpack(packed(a=b"{}"))
    manifest = manifest_of(bundle)
    assert dict(bundle.files) == FILES | {"signatures/a.json": b"{}"}
    assert bundle.below("signatures/") == {"signatures/a.json": b"{}"}
    assert (manifest["deal"], manifest["version"]) == ("musterstadt/roofs", 2)
    assert unlike(bundle, manifest) == []
    assert bundle.manifest_signature == b"signed " + bundle.manifest[:4]


def test_the_same_parts_make_the_same_bytes_in_any_order() -> None:
    other = dict(reversed(FILES.items()))
    assert pack(other, deal="d", version=1, sign=bytes) == pack(FILES, deal="d", version=1, sign=bytes)


@given(st.integers(0, len(packed()) - 1), st.integers(1, 255))
def test_no_byte_of_it_can_be_another_unnoticed(place: int, change: int) -> None:
    data = bytearray(packed())
    data[place] ^= change
    try:
        bundle = unpack(bytes(data))
        differs = bundle.manifest_signature != unpack(packed()).manifest_signature
        is_noticed = bool(unlike(bundle, manifest_of(bundle))) or differs
    except NotUnpacked:
        is_noticed = True
    assert is_noticed


@given(st.integers(0, len(packed())), st.binary(min_size=1, max_size=20))
def test_nothing_can_be_put_in_between(place: int, more: bytes) -> None:
    data = packed()
    with pytest.raises(NotUnpacked):
        unpack(data[:place] + more + data[place:])


def zipped(*entries: tuple[str, bytes], kind: int = 0) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in entries:
            archive.writestr(ZipInfo(name), data, compress_type=kind)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        zipped(),
        zipped(("../evil", b"")),
        zipped(("/etc/evil", b"")),
        zipped(("x" * 200, b"")),
        zipped(("bomb", b"0" * 5_000_000), kind=ZIP_DEFLATED),
    ],
)
def test_what_is_no_bundle_is_refused(data: bytes) -> None:
    with pytest.raises(NotUnpacked):
        unpack(data)


def test_a_manifest_of_another_shape_is_refused() -> None:
    bundle = unpack(packed())
    for manifest in (b"{}", b"[]", json.dumps(json.loads(bundle.manifest)).encode()):
        with pytest.raises(NotUnpacked) as refused:
            manifest_of(type(bundle)(bundle.files, manifest, b""))
        assert refused.value.reason is WhyNotUnpacked.MANIFEST_WRONG


@given(st.dictionaries(st.text(max_size=5), st.integers(-1000, 1000) | st.text(max_size=5), max_size=4))
def test_canonical_bytes_are_read_back_and_no_others(value: dict[str, object]) -> None:
    data = canonical(value)
    assert object_in(data) == value
    with pytest.raises(NotCanonical):
        object_in(data + b" ")
