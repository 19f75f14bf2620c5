"""Form fields of the editor: texts, amounts and days as people type them, and forms in several languages."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, cast

from babel import Locale
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.boundfield import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.ui.figures import locale_of
from greenpact.ui.forms import DayInput
from greenpact.ui.wording import CONTENT_LANGUAGES, Texts

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)

#: How a content language may stand in the name of a field, known or not.
LANGUAGE = re.compile(r"^[a-z]{2,3}$")
MOST_LANGUAGES = 40


def language_name(code: str) -> str:
    """The name of a language in the reader's own: "Griechisch", "Greek"; the code when it has none."""
    return str(Locale.parse(locale_of(get_language() or "en")).languages.get(code, code))


class Text(forms.CharField):
    """A text whose line ends are the same whichever browser sent it."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class Day(forms.DateField):
    """A day, also written out where a browser has no calendar."""

    widget = DayInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"], **options)
        self.error_messages["invalid"] = _(
            "This is not a day of the calendar. Write it like 31.12.2030 or 2030-12-31."
        )
        self.validators += [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]


class Year(forms.IntegerField):
    """A year of four digits."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        widget = forms.TextInput(
            attrs={"inputmode": "numeric", "maxlength": 4, "class": "kern-form-input__input--short"}
        )
        super().__init__(min_value=EARLIEST.year, max_value=LATEST.year, widget=widget, **options)
        self.error_messages["invalid"] = _("Write the year in four digits, such as 2030.")


class Amount(forms.DecimalField):
    """A number as the reader's language writes it; `1.250` is read as German or English would, never guessed."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("min_value", Decimal(0))
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "kern-form-input__input--short"})
        super().__init__(widget=widget, **options)
        self.error_messages["invalid"] = _("Write a number, such as 1250.")

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs take it for an integer
        return super().to_python(pointed(value, _decimal_sign()) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", _decimal_sign()) if isinstance(value, Decimal) else value


def latitude() -> Amount:
    """A field for degrees north."""
    return Amount(
        label=_("Latitude"), min_value=Decimal(-90), max_value=Decimal(90), help_text=_("Such as 49.4094.")
    )


def longitude() -> Amount:
    """A field for degrees east."""
    return Amount(
        label=_("Longitude"), min_value=Decimal(-180), max_value=Decimal(180), help_text=_("Such as 8.6947.")
    )


def web_field(label: Any, longest: int = 500) -> forms.URLField:
    """A field for an address on the web; one without a scheme is read as https."""
    return forms.URLField(label=label, max_length=longest, required=False, assume_scheme="https")


def _decimal_sign() -> str:
    return "," if get_language() == "de" else "."


def pointed(text: str, sign: str) -> str:
    """A number written with a decimal `sign` as one with a point and without groups.

    >>> pointed("1.250,5", ","), pointed("1,250", "."), pointed("12.5", ",")
    ('1250.5', '1250', '12.5')
    """
    text = re.sub(r"[\s\u00a0\u202f']", "", text)
    group = "." if sign == "," else ","
    if re.fullmatch(rf"-?\d{{1,3}}(\{group}\d{{3}})+(\{sign}\d*)?", text):
        return text.replace(group, "").replace(sign, ".")
    if re.fullmatch(rf"-?\d+\{group}\d+", text):
        return text.replace(group, ".")
    return text.replace(sign, ".") if text.count(sign) == 1 and group not in text else text


@dataclass(frozen=True, slots=True)
class Worded:
    """A field that is written in several languages."""

    label: Any
    most: int
    rows: int = 0
    hint: Any = ""


@dataclass(frozen=True, slots=True)
class WordedGroup:
    """The same field in all its languages (each with the language's name), for drawing them side by side."""

    name: str
    label: Any
    hint: Any
    fields: list[tuple[str, BoundField]]


class InLanguages(forms.Form):
    """A form whose `worded` fields stand in it once for each language: `title_de`, `title_en`.

    Languages are those of the city, those that already have a text, those that were sent (known or not: nothing typed
    gets lost), and the one just asked for in `also`.
    """

    worded: ClassVar[Mapping[str, Worded]] = {}

    def __init__(
        self,
        data: Any = None,
        initial: Mapping[str, Any] | None = None,
        *,
        languages: Iterable[str],
        **options: Any,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), **options)
        names = {*(data or ()), *(name for name, text in (initial or {}).items() if text)}
        self.languages = self._languages(languages, names, (data or {}).get("also", ""))
        texts = {
            f"{name}_{code}": _text_field(spec, code)
            for name, spec in self.worded.items()
            for code in self.languages
        }
        self.fields = {**texts, **self.fields}

    def _languages(self, first: Iterable[str], names: Iterable[str], also: str) -> list[str]:
        found = dict.fromkeys(first)
        for name in sorted(names):
            start, _sign, code = name.rpartition("_")
            if (
                start.rpartition("-")[2] in self.worded
                and LANGUAGE.match(code)
                and len(found) < MOST_LANGUAGES
            ):
                found[code] = None
        if also in CONTENT_LANGUAGES:
            found[also] = None
        return list(found)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in self.worded:
            for code in self.languages:
                if code not in CONTENT_LANGUAGES and cleaned.get(f"{name}_{code}"):
                    self.add_error(
                        f"{name}_{code}", __("“%(language)s” is not a known language.") % {"language": code}
                    )
        return cleaned

    @property
    def worded_groups(self) -> list[WordedGroup]:
        return [
            WordedGroup(
                self.add_prefix(name),
                spec.label,
                spec.hint,
                [(language_name(code), self[f"{name}_{code}"]) for code in self.languages],
            )
            for name, spec in self.worded.items()
        ]

    @property
    def other_languages(self) -> list[tuple[str, str]]:
        """Languages that can still be added, by name."""
        others = [(code, language_name(code)) for code in CONTENT_LANGUAGES if code not in self.languages]
        return sorted(others, key=lambda pair: pair[1].casefold())


def _text_field(spec: Worded, code: str) -> Text:
    attrs: dict[str, Any] = {"lang": code}
    widget = forms.Textarea(attrs={**attrs, "rows": spec.rows}) if spec.rows else forms.TextInput(attrs=attrs)
    label = _("%(field)s (%(language)s)") % {"field": spec.label, "language": language_name(code)}
    return Text(label=label, max_length=spec.most, required=False, widget=widget)


def offer(form: forms.Form, name: str, options: Iterable[tuple[Any, Any]]) -> None:
    """Set what can be chosen in a field, where that depends on more than the form."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(options)


def spread(name: str, texts: Texts) -> dict[str, str]:
    """Texts by language as initial values of a form: `{"title_de": …, "title_en": …}`."""
    return {f"{name}_{code}": text for code, text in texts.items()}


def gathered(name: str, values: Mapping[str, Any]) -> dict[str, str]:
    """The texts of a field by language, from the values of a form."""
    start = f"{name}_"
    found = ((key.removeprefix(start), text) for key, text in values.items() if key.startswith(start))
    return {code: text for code, text in found if text and LANGUAGE.match(code)}
