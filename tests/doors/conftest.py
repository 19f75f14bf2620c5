"""What every page of the doors stands on: keys of labels, and a place for what lies there for machines."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Those of the labels, drawn once: that takes seconds."""
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(autouse=True)
def _label_settings(settings: Any, tmp_path: Path, keys: Path) -> None:
    settings.LABEL_KEYS, settings.PUBLIC_FILES = keys, tmp_path
    settings.SELECTIVE_CREDENTIALS = True
