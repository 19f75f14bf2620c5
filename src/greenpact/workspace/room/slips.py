"""An open change as a slip of paper on the agreement, as safe HTML.

A room may hold hundreds of them, so they are put together here rather than by a template: that takes a tenth of the
time. Words are translated once for the page.
"""

from collections.abc import Iterable, Mapping

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as __

from greenpact.deals.comparing import Span, Words
from greenpact.ui.figures import day
from greenpact.ui.templatetags.ui import icon
from greenpact.workspace.room.showing import ShownChange
from greenpact.workspace.room.wording import Redline

LONGEST_REASON = 300


def slip_words() -> dict[str, str]:
    """All fixed words of a slip in the reader's language, escaped, with its drawings."""
    words = {
        "change": __("Change %(number)s"),
        "city": __("The city"),
        "inserted": __("Inserted:"),
        "deleted": __("Deleted:"),
        "end": pgettext("of inserted or deleted words", "(end)"),
        "stale": __("The text beneath has changed: reword or withdraw it."),
        "objected": __("Objected to by %(names)s"),
        "waits": __("Waits for %(names)s"),
        "consent": __("Consent"),
        "withdraw": __("Withdraw"),
        "object": __("Object"),
        "reword": __("Reword"),
        "counter": __("Counter"),
    }
    drawings = {name: str(icon(name)) for name in ("check", "danger", "history", "warning")}
    return {name: escape(text) for name, text in words.items()} | drawings


def slip(shown: ShownChange, words: Mapping[str, str], *, may_speak: bool) -> SafeString:
    """One open change: what it does, how everybody stands to it, and the ways to answer."""
    classes = "gw-change"
    classes += " gw-change--mine" if shown.is_my_move else ""
    classes += " gw-change--held" if shown.change.is_stale or shown.objecting else ""
    title = words["change"] % {"number": shown.change.number}
    since = escape(day(shown.change.since.date(), get_language() or "en", "medium"))
    by = escape(shown.by) or words["city"]
    head = (
        f'<article class="{classes}" aria-label="{title}"><p class="gw-change__head">'
        f'<a href="{escape(shown.addresses["page"])}"><b>{title}</b></a> '
        f'<span class="gp-muted">{by} · {since}</span></p>'
    )
    parts = [
        head,
        *(f'<p class="gw-change__deed">{escape(deed)}</p>' for deed in shown.deeds),
        _redlines(shown.redlines, words),
        _why(shown.change.reason),
        _stand(shown, words),
        _tools(shown, words) if may_speak else "",
        "</article>",
    ]
    return mark_safe("".join(parts))  # noqa: S308  # every text in it is escaped above and below


def _redlines(lines: Iterable[Redline], words: Mapping[str, str]) -> str:
    rows = "".join(_redline(line, words) for line in lines)
    return f'<dl class="gw-redlines">{rows}</dl>' if rows else ""


def _redline(line: Redline, words: Mapping[str, str]) -> str:
    language = escape(line.language)
    mark = f' <span class="gw-redlines__language">{language}</span>' if language else ""
    lang = f' lang="{language}"' if language else ""
    text = "".join(_words(run, words) for run in line.words)
    return f'<div><dt>{escape(line.label)}{mark}</dt><dd class="gp-redline"{lang}>{text}</dd></div>'


def _words(run: Words, words: Mapping[str, str]) -> str:
    if run.span is Span.KEPT:
        return escape(run.text)
    tag, before = ("ins", words["inserted"]) if run.span is Span.INSERTED else ("del", words["deleted"])
    hidden = '<span class="kern-sr-only">'
    return f"<{tag}>{hidden}{before} </span>{escape(run.text)}{hidden} {words['end']}</span></{tag}>"


def _why(reason: str) -> str:
    return (
        f'<p class="gw-change__why">{escape(Truncator(reason).chars(LONGEST_REASON))}</p>' if reason else ""
    )


def _stand(shown: ShownChange, words: Mapping[str, str]) -> str:
    """How everybody stands to it: what holds it up, or for whom it waits, and who has consented."""
    if shown.change.is_stale:
        text = f"{words['warning']}{words['stale']}"
    elif shown.objecting:
        text = f"{words['danger']}{words['objected'] % {'names': escape(', '.join(shown.objecting))}}"
    elif shown.misfit:
        text = f"{words['warning']}{escape(shown.misfit)}"
    else:
        text = f"{words['history']}{words['waits'] % {'names': escape(', '.join(shown.silent))}}"
    yes = escape(", ".join(shown.consented))
    given = f' <span class="gw-change__yes">{words["check"]}{yes}</span>' if yes else ""
    return f'<p class="gw-change__stand"><span>{text}</span>{given}</p>'


def _tools(shown: ShownChange, words: Mapping[str, str]) -> str:
    number = f'<span class="kern-sr-only"> {shown.change.number}</span>'
    to = {name: escape(address) for name, address in shown.addresses.items()}
    found = []
    if shown.may_consent:
        found.append(
            f'<button class="gw-step gw-step--yes" type="submit" form="answers" formaction="{to["consent"]}" '
            f'name="seen" value="{shown.change.fingerprint}">{words["check"]}{words["consent"]}{number}</button>'
        )
    if shown.is_mine:
        found.append(
            f'<button class="gw-step" type="submit" form="answers" formaction="{to["withdraw"]}">'
            f"{words['withdraw']}{number}</button>"
        )
    else:
        found.append(f'<a class="gw-step" href="{to["page"]}#object">{words["object"]}{number}</a>')
    other = words["reword" if shown.is_mine else "counter"]
    found.append(f'<a class="gw-step" href="{to["counter"]}">{other}{number}</a>')
    return f'<p class="gw-tools">{"".join(found)}</p>'
