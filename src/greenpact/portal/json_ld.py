"""Statements for search engines (schema.org as JSON-LD), written so that no text can leave its script element."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

#: Signs that could end a script element or begin another, as JSON may write them instead.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def json_ld(data: Mapping[str, Any]) -> SafeString:
    """A data block for the head of a page; empty values are left out."""
    stated = {name: value for name, value in data.items() if value not in ("", None, [])}
    text = json.dumps({"@context": "https://schema.org", **stated}, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above
