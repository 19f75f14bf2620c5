"""Reading cells that hold web addresses, e-mail addresses, codes and identifiers."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenpact.parties.checks import SCHEMES
from greenpact.workspace.importing.complaints import Complaint
from greenpact.workspace.importing.values import Remark, Wrong, plain
from sheets.cells import Cell, Notation

_is_address = URLValidator(schemes=["http", "https"])
_is_email = EmailValidator()


@lru_cache(maxsize=20_000)
def _check_address(text: str) -> None:
    try:
        _is_address(text)
    except ValidationError as error:
        if "://" not in text and "." in text and " " not in text:
            raise Wrong(Complaint.NOT_AN_ADDRESS_LIKE, text=text, like=f"https://{text}") from error
        raise Wrong(Complaint.NOT_AN_ADDRESS, text=text) from error


@dataclass(frozen=True)
class Address:
    """A web address."""

    longest: int = 500
    empty: Any = ""

    @property
    def explanation(self) -> Promise | str:
        return _("Web address, such as https://www.example.org")

    def read(self, cell: Cell, notation: Notation, remark: Remark) -> str:
        text = plain(cell).strip()
        if len(text) > self.longest:
            raise Wrong(Complaint.TEXT_TOO_LONG, length=len(text), most=self.longest)
        _check_address(text)
        return text


@dataclass(frozen=True)
class Email:
    """An e-mail address."""

    empty: Any = ""

    @property
    def explanation(self) -> Promise | str:
        return _("E-mail address")

    def read(self, cell: Cell, notation: Notation, remark: Remark) -> str:
        text = plain(cell).strip()
        try:
            _is_email(text)
        except ValidationError as error:
            raise Wrong(Complaint.NOT_AN_EMAIL, text=text) from error
        return text


@dataclass(frozen=True)
class Pattern:
    """A code of a known shape."""

    shape: str
    example: str
    empty: Any = ""

    @property
    def explanation(self) -> Promise | str:
        return self.example

    def read(self, cell: Cell, notation: Notation, remark: Remark) -> str:
        text = plain(cell).strip()
        if not re.fullmatch(self.shape, text):
            raise Wrong(Complaint.NOT_LIKE_EXAMPLE, text=text, example=self.example)
        return text


@dataclass(frozen=True)
class Identifiers:
    """Identifiers as scheme and value, such as `lei:529900T8BM49AURSDO55; vat:DE123456789`."""

    empty: Any = field(default_factory=dict)

    @property
    def explanation(self) -> Promise | str:
        return "lei:529900T8BM49AURSDO55; vat:DE123456789"

    def read(self, cell: Cell, notation: Notation, remark: Remark) -> dict[str, str]:
        found: dict[str, str] = {}
        for part in filter(str.strip, re.split(r"[;\n]", plain(cell))):
            scheme, _colon, value = (piece.strip() for piece in part.partition(":"))
            scheme = scheme.casefold()
            if scheme not in SCHEMES or not 1 <= len(value) <= 80:
                raise Wrong(Complaint.NOT_AN_IDENTIFIER, text=part.strip(), known=SCHEMES)
            if scheme in found:
                raise Wrong(Complaint.TWICE_IN_CELL, text=scheme)
            found[scheme] = value
        return found
