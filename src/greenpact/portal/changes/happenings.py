"""Journal entries in words: what happened, to what, when, and where to read on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from babel.lists import format_list
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from greenpact.deals.choices import ReasonTakenBack, SignatureState, WorkState
from greenpact.journal.models import Entry
from greenpact.labels.choices import REASONS as REASONS_OF_LABELS
from greenpact.measures.models import MeasureState
from greenpact.portal.changes.sentences import ideas, indicators, labels, reports, room, signing, statements
from greenpact.portal.changes.subjects import Subject, Subjects
from greenpact.ui.figures import locale_of
from greenpact.ui.templatetags.ui import plain, worded
from greenpact.ui.wording import Texts

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Happening:
    """An entry as a reader gets it. `sentence` is safe HTML, `plain` the same without marks, for feeds."""

    at: datetime
    number: int
    kind: str
    icon: str
    sentence: SafeString
    plain: str
    detail: SafeString
    url: str


#: What a kind of subject is called, and its drawing.
KINDS: dict[str, tuple[Words, str]] = {
    "deal": (_("Deal"), "document"),
    "measure": (_("Measure"), "check"),
    "city": (_("City"), "city"),
    "programme": (_("Programme of the city"), "leaf"),
    "office": (_("Office"), "people"),
    "field": (_("Field of work"), "target"),
    "district": (_("District"), "pin"),
    "target": (_("Target of the city"), "target"),
    "figure": (_("Figure"), "info"),
    "organisation": (_("Organisation"), "organisation"),
    "countingrule": (_("Counting rule"), "info"),
    **ideas.KINDS,
    **room.KINDS,
    **indicators.KINDS,
    **statements.KINDS,
    **signing.KINDS,
    **labels.KINDS,
    **reports.KINDS,
}

#: `{title}` is a quoted title or stands in for one, always as the subject of its sentence.
#: A sentence without it follows the title and a colon, where the page is not about that subject anyway.
SENTENCES: dict[str, Words] = {
    "deal.published": _("{title} was published."),
    "deal.drafted": _("{title} was drafted."),
    "deal.altered": _("{title} was changed: {parts}."),
    "deal.taken_back": _("{title} was withdrawn from publication."),
    "deal.work_moved": _("The work is now “{then}”, before it was “{before}”."),
    "deal.signature_moved": _("The signature is now “{then}”, before it was “{before}”."),
    "measure.state_recorded": _("A measure is now “{then}”, before it was “{before}”."),
    "measure.replanned": _("The plan of a measure was changed."),
    "city.added": _("{title} was added to the network."),
    "city.changed": _("The city's details were changed: {parts}."),
    "programme.added": _("The city has described its programme."),
    "programme.changed": _("The city's programme was changed: {parts}."),
    "programme.removed": _("The description of the city's programme was removed."),
    **ideas.SENTENCES,
    **room.SENTENCES,
    **indicators.SENTENCES,
    **statements.SENTENCES,
    **signing.SENTENCES,
    **labels.SENTENCES,
    **reports.SENTENCES,
}
ANY: dict[str, Words] = {
    "added": _("{kind}: {title} was added."),
    "changed": _("{kind}: {title} was changed ({parts})."),
    "removed": _("{kind}: {title} was removed."),
}
OTHERWISE = _("{kind}: {title} was recorded.")

STANDING_IN: dict[str, Words] = {
    "deal": _("A deal that is no longer public"),
    "idea": pgettext_lazy("instead of its title, at the start of a sentence", "An idea"),
    "city": pgettext_lazy("instead of its name, at the start of a sentence", "The city"),
}
AN_ENTRY = pgettext_lazy("instead of its name, as in “Office: an entry was removed”", "an entry")
#: Double quotation marks, German and English, become single ones inside others.
INNER_MARKS = str.maketrans("„“”", "‚‘’")
QUOTED = pgettext_lazy("quotation marks around a title", "“{title}”")
LED_IN = pgettext_lazy("a title and what happened to it", "{title}: {sentence}")
NEW_VERSION = _("This made version {number} of the document.")
REASON = _("Reason: {reason}")

STATES: dict[str, type[WorkState] | type[SignatureState] | type[MeasureState]] = {
    "deal.work_moved": WorkState,
    "deal.signature_moved": SignatureState,
    "measure.state_recorded": MeasureState,
}

#: Why a deal was taken back, or a label suspended or withdrawn.
REASONS = {**dict(ReasonTakenBack.choices), **REASONS_OF_LABELS}

#: Parts of a deal that are rows of their own; other parts are called as their field.
PARTS: dict[str, Words] = {
    "parties": _("parties"),
    "clauses": _("clauses"),
    "sources": _("sources"),
    "lat": _("position"),
    "lon": _("position"),
}


def in_words(entry: Entry, subjects: Subjects, *, here: Words = "") -> Happening:
    """Tell an entry in the reader's language; `here` stands for the subject on its own page ("This deal")."""
    subject = subjects.get((entry.chain_id, entry.subject))
    kind = entry.verb.partition(".")[0]
    name, icon = KINDS.get(kind, (_("Entry"), "info"))
    pattern = _pattern(entry, is_here=bool(here))
    values = {"kind": str(name), **_states(entry), "parts": parts_in_words(entry)}
    clause = subjects.get((entry.chain_id, f"{entry.subject}#{entry.payload.get('clause', '')}"))
    return Happening(
        at=entry.at,
        number=entry.number,
        kind=str(name),
        icon=icon,
        sentence=format_html(pattern, title=str(here) or _title(subject, entry.subject_kind), **values),
        plain=pattern.format(title=str(here) or _plain_title(subject, entry.subject_kind), **values),
        detail=_detail(entry, clause),
        url=(clause or subject or Subject("")).url,
    )


def _pattern(entry: Entry, *, is_here: bool) -> str:
    """The sentence for a verb; one about a deal that does not name it is led in by its title."""
    pattern = str(SENTENCES.get(entry.verb) or ANY.get(entry.verb.partition(".")[2], OTHERWISE))
    needs_title = entry.subject_kind == "deal" and not is_here and "{title}" not in pattern
    return str(LED_IN).replace("{sentence}", pattern) if needs_title else pattern


def parts_in_words(entry: Entry) -> str:
    """The parts that an entry says were changed, called as the forms call them: "title, parties and clauses"."""
    model = {"measure": "deal"}.get(entry.subject_kind, entry.subject_kind)
    names = dict.fromkeys(_part(model, name) for name in entry.payload.get("changed", ()))
    return format_list(list(names), locale=locale_of(get_language() or "en")) if names else str(_("details"))


def _part(model: str, name: str) -> str:
    if name in PARTS:
        return str(PARTS[name])
    for app in ("deals", "cities", "parties"):
        try:
            return str(apps.get_model(app, model)._meta.get_field(name).verbose_name)
        except (LookupError, FieldDoesNotExist, AttributeError):
            continue
    return str(_("details"))


def _states(entry: Entry) -> Mapping[str, str]:
    states = STATES.get(entry.verb)
    labels = dict(states.choices) if states else {}
    return {
        "before": str(labels.get(entry.payload.get("from"), entry.payload.get("from", ""))),
        "then": str(labels.get(entry.payload.get("to"), entry.payload.get("to", ""))),
    }


def _title(subject: Subject | None, kind: str) -> str:
    if subject is None:
        return str(STANDING_IN.get(kind, AN_ENTRY))
    return format_html(str(QUOTED), title=worded(_to_be_quoted(subject.title)))


def _plain_title(subject: Subject | None, kind: str) -> str:
    if subject is None:
        return str(STANDING_IN.get(kind, AN_ENTRY))
    title = _to_be_quoted(subject.title)
    return str(QUOTED).format(title=title if isinstance(title, str) else plain(title))


def _to_be_quoted(title: Texts | str) -> Texts | str:
    """A title whose own quotation marks are single, as they are within quotation marks."""
    if isinstance(title, str):
        return title.translate(INNER_MARKS)
    return {language: text.translate(INNER_MARKS) for language, text in title.items()}


def _detail(entry: Entry, clause: Subject | None) -> SafeString:
    """What else there is to say: the commitment carried out, the new version, the reason for taking back."""
    if clause is not None:
        return format_html("{}", worded(clause.title))
    if number := entry.payload.get("version"):
        return format_html(str(signing.VERSIONS.get(entry.verb, NEW_VERSION)), number=number)
    if reason := entry.payload.get("reason"):
        return format_html(str(REASON), reason=REASONS.get(reason, reason))
    return SafeString("")
