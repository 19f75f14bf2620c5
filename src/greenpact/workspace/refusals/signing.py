"""What signing refuses, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

#: By exception and reason.
WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {}
