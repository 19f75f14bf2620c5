"""`./greenpact verify FILE`: is a sealed PDF or an evidence bundle genuine? Offline, with the city's public key."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from evidence.certificates import certificates_in
from evidence.findings import State, Verdict
from evidence.verifying import verify
from evidence.wording import LANGUAGES, sentence, verdict_sentence, what_to_do

GENUINE, FALSE, OPEN = 0, 1, 2
EXITS = {State.GENUINE: GENUINE, State.FALSE: FALSE, State.OPEN: OPEN}

#: A folder with certificates of cities that are trusted without naming them each time.
TRUST = "GREENPACT_TRUST"
MOST_BYTES = 200_000_000


def main(words: Sequence[str]) -> int:
    """Verify a file and say what was found; 0 genuine and unaltered, 1 not, 2 cannot be judged."""
    options = _reader().parse_args(words)
    try:
        keys = [key for path in _key_files(options.key) for key in certificates_in(path.read_bytes())]
        data = _content(options.file)
    except OSError as error:
        return _refuse(f"{error.filename}: {error.strerror}.")
    except ValueError as error:
        return _refuse(str(error))
    verdict = verify(data, keys=keys, at=datetime.now(UTC))
    if options.json:
        print(json.dumps(verdict.as_data(), ensure_ascii=False, indent=2))
    else:
        print(in_words(verdict, options.language))
    return EXITS[verdict.state]


def in_words(verdict: Verdict, language: str) -> str:
    """A verdict as lines: the result, what the file says it is, and each finding."""
    lines = [verdict_sentence(verdict, language), ""]
    lines += [f"  {name}: {value}" for name, value in _facts(verdict)]
    marks = {True: "+", False: "!", None: "?"}
    lines += ["", *(f"  {marks[one.is_good]} {sentence(one, language)}" for one in verdict.findings)]
    if hint := what_to_do(verdict, language):
        lines += ["", hint]
    return "\n".join(lines)


def _facts(verdict: Verdict) -> Iterable[tuple[str, str]]:
    facts = verdict.facts
    for name in ("deal", "version", "sha256", "sealed_by", "sealed_at", "key"):
        if facts.get(name):
            yield name, str(facts[name])


def _key_files(named: Sequence[Path]) -> list[Path]:
    folder = os.environ.get(TRUST, "")
    kept = (
        sorted(path for path in Path(folder).iterdir() if path.suffix in {".pem", ".crt", ".cer"})
        if folder
        else []
    )
    return [*named, *kept]


def _content(file: Path) -> bytes:
    if file.stat().st_size > MOST_BYTES:
        raise ValueError("The file is larger than any that Greenpact makes.")
    return file.read_bytes()


def _refuse(words: str) -> int:
    print(words, file=sys.stderr)
    return OPEN


def _reader() -> argparse.ArgumentParser:
    reader = argparse.ArgumentParser(prog="./greenpact verify", description=__doc__, allow_abbrev=False)
    reader.add_argument("file", type=Path, help="the sealed PDF or the evidence bundle (ZIP)")
    reader.add_argument(
        "--key",
        type=Path,
        action="append",
        default=[],
        metavar="CERTIFICATE",
        help="the public keys of the city's seal (PEM or DER); may be named several times",
    )
    reader.add_argument("--json", action="store_true", help="print the verdict for machines")
    usual = "de" if os.environ.get("LANG", "").startswith("de") else "en"
    reader.add_argument("--language", choices=LANGUAGES, default=usual)
    return reader


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
