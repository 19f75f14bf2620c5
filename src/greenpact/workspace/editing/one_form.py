"""One form between what its writer saw, what they typed, and what stands by now.

Every form of the editor goes the same way: a page carries a seal of what its writer saw; what they type is kept as a
draft; when they save, it is brought together with what others saved meanwhile, and only where both changed the same
field are they asked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as __

from greenpact.workspace.access import Visit
from greenpact.workspace.editing.clashing import Clash, clashes_of, label_of, with_theirs
from greenpact.workspace.editing.merging import Merged, bared, merge
from greenpact.workspace.editing.saving_drafts import discard_draft
from greenpact.workspace.editing.seeing import Seen, sealed, unsealed
from greenpact.workspace.expiry import typed
from greenpact.workspace.models import Draft
from greenpact.workspace.refusals import REFUSED, sentences, was_changed_meanwhile

#: Names of the fields that a form of the editor carries beside its own.
SEAL, SUBJECT, MORE = "seen", "subject", "more"

F = TypeVar("F", bound=Form)


@dataclass(slots=True)
class Editing(Generic[F]):
    """One form in the hands of one writer; `values` is what may be written, None as long as something is open."""

    form: F
    subject: str
    seal: str
    draft: Draft | None = None
    is_restored: bool = False
    others: list[Draft] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    values: dict[str, Any] | None = None
    joined: F | None = None  # what was typed together with what others changed, where they did
    seal_now: str = ""  # the seal of what stands now, whatever the writer saw

    @property
    def status(self) -> int:
        """What the page answers with: 409 asks the writer to decide, 422 to correct."""
        if self.clashes or self.form is self.joined:
            return 409
        return 422 if self.form.is_bound and not self.is_restored and self.form.errors else 200


def edit(
    request: HttpRequest,
    visit: Visit,
    make: Callable[[QueryDict | None, Mapping[str, Any]], F],
    *,
    subject: str,
    edition: int,
    stands: Mapping[str, Any],
) -> Editing[F]:
    """Begin or go on editing `subject`; `make(data, initial)` makes its form, `stands` is what it would show now."""
    fresh = Editing(make(None, stands), subject, sealed(Seen(edition, bared(stands))))
    data = typed(request)
    if data is None or (request.method != "POST" and SEAL not in data):
        return _opened(request, visit, make, stands, fresh)
    data = with_theirs(data, fresh.form)
    editing = Editing(make(data, stands), subject, data.get(SEAL, ""))
    if request.method != "POST" or MORE in data:
        editing.is_restored = True
    elif editing.form.is_valid():
        merged = merge(unsealed(editing.seal).values, stands, editing.form.cleaned_data)
        _settle(editing, merged, make, fresh)
    return editing


def _opened(
    request: HttpRequest,
    visit: Visit,
    make: Callable[[QueryDict | None, Mapping[str, Any]], F],
    stands: Mapping[str, Any],
    fresh: Editing[F],
) -> Editing[F]:
    """A form that is opened: as things stand, or with the draft where its writer asks for that."""
    drafts = list(Draft.objects.filter(city=visit.city, subject=fresh.subject).select_related("account"))
    fresh.draft = next((draft for draft in drafts if draft.account_id == visit.account.pk), None)
    fresh.others = [draft for draft in drafts if draft is not fresh.draft]
    if fresh.draft is None:
        return fresh
    data = _as_sent(fresh.draft)
    form = make(data, stands)
    if form.is_valid() and bared(form.cleaned_data) == bared(
        {name: stands.get(name) for name in form.cleaned_data}
    ):
        discard_draft(
            visit.account, visit.city, fresh.subject
        )  # saved while the last keystrokes were under way
        fresh.draft = None
    elif "restore" in request.GET:
        fresh.form, fresh.seal, fresh.is_restored = form, data.get(SEAL, ""), True
    return fresh


def _as_sent(draft: Draft) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    return data


def _settle(
    editing: Editing[F],
    merged: Merged,
    make: Callable[[QueryDict | None, Mapping[str, Any]], F],
    fresh: Editing[F],
) -> None:
    """Let the values be written, or show both sides of every clash with the writer's own text in the form."""
    editing.taken = [label_of(editing.form, name) for name in merged.taken]
    editing.seal_now = fresh.seal
    if not merged.clashes:
        editing.values = merged.values
        editing.joined = make(None, merged.values) if merged.taken else None
        return
    mine = make(None, merged.values)
    editing.clashes = clashes_of(merged.clashes, theirs=fresh.form, mine=mine)
    editing.form, editing.seal = mine, fresh.seal


def carry_out(
    request: HttpRequest,
    visit: Visit,
    editing: Editing[F],
    deed: Callable[[dict[str, Any]], object],
    *,
    said: str,
) -> bool:
    """Write what was typed by one activity and say so; a refusal goes into the form, which keeps everything.

    Raises the refusal when somebody changed the subject since it was read: see `tried_again`.
    """
    if editing.values is None:
        return False
    try:
        changed = deed(editing.values)
    except REFUSED as refusal:
        if was_changed_meanwhile(refusal):
            raise
        _show_refused(request, editing, sentences(refusal))
        return False
    discard_draft(visit.account, visit.city, editing.subject)
    _tell(request, editing, said if changed else __("Nothing was different, so nothing was changed."))
    return True


def _show_refused(request: HttpRequest, editing: Editing[F], why: Sequence[str]) -> None:
    """Say why nothing was written; together with what somebody else saved meanwhile, if it was joined with that."""
    if editing.joined is None:
        for words in why:
            editing.form.add_error(None, words)
        return
    editing.form, editing.seal = editing.joined, editing.seal_now
    clash = __("What you entered does not fit what somebody else saved meanwhile. Check both below.")
    messages.error(request, " ".join([clash, *why]))


def _tell(request: HttpRequest, editing: Editing[F], said: str) -> None:
    """Say what was saved, and what of another's changes was kept beside it."""
    messages.success(request, said)
    if editing.taken:
        names = ", ".join(editing.taken)
        messages.info(
            request, __("What somebody else changed meanwhile was kept: %(fields)s.") % {"fields": names}
        )
