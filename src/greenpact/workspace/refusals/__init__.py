"""Every refusal of an activity as a sentence that says what to do."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.cities.keeping import NotKept, WhyNotKept
from greenpact.deals.discarding import NotDiscarded, WhyNotDiscarded
from greenpact.deals.parts import NotWritten, WhyNotWritten
from greenpact.deals.progressing import NotMoved, WhyNotMoved
from greenpact.deals.publishing import NotPublished, WhyNotPublished
from greenpact.deals.rules import Lack
from greenpact.measures.planning import NotPlanned, WhyNotPlanned
from greenpact.measures.recording import NotRecorded, WhyNotRecorded
from greenpact.parties.granting import NotGranted, WhyNotGranted
from greenpact.workspace.refusals import (
    absences,
    check_ins,
    files,
    ideas,
    indicators,
    labels,
    mandates,
    patterns,
    people,
    readings,
    reports,
    room,
    sensors,
    signing,
    tokens,
)

CHANGED = _("Somebody else changed this meanwhile. Look at what is there now, then decide again.")
OTHER_CITY = _("This belongs to another city. Choose something from this city's register.")

_NOT_WRITTEN: Mapping[WhyNotWritten, Any] = {
    WhyNotWritten.REF_TAKEN: _("Another deal of this city has this short name. Choose a different one."),
    WhyNotWritten.CHANGED_MEANWHILE: CHANGED,
    WhyNotWritten.PARTY_TWICE: _(
        "An organisation can be party to a deal only once. Change its role instead."
    ),
    WhyNotWritten.CLAUSE_TWICE: _(
        "Two clauses have the same number. Open the list of clauses and try again."
    ),
    WhyNotWritten.OTHER_CITY: OTHER_CITY,
    WhyNotWritten.NOT_A_PARTY: _(
        "A commitment belongs to an organisation that is not party to the deal. Add it as a party first, "
        "or give the commitment to one of the parties."
    ),
    WhyNotWritten.NOT_A_GOAL: _(
        "A commitment serves a goal that is not in the document. Add the goal first, or take it off the commitment."
    ),
    WhyNotWritten.OTHER_KIND: _("A clause keeps its kind. Take it out and add a new one of the other kind."),
    WhyNotWritten.ENDS_BEFORE_IT_BEGINS: _("It would end before it begins. Check days and years."),
    WhyNotWritten.SIGNATURE_OPEN: _(
        "Only a record compiled from public sources can leave open whether it was signed."
    ),
    WhyNotWritten.NOT_FROM_HERE: _(
        "The deal cannot go there from where it stands now. Choose one of the steps shown."
    ),
    WhyNotWritten.BEING_SIGNED: _(
        "The document goes round to be signed, so it stays as it is. To change it, first set the signature back."
    ),
    WhyNotWritten.NEGOTIATED: _(
        "This is being negotiated, so no side changes it alone. Open the negotiation room and propose a change there."
    ),
    WhyNotWritten.TOO_MANY: _("A deal can have at most 2,000 parties, 2,000 clauses and 200 sources."),
    WhyNotWritten.INCOMPLETE: _("The deal is public and would become incomplete. First add what is missing:"),
}

_NOT_PUBLISHED: Mapping[WhyNotPublished, Any] = {
    WhyNotPublished.ALREADY_PUBLIC: _("The deal is public already."),
    WhyNotPublished.NOT_PUBLIC: _("The deal is not public; there is nothing to take back."),
    WhyNotPublished.SIGNED: _(
        "A signed deal stays public. If it is over, end its work or record that it was terminated."
    ),
    WhyNotPublished.CHANGED_MEANWHILE: CHANGED,
}

_NOT_DISCARDED: Mapping[WhyNotDiscarded, Any] = {
    WhyNotDiscarded.WAS_PUBLIC: _(
        "This deal was public once, so it stays: its versions tell what the public read. End its work instead."
    ),
    WhyNotDiscarded.SIGNATURE_BEGUN: _("The signing of this deal has begun, so it stays."),
    WhyNotDiscarded.CHANGED_MEANWHILE: CHANGED,
}

_NOT_MOVED: Mapping[WhyNotMoved, Any] = {
    WhyNotMoved.NOT_FROM_HERE: _(
        "The deal cannot go there from where it stands now. Choose one of the steps shown."
    ),
    WhyNotMoved.DAY_MISSING: _("Enter the day on which the deal was signed."),
    WhyNotMoved.DAY_IN_FUTURE: _("The day of signature lies in the future. Enter a day up to today."),
    WhyNotMoved.NOT_READY: _("The document is not ready to be signed. First add what is missing:"),
    WhyNotMoved.HAS_ROUND: _(
        "Versions of this deal are signed here, so its signature moves by them alone. Open the page of signatures."
    ),
    WhyNotMoved.CHANGED_MEANWHILE: CHANGED,
}

_NOT_PLANNED: Mapping[WhyNotPlanned, Any] = {
    WhyNotPlanned.CHANGED_MEANWHILE: CHANGED,
    WhyNotPlanned.DAY_IN_FUTURE: _("A milestone cannot have been reached on a day that is yet to come."),
    WhyNotPlanned.TOO_MANY: _("A measure can have at most 100 milestones."),
    WhyNotPlanned.ENDS_BEFORE_IT_BEGINS: _("The measure would be due before it starts. Check both days."),
}

_NOT_RECORDED: Mapping[WhyNotRecorded, Any] = {
    WhyNotRecorded.NOT_FROM_HERE: _(
        "The measure cannot become that from the state it is in. Choose one of those shown."
    ),
    WhyNotRecorded.DAY_IN_FUTURE: _(
        "The day on which it was done lies in the future. Enter a day up to today."
    ),
    WhyNotRecorded.CHANGED_MEANWHILE: CHANGED,
}

_NOT_KEPT: Mapping[WhyNotKept, Any] = {
    WhyNotKept.CHANGED_MEANWHILE: CHANGED,
    WhyNotKept.REF_TAKEN: _("Something else in this city has this short name. Choose a different one."),
    WhyNotKept.OTHER_CITY: OTHER_CITY,
    WhyNotKept.STILL_USED: _(
        "This is still used elsewhere, so it cannot be removed. First take it out there."
    ),
}

_NOT_GRANTED: Mapping[WhyNotGranted, Any] = {
    WhyNotGranted.NEEDS_ORGANISATION: _("This role is held for an organisation. Choose one."),
    WhyNotGranted.OTHER_CITY: OTHER_CITY,
    WhyNotGranted.ALREADY_GRANTED: _("This person has this role already."),
    WhyNotGranted.ENDS_BEFORE_IT_BEGINS: _("The membership would end before it begins. Check both days."),
    WhyNotGranted.ENDED_ALREADY: _(
        "This membership ends earlier already. To prolong it, give the role once more from that day on."
    ),
    WhyNotGranted.LAST_PROGRAMME_OFFICE: _(
        "This is the last member of the programme office. Give somebody else this role first."
    ),
}

_LACKS: Mapping[Lack, Any] = {
    Lack.TITLE: _("The deal has no title."),
    Lack.SUMMARY: _("The deal has no summary."),
    Lack.PARTIES: _("The deal has no parties."),
    Lack.CLAUSE_TEXT: _("A clause has no text."),
    Lack.OWNER: _("It is not said whose a commitment is."),
    Lack.GOAL: _("The deal has no goal."),
    Lack.COMMITMENT: _("A signatory brings no commitment of its own."),
}


_WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {
    NotWritten: _NOT_WRITTEN,
    NotPublished: _NOT_PUBLISHED,
    NotDiscarded: _NOT_DISCARDED,
    NotMoved: _NOT_MOVED,
    NotPlanned: _NOT_PLANNED,
    NotRecorded: _NOT_RECORDED,
    NotKept: _NOT_KEPT,
    NotGranted: _NOT_GRANTED,
    **files.WORDS,
    **ideas.WORDS,
    **indicators.WORDS,
    **check_ins.WORDS,
    **absences.WORDS,
    **room.WORDS,
    **signing.WORDS,
    **mandates.WORDS,
    **labels.WORDS,
    **people.WORDS,
    **patterns.WORDS,
    **readings.WORDS,
    **sensors.WORDS,
    **reports.WORDS,
    **tokens.WORDS,
}

#: What an activity may refuse with.
REFUSALS: tuple[type[Exception], ...] = tuple(_WORDS)

#: The same, and what it raises when a value is wrong.
REFUSED: tuple[type[Exception], ...] = (*REFUSALS, ValidationError)


def was_changed_meanwhile(refusal: Exception) -> bool:
    """Whether an activity refused because its writer saw an older edition."""
    reason = getattr(refusal, "reason", None)
    return isinstance(reason, StrEnum) and reason.value == "changed_meanwhile"


def sentence(refusal: Exception) -> str:
    """A refusal in the reader's language."""
    return str(_WORDS[type(refusal)][getattr(refusal, "reason", None)])


def sentences(refusal: Exception) -> list[str]:
    """A refusal, what is missing and which clauses it is about; of a value that is wrong, what is wrong with it."""
    if isinstance(refusal, ValidationError):
        return [str(message) for message in refusal.messages]
    words = [sentence(refusal), *(lack_sentence(lack) for lack in getattr(refusal, "lacks", ()))]
    words += [str(patterns.FLAWS[flaw]) for flaw in getattr(refusal, "flaws", ())]
    if clauses := getattr(refusal, "clauses", ()):
        words.append(__("It is about: %(clauses)s.") % {"clauses": ", ".join(clauses)})
    return words


def lack_sentence(lack: Lack) -> str:
    """What a deal lacks, in the reader's language."""
    return str(_LACKS[lack])


def saved_sentence(*, is_public: bool) -> str:
    """What to tell somebody whose change was written."""
    return __("Saved. The public sees it at once.") if is_public else __("Saved.")
