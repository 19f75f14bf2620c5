"""`./greenpact readings FILE`: how a file of readings is read, and what is doubtful in it. Nothing is stored."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from sheets.doubts import Gravity
from sheets.reading_file import ReadFile, as_json, read_file
from sheets.wording import GRAVITIES, LANGUAGES, SHAPES, place, sentence

READ, DOUBTFUL, UNREADABLE = 0, 1, 2
_SHOWN = 20  # series and findings that are told one by one


def main(words: Sequence[str]) -> int:
    """Read a file and say how; 0 when all could be read, 1 when something was left out, 2 when nothing could be."""
    options = _reader().parse_args(words)
    try:
        read = read_file(options.file, today=datetime.now())  # noqa: DTZ005 — days in files have no zone
    except OSError as error:
        print(f"{options.file}: {error.strerror}.", file=sys.stderr)
        return UNREADABLE
    if options.json:
        json.dump(as_json(read), sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print("\n".join(_in_words(read, options.language)))
    if not read.is_readable or not any(table.count for table in read.tables):
        return UNREADABLE
    is_doubtful = any(one.gravity is Gravity.ERROR for one in read.findings.kept)
    return DOUBTFUL if is_doubtful else READ


def _in_words(read: ReadFile, language: str) -> Iterator[str]:
    """How each table was recognised, its series, and what is doubtful."""
    for table in read.tables:
        yield f"{table.table.title}: {SHAPES[table.layout.shape.value][language]}"
        for one in table.series[:_SHOWN]:
            unit = one.unit.name if one.unit else "?"
            yield f"  {one.name} [{unit}] {one.first or '?'} – {one.last or '?'}: {len(one.values)}"
        if len(table.series) > _SHOWN:
            yield f"  … {len(table.series) - _SHOWN}"
    for gravity in Gravity:
        found = [one for one in read.findings.kept if one.gravity is gravity]
        for finding in found[:_SHOWN]:
            where = place(finding, language)
            yield f"{GRAVITIES[gravity][language]}: {f'{where}: ' if where else ''}{sentence(finding, language)}"
        if len(found) > _SHOWN:
            yield f"  … {len(found) - _SHOWN}"


def _reader() -> argparse.ArgumentParser:
    reader = argparse.ArgumentParser(prog="./greenpact readings", description=__doc__, allow_abbrev=False)
    reader.add_argument("file", type=Path, help="a CSV or XLSX file")
    reader.add_argument("--json", action="store_true", help="print what was recognised for machines")
    usual = "de" if os.environ.get("LANG", "").startswith("de") else "en"
    reader.add_argument("--language", choices=LANGUAGES, default=usual)
    return reader


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
