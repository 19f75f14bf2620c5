"""The German catalogues are complete, right and fresh; the keeper of catalogues finds what there is to find."""

import ast
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from django.utils import translation

from greenpact.ui import messages

APPS = messages.apps()


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_every_text_is_translated_and_fresh(app: Path) -> None:
    assert messages.complaints(app) == []


def test_a_text_means_the_same_in_every_app() -> None:
    assert messages.disagreements(APPS) == []


@pytest.fixture
def app(tmp_path: Path) -> Path:
    folder = tmp_path / "sample"
    (folder / "templates").mkdir(parents=True)
    (folder / "migrations").mkdir()
    (folder / "apps.py").write_text(
        'from x import _\n_("Deal")\nngettext("one", "%(n)s many", n)\npgettext("c", "d")\n'
    )
    (folder / "migrations" / "m.py").write_text('_("Never")\n')
    (folder / "templates" / "a.html").write_text(
        '{% load i18n %}\n  <p title="{% translate "Title" %}">{% blocktranslate trimmed with x=1 %}\n'
        'Hello {{ x }}{% endblocktranslate %}</p>{{ y|default:_("none") }}'
        "{% blocktranslate count n=n %}one{% plural %}%(n)s many{% endblocktranslate %}"
    )
    return folder


def test_texts_are_found_in_modules_and_templates(app: Path) -> None:
    found = {message.id for message in messages.extracted(app) if message.id}
    assert {"Deal", ("one", "%(n)s many"), "d", "Title", "Hello %(x)s", "none"} <= found
    assert "Never" not in found


def test_a_new_text_is_a_complaint_until_it_is_translated(app: Path) -> None:
    assert messages.update(app) is not None
    assert "not translated: 'Deal'" in messages.complaints(app)
    catalogue = messages.catalogue_of(app)
    text = catalogue.read_text("utf-8").replace('msgid "Deal"\nmsgstr ""', 'msgid "Deal"\nmsgstr "Abrede"')
    catalogue.write_text(text, "utf-8")
    assert "the compiled catalogue is not up to date" in messages.complaints(app)
    messages.update(app)
    assert not [words for words in messages.complaints(app) if "Deal" in words or "up to date" in words]


def test_what_is_no_longer_said_is_dropped_and_what_is_said_is_kept(app: Path) -> None:
    messages.update(app)
    (app / "apps.py").write_text('_("Other")\n')
    assert "the catalogue is not up to date" in messages.complaints(app)
    messages.update(app)
    assert "Deal" not in messages.catalogue_of(app).read_text("utf-8")


def test_a_placeholder_that_was_lost_is_a_complaint(app: Path) -> None:
    messages.update(app)
    catalogue = messages.catalogue_of(app)
    text = catalogue.read_text("utf-8").replace(
        'msgid "Hello %(x)s"\nmsgstr ""', 'msgid "Hello %(x)s"\nmsgstr "Hallo"'
    )
    catalogue.write_text(text, "utf-8")
    assert [words for words in messages.complaints(app) if "Hello" in words]


def test_an_update_twice_changes_nothing(app: Path) -> None:
    messages.update(app)
    before = messages.catalogue_of(app).read_bytes()
    messages.update(app)
    assert messages.catalogue_of(app).read_bytes() == before


def translating_names(module: Path) -> dict[str, str]:
    """What a module calls Django's translating functions, by its own names for them."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if "gettext" in alias.name
    }


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_every_name_that_a_module_gives_a_translating_function_is_looked_for(app: Path) -> None:
    for module in app.rglob("*.py"):
        for ours, theirs in translating_names(module).items():
            place = f"{module}: {theirs} as {ours}"
            assert ours in messages.KEYWORDS, place
            assert messages.KEYWORDS[ours] == messages.KEYWORDS[theirs], place


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_nobody_elses_german_stands_before_ours(app: Path) -> None:
    with translation.override("de"):
        for message in messages.read(app):
            if message.id:
                assert shown(message) == messages.forms(message.string or ""), message.id


def shown(message: Message) -> tuple[str, ...]:
    """What a reader of German gets: ours, or whatever another catalogue says for the same English."""
    one, *many = messages.forms(message.id)
    context = message.context or ""
    if not many:
        return (translation.pgettext(context, one) if context else translation.gettext(one),)
    if context:
        return tuple(translation.npgettext(context, one, many[0], number) for number in (1, 2))
    return tuple(translation.ngettext(one, many[0], number) for number in (1, 2))
