"""What it takes to seal and verify an agreement of forty clauses, and how heavy the status of labels is, as JSON."""

import gzip
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from bench.papers import a_document
from credentials.status import LENGTH, encoded
from evidence.sealing import SealKey, seal
from evidence.trial_keys import make_trial_key
from evidence.verifying_apart import verify_apart
from greenpact.deals.agreement.printing import Edition, as_pdf
from greenpact.deals.agreement.text import agreement_text, languages_in
from greenpact.deals.document import canonical, digest

ROUNDS = 9
LABELS = 100_000
WORD = "bench"
NOW = datetime.now(UTC)
#: What every verification in a process of its own pays first.
FLOOR = "import pyhanko.sign.validation"


def milliseconds(work: Callable[[], object]) -> float:
    """The median of several rounds, the first left out."""
    times = []
    for _round in range(ROUNDS + 1):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(times[1:]), 1)


def a_key() -> SealKey:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "bench.p12"
        file.write_bytes(make_trial_key("Bench", passphrase=WORD, at=NOW - timedelta(days=1)))
        return SealKey.from_pkcs12(file, WORD)


def main() -> dict[str, dict[str, float]]:
    document = a_document()
    content = canonical(document, deal="bench/forty")
    texts = [agreement_text(document, language) for language in languages_in(document)]
    paper = as_pdf(texts, Edition("bench/forty", NOW, 1, digest(content), content))
    key = a_key()
    sealed = seal(paper, key, at=NOW)
    start = milliseconds(lambda: subprocess.run([sys.executable, "-c", FLOOR], check=True))
    set_bits = random.Random(1).sample(range(LABELS), LABELS // 30)  # noqa: S311  # the same in every run
    status = encoded(set_bits, LENGTH).encode()
    return {
        "seal": {"ms": milliseconds(lambda: seal(paper, key, at=NOW)), "floor_ms": 0},
        "verify, as the page does": {
            "ms": milliseconds(lambda: verify_apart(sealed, keys=[key.certificate], at=NOW)),
            "floor_ms": start,
        },
        "status of 100,000 labels, KB": {
            "ms": 0,
            "floor_ms": 0,
            "kb": round(len(gzip.compress(status)) / 1000, 1),
        },
    }


if __name__ == "__main__":
    django.setup()
    json.dump(main(), sys.stdout)
