"""Components and filters give what pages rely on, and nothing that the security policy forbids."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext_lazy

from greenpact.ui import gallery
from greenpact.ui.look import ICONS
from greenpact.ui.templatetags import ui as tags

UI = Path(tags.__file__).parents[1]
TEMPLATES = UI / "templates"
COMPONENTS = sorted((TEMPLATES / "ui").glob("*.html"))
OURS = sorted(UI.parent.glob("*/templates/**/*.html"))


def rendered(text: str, language: str = "en", **values: object) -> str:
    with translation.override(language):
        return Template("{% load ui i18n %}" + text).render(Context(values))


def test_a_text_comes_in_the_readers_language() -> None:
    title = {"de": "Dächer", "en": "Roofs"}
    assert rendered("{{ title|worded }}", "de", title=title) == "Dächer"
    assert rendered("{{ title|worded }}", "en", title=title) == "Roofs"


def test_a_text_in_another_language_is_marked_as_such_except_in_attributes() -> None:
    title = {"pl": "Dachy & <b>"}
    assert rendered("{{ title|worded }}", title=title) == '<span lang="pl">Dachy &amp; &lt;b&gt;</span>'
    assert rendered('<a title="{{ title|plain }}">', title=title) == '<a title="Dachy &amp; &lt;b&gt;">'


@pytest.mark.parametrize("nothing", [None, {}, ""])
def test_no_text_is_nothing(nothing: object) -> None:
    assert rendered("{{ title|worded }}{{ title|plain }}", title=nothing) == ""


def test_a_translated_word_may_stand_where_a_text_may() -> None:
    assert rendered("{{ word|worded }}", "de", word=gettext_lazy("Licence")) == "Lizenz"


def test_numbers_and_days_follow_the_language_and_nothing_stays_nothing() -> None:
    text = "{{ n|number:1 }} {{ d|day }} {{ no|number }}{{ no|day }}"
    values = {"n": 1234.56, "d": date(2026, 3, 3), "no": None}
    assert rendered(text, "de", **values) == "1.234,6 3. März 2026 "
    assert rendered(text, "en", **values) == "1,234.6 3 March 2026 "


@pytest.mark.parametrize(
    ("value", "width"), [(0.3333, "33.33%"), (1.7, "100.00%"), (-1, "0.00%"), (None, "0.00%")]
)
def test_a_width_stays_on_its_track_and_has_a_point(value: float | None, width: str) -> None:
    assert rendered("{{ value|extent }}", "de", value=value) == width


def test_a_badge_has_a_word_beside_its_icon_and_escapes_it() -> None:
    html = rendered('{% badge "work" "agreed" label %}', label="<agreed>")
    assert 'class="gp-icon gp-icon--work-agreed" aria-hidden="true"' in html
    assert "&lt;agreed&gt;" in html


def test_every_state_has_its_icon() -> None:
    for axis, states in gallery.STATES.items():
        for state in states:
            name = state if axis == "tone" else f"{axis}-{state}"
            assert (ICONS / f"{name}.svg").exists()


def test_what_stands_inside_a_component_is_kept_and_its_arguments_are_escaped() -> None:
    html = rendered("{% card title=title %}<p>inside</p>{% endcard %}", title="<b>")
    assert "<p>inside</p>" in html
    assert "&lt;b&gt;" in html


def test_language_links_keep_the_question() -> None:
    request = RequestFactory().get("/heidelberg/deals/", {"field": "energy", "lang": "en", "q": "a&b"})
    html = rendered(
        "{% languages as all %}{% for one in all %}{{ one.address }} {% endfor %}", request=request
    )
    german, english = html.split()
    assert german == "/heidelberg/deals/?field=energy&amp;q=a%26b&amp;lang=de"
    assert "lang=en" in english


@pytest.mark.parametrize("template", COMPONENTS, ids=lambda path: path.stem)
def test_every_component_lists_its_variables(template: Path) -> None:
    if template.stem != "gallery":
        head = template.read_text("utf-8").partition("{% endcomment %}")[0]
        assert "{% comment %}" in head
        assert re.search(r"[Vv]ariables", head)


@pytest.mark.parametrize("template", COMPONENTS, ids=lambda path: path.stem)
def test_every_component_is_shown_in_the_gallery(template: Path) -> None:
    shown = [*(TEMPLATES / "ui").glob("gallery/*.html"), *(TEMPLATES / "ui").glob("*.html"), UI / "forms.py"]
    texts = [path.read_text("utf-8") for path in shown if path != template]
    asked = (f'"ui/{template.stem}.html"', f"{{% {template.stem} ", f"{{% {template.stem} %}}")
    assert template.stem == "gallery" or any(words in text for text in texts for words in asked)


@pytest.mark.parametrize("template", OURS, ids=lambda path: "/".join(path.parts[-3:]))
def test_no_template_has_styles_scripts_or_handlers_of_its_own(template: Path) -> None:
    text = template.read_text("utf-8")
    assert not re.search(r"""\sstyle\s*=\s*["']""", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"""<[^>]*\son[a-z]+\s*=\s*["']""", text)
    for script in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in script or 'type="application/' in script


def written_outside_the_gallery() -> str:
    """Every template, module and script of ours but those that only show what there is."""
    endings = {".html", ".py", ".js"}
    pages = [
        path for path in sorted(UI.parent.rglob("*")) if path.suffix in endings and "gallery" not in str(path)
    ]
    return "\n".join(path.read_text("utf-8") for path in pages)


def test_every_component_filter_and_tag_is_used_by_a_page() -> None:
    texts = written_outside_the_gallery()
    components = [path.stem for path in COMPONENTS if path.stem != "gallery"]
    unused = [name for name in components if not re.search(rf'ui/{name}\.html"|{{% {name}\b|"{name}"', texts)]
    unused += [name for name in tags.register.filters if f"|{name}" not in texts]
    unused += [name for name in tags.register.tags if f"{{% {name} " not in texts]
    assert unused == []


def test_every_drawing_is_used_by_a_page() -> None:
    texts = written_outside_the_gallery()
    states = {f"{axis}-{state}" for axis, names in gallery.STATES.items() for state in names}
    unused = [
        path.stem
        for path in ICONS.glob("*.svg")
        if path.stem not in states and not re.search(rf"[\"' -]{path.stem}[\"' ]", texts)
    ]
    assert unused == []


@pytest.mark.parametrize("template", OURS, ids=lambda path: "/".join(path.parts[-3:]))
def test_days_are_written_as_the_reader_writes_them(template: Path) -> None:
    """Django's own formats know English as the Americans write it; `day` knows which English is meant."""
    assert re.findall(r"\|\s*date\b(?!:\"c\")", template.read_text("utf-8")) == []
