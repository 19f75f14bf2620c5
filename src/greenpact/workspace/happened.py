"""Journal entries in words, as a member of the city reads them: who did what to what, and when."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.deals.choices import ReasonTakenBack, SignatureState, WorkState
from greenpact.deals.models import Deal
from greenpact.ideas.models import Idea
from greenpact.journal.models import Entry
from greenpact.labels.choices import REASONS as REASONS_OF_LABELS
from greenpact.labels.models import Label
from greenpact.measures.models import MeasureState
from greenpact.parties.models import Membership, MembershipRole
from greenpact.parties.rules import Deed
from greenpact.reports.models import Report
from greenpact.reports.naming import name_of as name_of_report
from greenpact.ui.wording import worded
from greenpact.workspace.access import Visit
from greenpact.workspace.frame import name_of
from greenpact.workspace.register.kinds import BY_NAME, KINDS, Kind, title_of
from greenpact.workspace.verbs import (
    check_ins,
    ideas,
    indicators,
    labels,
    patterns,
    reports,
    room,
    sensors,
    signing,
)

Words = str | Promise

KIND_NAMES: dict[str, Words] = {
    "deal": _("Deal"),
    "measure": _("Measure"),
    "city": _("City settings"),
    "membership": _("Membership"),
    "person": _("Contact"),
    "import": _("Import"),
    **{kind.name: kind.one for kind in KINDS.values()},
    **ideas.KIND_NAMES,
    **room.KIND_NAMES,
    **indicators.KIND_NAMES,
    **check_ins.KIND_NAMES,
    **signing.KIND_NAMES,
    **labels.KIND_NAMES,
    **patterns.KIND_NAMES,
    **sensors.KIND_NAMES,
    **reports.KIND_NAMES,
}

VERBS: dict[str, Words] = {
    "added": _("added"),
    "changed": _("changed"),
    "removed": _("removed"),
    "erased": _("erased"),
    "granted": _("granted"),
    "ended": _("ended"),
    "drafted": _("drafted"),
    "discarded": _("discarded"),
    "altered": _("changed"),
    "published": _("published"),
    "taken_back": _("withdrawn from publication"),
    "work_moved": _("work moved on"),
    "signature_moved": _("signature moved on"),
    "state_recorded": _("state recorded"),
    "replanned": _("planned anew"),
    "carried_out": _("carried out"),
    **ideas.VERBS,
    **room.VERBS,
    **indicators.VERBS,
    **check_ins.VERBS,
    **signing.VERBS,
    **labels.VERBS,
    **patterns.VERBS,
    **sensors.VERBS,
    **reports.VERBS,
}

#: Who did something without being a person.
MACHINES: dict[str, Words] = {
    "import:command": _("Import from the command line"),
    "import:demo": _("Demo"),
    "worker:seal": _("Seal of the city"),
    "worker:labels": _("By the rules of the label"),
    "sender": pgettext_lazy("who did something", "Sender"),
    "worker:routing": _("Routing"),
    "worker:answer-clock": _("Answer clock"),
    "worker:retention": _("Retention period"),
    "worker:check-ins": _("Check-ins"),
    "link": pgettext_lazy("who did something", "By a private link"),
    "worker:closing": _("Closed by itself"),
    "sensor": pgettext_lazy("who did something", "Source of values"),
}

REASONS = {**dict(ReasonTakenBack.choices), **REASONS_OF_LABELS}
STATES = dict((*WorkState.choices, *SignatureState.choices, *MeasureState.choices))


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as a member of the city reads it."""

    number: int
    moment: datetime  # in the city's time, without zone
    who: str
    actor: str
    kind: Words
    verb: Words
    subject: str
    address: str
    detail: str
    is_public: bool


def lines(visit: Visit, entries: Iterable[Entry]) -> list[Line]:
    """Entries in words, names looked up now: a person who was erased is a reference."""
    entries = list(entries)
    names = _names({entry.actor for entry in entries})
    subjects = _subjects(visit, {entry.subject for entry in entries})
    zone = ZoneInfo(visit.city.timezone)
    return [_line(entry, zone, names, subjects) for entry in entries]


def _line(
    entry: Entry, zone: ZoneInfo, names: Mapping[str, str], subjects: Mapping[str, tuple[str, str]]
) -> Line:
    kind, _point, what = entry.verb.partition(".")
    subject, address = subjects.get(entry.subject, (entry.subject_ref, ""))
    return Line(
        number=entry.number,
        moment=entry.at.astimezone(zone).replace(tzinfo=None),
        who=names.get(entry.actor) or _without_account(entry.actor),
        actor=entry.actor,
        kind=KIND_NAMES.get(kind, kind),
        verb=VERBS.get(what, what),
        subject=subject,
        address=address,
        detail=_detail(entry),
        is_public=entry.is_public,
    )


def _without_account(actor: str) -> str:
    """Who did something without signing in: a machine, or the sender of an idea."""
    return str(MACHINES.get(actor) or MACHINES.get(actor.partition(":")[0], actor))


def _detail(entry: Entry) -> str:
    """What an entry's payload says beyond its verb."""
    payload = entry.payload
    if "from" in payload and "to" in payload:
        return f"{STATES.get(payload['from'], payload['from'])} → {STATES.get(payload['to'], payload['to'])}"
    if changed := payload.get("changed"):
        return ", ".join(_part(entry.subject_kind, name) for name in changed)
    if role := payload.get("role"):
        return str(dict(MembershipRole.choices).get(role, role))
    reason = payload.get("reason", "")
    return str(REASONS.get(reason, reason))


def _part(kind: str, name: str) -> str:
    """A field as the forms call it."""
    models: dict[str, Any] = {known.name: known.model for known in KINDS.values()} | {
        "deal": Deal,
        "city": City,
    }
    fields = {field.name: field for field in models[kind]._meta.get_fields()} if kind in models else {}
    return str(getattr(fields.get(name), "verbose_name", name))


def _names(actors: set[str]) -> dict[str, str]:
    refs = [actor.partition(":")[2] for actor in actors if actor.startswith("account:")]
    found = Account.objects.filter(ref__in=refs)
    return {account.actor: account.name or account.email for account in found}


#: By an entry's subject: what it is called now, and the page that the visitor may open.
Found = dict[str, tuple[str, str]]
Loader = Callable[[Visit, list[str]], Found]


def _subjects(visit: Visit, subjects: set[str]) -> Found:
    """The present names of what entries are about, in a query for each kind; what is gone has none."""
    refs: dict[str, list[str]] = defaultdict(list)
    for subject in subjects:
        kind, _point, ref = subject.partition(":")
        refs[kind].append(ref)
    found: Found = {}
    for kind, wanted in refs.items():
        if kind in BY_NAME:
            found |= _rows(BY_NAME[kind], visit, wanted)
        elif load := LOADERS.get(kind):
            found |= load(visit, wanted)
    return found


def _rows(kind: Kind, visit: Visit, refs: list[str]) -> Found:
    rows = kind.model._default_manager.filter(city=visit.city, ref__in=refs)
    return {
        f"{kind.name}:{row.ref}": (
            title_of(kind, row),
            _page(visit, Deed.KEEP_REGISTER, "row", kind.word, row.ref),
        )
        for row in rows
    }


def _deals(visit: Visit, refs: list[str]) -> Found:
    language = get_language() or "en"
    titles = Deal.objects.filter(city=visit.city, ref__in=refs).values_list("ref", "title")
    return {
        f"deal:{ref}": (worded(title, language).text or ref, _page(visit, Deed.SEE_ALL_DEALS, "deal", ref))
        for ref, title in titles
    }


def _memberships(visit: Visit, refs: list[str]) -> Found:
    rows = Membership.objects.filter(city=visit.city, ref__in=refs).select_related("account")
    people = {row.ref: row.account.name or row.account.email for row in rows}
    return {
        f"membership:{ref}": (person, _page(visit, Deed.KEEP_CITY, "member", ref))
        for ref, person in people.items()
    }


def _city(visit: Visit, _refs: list[str]) -> Found:
    return {f"city:{visit.city.slug}": (name_of(visit.city), _page(visit, Deed.KEEP_CITY, "settings"))}


def _imports(visit: Visit, refs: list[str]) -> Found:
    return {f"import:{ref}": (ref, _page(visit, Deed.KEEP_REGISTER, "import", ref)) for ref in refs}


def _labels(visit: Visit, refs: list[str]) -> Found:
    language = get_language() or "en"
    titles = Label.objects.filter(city=visit.city, ref__in=refs).values_list("ref", "deal__title")
    return {
        f"label:{ref}": (worded(title, language).text or ref, _page(visit, Deed.SEE_ALL_DEALS, "label", ref))
        for ref, title in titles
    }


def _ideas(visit: Visit, refs: list[str]) -> Found:
    """What ideas are called, for those who answer them; to all others they are a reference."""
    if not visit.standing.may(Deed.ANSWER_IDEAS):
        return {}
    titles = Idea.objects.filter(city=visit.city, ref__in=refs).exclude(title="").values_list("ref", "title")
    return {f"idea:{ref}": (title, _page(visit, Deed.ANSWER_IDEAS, "idea", ref)) for ref, title in titles}


def _reports(visit: Visit, refs: list[str]) -> Found:
    """Reports have no name of their own: they are called by what they are about and their period."""
    rows = Report.objects.filter(city=visit.city, ref__in=refs).select_related("deal", "city")
    return {
        f"report:{row.ref}": (name_of_report(row), _page(visit, Deed.SEE_ALL_DEALS, "report", row.ref))
        for row in rows
    }


def _page(visit: Visit, deed: Deed, name: str, *parts: str) -> str:
    return reverse(f"workspace:{name}", args=[visit.city.slug, *parts]) if visit.standing.may(deed) else ""


LOADERS: dict[str, Loader] = {
    "deal": _deals,
    "label": _labels,
    "report": _reports,
    "idea": _ideas,
    "membership": _memberships,
    "city": _city,
    "import": _imports,
}
