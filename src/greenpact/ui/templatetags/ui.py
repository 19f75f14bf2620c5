"""Tags and filters that templates use: wording, numbers, days, and components that wrap what stands inside them."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import template
from django.conf import settings
from django.core.files.storage import storages
from django.http import HttpRequest
from django.template import Engine, Template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from greenpact.ui import figures
from greenpact.ui.wording import Worded
from greenpact.ui.wording import worded as choose

register = template.Library()


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


@register.filter
def worded(value: Mapping[str, str] | Worded | str | None) -> str:
    """The text in the reader's language; a text in another language is marked as such."""
    text = choose(value, _language()) if isinstance(value, Mapping) else value
    if not isinstance(text, Worded):
        return conditional_escape("" if text is None else str(text))
    words = figures.kept_together(text.text)
    if text.is_fallback and words:
        return format_html('<span lang="{}">{}</span>', text.language, words)
    return conditional_escape(words)


@register.filter
def plain(value: Mapping[str, str] | Worded | str | None) -> str:
    """The text in the reader's language without any mark, for titles and attributes."""
    text = choose(value, _language()) if isinstance(value, Mapping) else value
    return "" if text is None else str(text)


@register.filter
def number(value: figures.Number | None, digits: int = 0) -> str:
    """A number as the reader's language writes it: `{{ 1234.5|number:1 }}`; nothing for no value."""
    return "" if value is None else figures.number(value, _language(), digits)


@register.filter
def day(value: date | None, length: str = "long") -> str:
    """A day as the reader's language writes it: `{{ signed_on|day }}`, `{{ signed_on|day:"short" }}`."""
    return "" if value is None else figures.day(value, _language(), length)


@register.filter
def month(value: date | None) -> str:
    """The month of a day, with its year: `{{ first_at|localtime|month }}`."""
    return "" if value is None else figures.month(value, _language())


@register.filter
def moment(value: datetime | None) -> str:
    """A moment with its day, on the clock that it comes with: `{{ at|timezone:city.timezone|moment }}`."""
    return "" if value is None else figures.moment(value, _language())


@register.filter
def stated_day(text: str) -> str:
    """A day as a source states it: written out when it is a whole date, left as it is when it is only a year."""
    try:
        return figures.day(date.fromisoformat(text), _language())
    except ValueError:
        return text


@register.filter
def extent(value: float | None) -> str:
    """A share as the width of a drawing: always with a point, never beyond the track."""
    return f"{100 * min(1.0, max(0.0, value or 0.0)):.2f}%"


@register.filter
def units(value: float) -> str:
    """A number for the attribute of a drawing: always with a point."""
    return f"{value:.1f}"


@register.filter
def state(states: Mapping[str, Any], name: str) -> Any:
    """The entry of a mapping by a name that is itself a variable."""
    return states[name]


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """A drawing that says nothing to a screen reader: the words stand beside it."""
    return _icon(name, size)


@lru_cache(maxsize=256)
def _icon(name: str, size: str) -> SafeString:
    larger = f" gp-icon--{size}" if size else ""
    return format_html('<span class="gp-icon gp-icon--{}{}" aria-hidden="true"></span>', name, larger)


@register.simple_tag
def badge(axis: str, state: str, label: object) -> SafeString:
    """A state as icon and word: `{% badge "work" deal.work_state deal.get_work_state_display %}`."""
    return _badge(axis, state, str(label))


@lru_cache(maxsize=1024)
def _badge(axis: str, state: str, label: str) -> SafeString:
    return render_to_string("ui/badge.html", {"axis": axis, "state": state, "label": label})


@register.simple_tag
def look() -> SafeString:
    """Icon, fonts, theme and style sheet of every page, found out once for a set of static files."""
    return _look(storages["staticfiles"])


@lru_cache(maxsize=4)
def _look(_storage: object) -> SafeString:
    return render_to_string("ui/look.html")


@register.simple_tag
@lru_cache(maxsize=1)
def mark() -> SafeString:
    """The mark of Greenpact, see ui/mark.html."""
    return render_to_string("ui/mark.html")


@register.simple_tag(takes_context=True)
def languages(context: template.Context, address: str = "") -> list[dict[str, Any]]:
    """The languages of the interface, each with the address of this page in it.

    `address` (path and query) is that of the page around a part, which was asked for under another one.
    """
    request: HttpRequest = context["request"]
    path, _mark, query = address.partition("?") if address else (request.path, "", request.GET.urlencode())
    rest = [(name, value) for name, value in parse_qsl(query) if name != "lang"]
    here = _language()
    return [
        {
            "code": code,
            "name": name,
            "address": f"{path}?{urlencode([*rest, ('lang', code)])}",
            "is_here": code == here,
        }
        for code, name in settings.LANGUAGES
    ]


def _component(context: template.Context, name: str, values: dict[str, Any]) -> SafeString:
    """Render a component as an inclusion does: its template is looked up once for a page."""
    found: Template | None = context.render_context.get(name)
    if found is None:
        found = context.render_context[name] = Engine.get_default().get_template(f"ui/{name}.html")
    return found.render(context.new(values))


@register.simple_block_tag(takes_context=True)
def notice(
    context: template.Context, content: str, tone: str = "info", *, title: str = "", role: str = ""
) -> SafeString:
    """`{% notice "warning" title=… %} … {% endnotice %}`, see ui/notice.html."""
    return _component(context, "notice", {"content": content, "tone": tone, "title": title, "role": role})


@register.simple_block_tag(takes_context=True)
def card(
    context: template.Context,
    content: str,
    *,
    title: str = "",
    address: str = "",
    kicker: str = "",
    level: int = 3,
    kind: str = "",
) -> SafeString:
    """`{% card title=… address=… %} … {% endcard %}`, see ui/card.html."""
    return _component(
        context,
        "card",
        {
            "content": content,
            "title": title,
            "address": address,
            "kicker": kicker,
            "level": level,
            "kind": kind,
        },
    )


@register.simple_block_tag(takes_context=True)
def hero(
    context: template.Context, content: str, *, title: str = "", kicker: str = "", lead: str = ""
) -> SafeString:
    """`{% hero title=… lead=… %} … {% endhero %}`, see ui/hero.html."""
    return _component(context, "hero", {"content": content, "title": title, "kicker": kicker, "lead": lead})


@register.simple_block_tag(takes_context=True)
def empty(
    context: template.Context, content: str, *, title: str = "", icon: str = "leaf", level: int = 3
) -> SafeString:
    """`{% empty title=… %} what one can do next {% endempty %}`, see ui/empty.html."""
    return _component(context, "empty", {"content": content, "title": title, "icon": icon, "level": level})


@register.simple_block_tag(takes_context=True)
def table(
    context: template.Context,
    content: str,
    *,
    caption: str = "",
    cards: bool = False,
    is_caption_hidden: bool = False,
) -> SafeString:
    """`{% table caption=… %} <thead>… {% endtable %}`, see ui/table.html."""
    return _component(
        context,
        "table",
        {"content": content, "caption": caption, "cards": cards, "is_caption_hidden": is_caption_hidden},
    )


@register.simple_block_tag(takes_context=True)
def filters(
    context: template.Context,
    content: str,
    *,
    action: str = "",
    count: int = 0,
    is_open: bool = False,
    target: str = "",
) -> SafeString:
    """`{% filters action=… count=… %} fields {% endfilters %}`, see ui/filters.html."""
    return _component(
        context,
        "filters",
        {"content": content, "action": action, "count": count, "is_open": is_open, "target": target},
    )


@register.simple_block_tag(takes_context=True)
def details(
    context: template.Context, content: str, *, summary: str = "", is_open: bool = False
) -> SafeString:
    """`{% details summary=… %} … {% enddetails %}`, see ui/details.html."""
    return _component(context, "details", {"content": content, "summary": summary, "is_open": is_open})
