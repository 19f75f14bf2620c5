"""Names without case and accents: the one order in which people find them, and the form in which they are searched.

Databases sort by collations of their own, SQLite by bytes and PostgreSQL by those of its system. A folded name is the
same on all of them: "Österreich" becomes "osterreich" and stands between O and P, as in a German telephone book.
"""

import unicodedata
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

#: Letters that are no other letter with an accent to Unicode, but are looked up as one.
LOOKED_UP_AS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


def fold(text: str) -> str:
    """Lower case without accents: "Wärmenetz Weststraße" becomes "warmenetz weststrasse"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(plain.translate(LOOKED_UP_AS).split())


class Folded(models.TextField):  # type: ignore[type-arg]  # it is generic to mypy only
    """A column that holds another field of its row folded, written along with it; compared by code points."""

    def __init__(self, of: str, **options: Any) -> None:
        self.of = of
        super().__init__(**{**options, "editable": False})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _arguments, options = super().deconstruct()
        return name or "", path, [self.of], options

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        """SQLite compares so anyway; PostgreSQL has to be told."""
        parameters = super().db_parameters(connection)
        return {**parameters, "collation": "C"} if connection.vendor == "postgresql" else parameters

    def pre_save(self, instance: models.Model, add: bool) -> str:
        folded = fold(getattr(instance, self.of))
        setattr(instance, self.attname, folded)
        return folded
