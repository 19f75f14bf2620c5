"""Proving a signed deal in three ways that know nothing of one another: the public page, the command, and poppler."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from playwright.sync_api import Page, expect

from evidence.bundle import AGREEMENT, DOCUMENT, MANIFEST, MANIFEST_SIGNATURE
from evidence.findings import State
from evidence.wording import _VERDICTS
from launcher.places import ROOT
from tests.journeys.words import Say

EXITS = {State.GENUINE: 0, State.FALSE: 1, State.OPEN: 2}


@dataclass(frozen=True, slots=True)
class Papers:
    """What a party has of a sealed deal, as files: the PDF, the bundle, and the city's public keys."""

    pdf: Path
    bundle: Path
    keys: Path


def downloaded(page: Page, ending: str, path: Path) -> Path:
    """A file of the newest round, by clicking its link."""
    with page.expect_download() as download:
        page.locator(f"a[href$='/{ending}/']").first.click()
    download.value.save_as(path)
    return path


def papers_from(page: Page, origin: str, folder: Path) -> Papers:
    """The files of a sealed deal from its page of signatures, and the keys from the site."""
    keys = folder / "seal.pem"
    keys.write_bytes(page.request.get(f"{origin}/heidelberg/verify/seal.pem").body())
    pdf, bundle = (
        downloaded(page, "sealed", folder / "sealed.pdf"),
        downloaded(page, "bundle", folder / "deal.zip"),
    )
    return Papers(pdf, bundle, keys)


def page_says(page: Page, origin: str, file: Path, say: Say) -> set[State]:
    """What the city's public page says of a file that is put on it."""
    page.goto(f"{origin}/heidelberg/verify/")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name=say("Verify", "button")).click()
    notice = page.get_by_role("status")
    expect(notice).to_be_visible()
    return {state for state in State if _VERDICTS[state][say.language] in notice.inner_text()}


def command_says(file: Path, keys: Path) -> State:
    """What `./greenpact verify` says, in a process that has nothing but the file and the keys."""
    done = subprocess.run(
        [sys.executable, "-m", "evidence", str(file), "--key", str(keys)],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"]},
    )
    assert "Traceback" not in done.stderr
    return next(state for state, code in EXITS.items() if code == done.returncode)


def poppler_says(pdf: Path) -> list[str]:
    """What poppler's pdfsig finds of each signature of a PDF."""
    program = shutil.which("pdfsig")
    if program is None:
        pytest.fail("poppler-utils is not installed (apt-get install poppler-utils)")
    done = subprocess.run([program, "-nocert", str(pdf)], capture_output=True, text=True, check=False)
    return re.findall(r"Signature Validation: (.*)\.", done.stdout)


def with_a_flipped_byte(file: Path, share: float) -> Path:
    """A copy in which one bit is another, so far into the file."""
    copy = file.with_name(f"flipped-{share:.2f}-{file.name}")
    copy.write_bytes(flipped(file.read_bytes(), share))
    return copy


def with_a_flipped_byte_inside(bundle: Path, name: str) -> Path:
    """A copy of a bundle in which one file has another bit, packed again so that no sum of the archive tells it."""
    copy = bundle.with_name(f"flipped-{name}-{bundle.name}")
    with ZipFile(bundle) as held, ZipFile(copy, "w", ZIP_STORED) as other:
        for entry in held.infolist():
            data = held.read(entry)
            other.writestr(entry, flipped(data, 0.5) if entry.filename == name else data)
    return copy


def flipped(data: bytes, share: float) -> bytes:
    """The bytes with one other bit, so far into them."""
    changed = bytearray(data)
    changed[int(len(changed) * share)] ^= 1
    return bytes(changed)


def copies_with_a_flipped_byte(papers: Papers) -> Iterator[Path]:
    """Copies with one bit that is another: in the PDF, in the archive, and in the files that the archive holds."""
    for share in (0.1, 0.5, 0.97):
        yield with_a_flipped_byte(papers.pdf, share)
    yield with_a_flipped_byte(papers.bundle, 0.5)
    for name in (AGREEMENT, DOCUMENT, MANIFEST, MANIFEST_SIGNATURE):
        yield with_a_flipped_byte_inside(papers.bundle, name)
