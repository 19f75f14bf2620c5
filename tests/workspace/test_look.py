"""The look of the workspace holds what its pages use, and nothing else."""

import re
from pathlib import Path

from greenpact import workspace

FOLDER = Path(workspace.__file__).parent
OURS = re.compile(r"\bgw-[a-z_-]+")


def _named(*endings: str) -> set[str]:
    files = [path for path in FOLDER.rglob("*") if path.suffix in endings]
    return {name for path in files for name in OURS.findall(path.read_text(encoding="utf-8"))}


def test_every_class_is_both_used_and_drawn() -> None:
    assert _named(".html", ".js", ".py") == _named(".css")
