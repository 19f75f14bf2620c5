"""Pages say the same in two languages: a journey names what it looks for in English, and finds it in the reader's."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext, pgettext

LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True)
class Say:
    """The words of the interface in one language, by their English."""

    language: str

    def __call__(self, english: str, context: str = "", **values: object) -> str:
        with translation.override(self.language):
            said = pgettext(context, english) if context else gettext(english)
        assert self.language == "en" or said != english, f"not translated, or not a text of a page: {english}"
        return said % values if values else said
