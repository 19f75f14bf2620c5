"""Keeps the German catalogues: finds what is to be translated, updates what was, compiles it, and tells what is amiss.

Everything is done by Babel, so that a machine without GNU gettext can do it as well.
"""

import gettext
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).parents[1]
LANGUAGE = "de"

#: Our functions that take a text to translate, and where in their arguments it stands (Babel's notation).
KEYWORDS: dict[str, Any] = {
    name + ending: places
    for name, places in {
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
    for ending in ("", "_lazy")
} | dict.fromkeys(("_", "__", "_lazy", "gettext_noop"))

PLACE = re.compile(r"%\(\w+\)s|%\(\w+\)d|\{\w*\}")
TEMPLATES = {".html", ".txt", ".xml", ".svg"}
#: What changes without a word being changed, and so has no place in a file that is compared.
VOLATILE = re.compile(
    rb'^"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Report-Msgid-Bugs-To|Generated-By|Language-Team'
    rb"|Project-Id-Version)[^\n]*\n",
    re.MULTILINE,
)
ENCODED = {"encoding": "utf-8"}
HEADING = "# German for the {app} app; kept by `./greenpact manage messages`."
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def apps(package: Path = PACKAGE) -> list[Path]:
    """The folders of our apps, in the order of their names."""
    return sorted(path.parent for path in package.glob("*/apps.py"))


def catalogue_of(app: Path) -> Path:
    """Where an app's catalogue lies."""
    return app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def _sources(app: Path) -> Iterator[Path]:
    for path in sorted(app.rglob("*")):
        parts = path.relative_to(app).parts
        is_module = path.suffix == ".py" and "migrations" not in parts
        if is_module or (path.suffix in TEMPLATES and "templates" in parts):
            yield path


def _as_python(path: Path) -> bytes:
    """A template becomes lines of Python in which only the calls to gettext have a meaning."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    return text.encode()


def extracted(app: Path) -> Catalog:
    """Everything of an app that is to be translated."""
    found = Catalog(locale=LANGUAGE, charset="utf-8")
    for path in _sources(app):
        source = BytesIO(_as_python(path))
        for _line, texts, _comments, context in extract("python", source, KEYWORDS, options=ENCODED):
            found.add(texts, context=context)
    return found


def read(app: Path) -> Catalog:
    """The catalogue as it is; an empty one for an app that has none."""
    path = catalogue_of(app)
    if not path.exists():
        return Catalog(locale=LANGUAGE, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def updated(app: Path) -> Catalog:
    """The catalogue with what is new (empty as yet), without what is no longer said; translations are kept."""
    catalogue = read(app)
    catalogue.update(extracted(app), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    for message in catalogue:
        message.locations, message.auto_comments, message.previous_id = [], [], []
    return catalogue


def written(catalogue: Catalog, app: Path) -> bytes:
    """The catalogue as text, the same for the same words."""
    catalogue.fuzzy = False
    catalogue.header_comment = HEADING.format(app=app.name)
    target = BytesIO()
    write_po(target, catalogue, width=110, sort_output=True, omit_header=False)
    return VOLATILE.sub(b"", target.getvalue())


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as Django reads it."""
    catalogue.creation_date = catalogue.revision_date = LONG_AGO
    target = BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def update(app: Path) -> Catalog | None:
    """Write an app's catalogue anew and compile it; nothing is written for an app that says nothing."""
    catalogue = updated(app)
    path = catalogue_of(app)
    if not len(catalogue):
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(catalogue, app))
    path.with_suffix(".mo").write_bytes(compiled(catalogue))
    return catalogue


def _meaning(compiled_catalogue: bytes) -> dict[Any, str]:
    """What a compiled catalogue says, its heading aside."""
    texts = gettext.GNUTranslations(BytesIO(compiled_catalogue))._catalog  # type: ignore[attr-defined]
    return {key: text for key, text in texts.items() if key != ""}


def untranslated(catalogue: Catalog) -> list[str]:
    """The texts without a translation, or with an incomplete or doubtful one."""
    return [
        forms(message.id)[0]
        for message in catalogue
        if message.id and (message.fuzzy or not all(forms(message.string or "")))
    ]


def forms(text: str | Iterable[str]) -> tuple[str, ...]:
    """The one form of a text, or its singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text)


def misplaced(message: Message) -> bool:
    """Whether a translation lost a placeholder or has one of its own; a singular may do without its number."""
    if not message.string or not all(forms(message.string)):
        return False
    asked = [set(PLACE.findall(form)) for form in forms(message.id)]
    given = [set(PLACE.findall(form)) for form in forms(message.string)]
    return given[-1] != asked[-1] or any(places - asked[-1] for places in given)


def complaints(app: Path) -> list[str]:
    """What is amiss with an app's catalogue, in words; an empty list when all is well."""
    fresh, path = updated(app), catalogue_of(app)
    if not len(fresh) and not path.exists():
        return []
    found = [f"not translated: {text!r}" for text in untranslated(fresh)]
    found += [f"placeholders differ: {message.id!r}" for message in fresh if misplaced(message)]
    if not path.exists() or path.read_bytes() != written(fresh, app):
        found.append("the catalogue is not up to date")
    binary = path.with_suffix(".mo")
    if not binary.exists() or _meaning(binary.read_bytes()) != _meaning(compiled(fresh)):
        found.append("the compiled catalogue is not up to date")
    return found


def disagreements(folders: list[Path]) -> list[str]:
    """Texts that two apps translate differently: Django knows one catalogue only, and one of them would lose."""
    said: dict[tuple[Any, Any], tuple[str, Any]] = {}
    found = []
    for app in folders:
        for message in read(app):
            if message.id and message.string:
                key = (message.id, message.context)
                first, text = said.setdefault(key, (app.name, message.string))
                if text != message.string:
                    found.append(f"{message.id!r}: {text!r} in {first}, {message.string!r} in {app.name}")
    return found
