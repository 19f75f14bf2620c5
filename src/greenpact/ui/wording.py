"""Text in several languages: how it is stored, checked and chosen for a reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

#: The languages content may be written in: those of the European Union and of its neighbours in the network.
CONTENT_LANGUAGES = [
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fi",
    "fr",
    "ga",
    "hr",
    "hu",
    "it",
    "lt",
    "lv",
    "mk",
    "mt",
    "nl",
    "no",
    "pl",
    "pt",
    "ro",
    "sk",
    "sl",
    "sq",
    "sr",
    "sv",
    "tr",
    "uk",
    "ca",
    "eu",
    "gl",
]

#: Where a text is missing in the reader's language, these are tried in order, then any other.
FALLBACK_LANGUAGES = ("en", "de")

LONGEST_TEXT = 20_000

#: A text by language code.
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Worded:
    """A text as a reader gets it: the words, their language, and whether another language was asked for."""

    text: str
    language: str
    is_fallback: bool

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def worded(texts: Mapping[str, str] | None, language: str) -> Worded:
    """Choose the text for a reader of `language` (a code such as "de"); an empty `Worded` when there is none."""
    texts = texts or {}
    others = [code for code in FALLBACK_LANGUAGES if code != language]
    for code in (language, *others, *sorted(texts)):
        if text := texts.get(code, ""):
            return Worded(text, code, is_fallback=code != language)
    return Worded("", language, is_fallback=False)


def in_words(**texts: str) -> dict[str, str]:
    """Collect texts by language, leaving out the empty ones: `in_words(de="Heidelberg", en="")`."""
    return {language: text.strip() for language, text in texts.items() if text and text.strip()}


def check_texts(value: object) -> None:
    """Refuse anything but a mapping of known language codes to bounded texts."""
    if not isinstance(value, dict):
        raise ValidationError(_("A text must be given per language."))
    for language, text in value.items():
        if language not in CONTENT_LANGUAGES:
            raise ValidationError(_("“%(language)s” is not a known language."), params={"language": language})
        if not isinstance(text, str) or len(text) > LONGEST_TEXT:
            raise ValidationError(
                _("A text may have at most %(most)s characters."), params={"most": LONGEST_TEXT}
            )


def check_language(code: str) -> None:
    """Refuse a code that is no language content may be written in."""
    if code not in CONTENT_LANGUAGES:
        raise ValidationError(_("“%(language)s” is not a known language."), params={"language": code})


class TextPerLanguage(models.JSONField):
    """A JSON column `{language: text}`; an empty mapping means that nothing was written."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("default", dict)
        options.setdefault("blank", True)
        super().__init__(*args, **options)
        self.validators = [*self.validators, check_texts]
