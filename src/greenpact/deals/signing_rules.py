"""Which way of signing a deal's legal nature allows whom, whose turn it is, and when all have signed. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from greenpact.deals.rules import Nature
from greenpact.parties.mandate_rules import Reach, are_enough


class Route(StrEnum):
    """How somebody signs."""

    CLICK = "click"  # signed in, with a fresh second factor
    QUALIFIED = "qualified"  # the PDF signed elsewhere, with a certificate
    PAPER = "paper"  # by hand, scanned and witnessed


class Level(StrEnum):
    """How strong a signature in a PDF is (eIDAS)."""

    ADVANCED = "advanced"
    QUALIFIED = "qualified"


class Form(StrEnum):
    """The rule by which a form is needed or enough; each has its words where it is shown."""

    FREE = "free"  # a statement of intent needs no form
    GEMO_BW_54 = "gemo_bw_54"  # § 54 GemO Baden-Württemberg
    MUNICIPAL_CODE = "municipal_code"  # the municipal code of another German state
    WRITTEN_CONTRACT = "written_contract"  # written form for everybody else who signs something binding
    NATURE_UNKNOWN = "nature_unknown"  # nothing is signed before it is said what it is


class RoundState(StrEnum):
    OPEN = "open"
    COMPLETE = "complete"  # all have signed; the seal is still to come
    SEALED = "sealed"
    CANCELLED = "cancelled"


class Occasion(StrEnum):
    """Why a version goes round."""

    FIRST = "first"
    AMENDMENT = "amendment"


class Ending(StrEnum):
    """How a signed deal, or a party's part in it, comes to its end."""

    EXIT = "exit"
    TERMINATION = "termination"
    SUCCESSION = "succession"


#: From a state of a round to those that may follow.
ROUND_FOLLOWS: dict[RoundState, frozenset[RoundState]] = {
    RoundState.OPEN: frozenset({RoundState.COMPLETE, RoundState.CANCELLED}),
    RoundState.COMPLETE: frozenset({RoundState.SEALED}),
    RoundState.SEALED: frozenset(),
    RoundState.CANCELLED: frozenset(),
}

#: A clock may lag this much behind the last entry of the journal before it counts as set back.
TOLERANCE = timedelta(minutes=2)

#: How fresh a second factor must be for a click.
FRESH = timedelta(minutes=5)

#: The NUTS code of Baden-Württemberg begins with this.
BADEN_WUERTTEMBERG = "DE1"


@dataclass(frozen=True, slots=True)
class Signatory:
    """What the form of a signature depends on: the kind of organisation, its country and its NUTS region."""

    kind: str
    country: str
    nuts: str = ""

    @property
    def is_german_municipality(self) -> bool:
        return self.kind == "city" and self.country == "DE"


@dataclass(frozen=True, slots=True)
class Need:
    """The routes that are open to a signatory, the level that a PDF signature must reach, and by which rule."""

    routes: tuple[Route, ...]
    level: Level
    rule: Form

    def allows(self, route: Route) -> bool:
        return route in self.routes


_ALL = (Route.CLICK, Route.QUALIFIED, Route.PAPER)
_WRITTEN = (Route.QUALIFIED, Route.PAPER)


def need(nature: Nature, signatory: Signatory) -> Need:
    """What a signatory's signature under a deal of this nature must be like.

    § 54 GemO BW: declarations that bind a municipality need the written form, or a qualified electronic signature, by
    somebody with authority. Other German states have the like. What is binding is written for everybody who signs it.
    """
    if nature is Nature.UNKNOWN:
        return Need((), Level.QUALIFIED, Form.NATURE_UNKNOWN)
    if nature is Nature.INTENT:
        return Need(_ALL, Level.ADVANCED, Form.FREE)
    if not signatory.is_german_municipality:
        return Need(_WRITTEN, Level.QUALIFIED, Form.WRITTEN_CONTRACT)
    is_in_bw = signatory.nuts.startswith(BADEN_WUERTTEMBERG)
    return Need(_WRITTEN, Level.QUALIFIED, Form.GEMO_BW_54 if is_in_bw else Form.MUNICIPAL_CODE)


def reach_for(nature: Nature) -> Reach:
    """How far a mandate must reach for a deal of this nature."""
    return Reach.INTENT if nature is Nature.INTENT else Reach.BINDING


def reaches(found: str, needed: Level) -> bool:
    """Whether the level found in a PDF (any other word is less) is at least the one that is needed."""
    return found in {Level.QUALIFIED, needed}


@dataclass(frozen=True, slots=True)
class SeatStand:
    """How far one signatory of a round is: for each signature by another person whether it needs a second one."""

    position: int
    joint: tuple[bool, ...] = ()
    has_refused: bool = False

    @property
    def is_filled(self) -> bool:
        return are_enough(self.joint)


def whose_turn(seats: Sequence[SeatStand], *, is_ordered: bool) -> frozenset[int]:
    """The positions of those who can sign now: all who have not, or the first of them where the order is fixed."""
    waiting = sorted(seat.position for seat in seats if not seat.is_filled)
    return frozenset(waiting[:1] if is_ordered else waiting)


def is_complete(seats: Collection[SeatStand]) -> bool:
    """Whether everybody has signed; a round without seats never is."""
    return bool(seats) and all(seat.is_filled for seat in seats)


def may_round_become(now: RoundState, then: RoundState) -> bool:
    return then in ROUND_FOLLOWS[now]


def is_set_back(at: datetime, last: datetime | None) -> bool:
    """Whether the clock shows a moment well before what the journal has recorded already."""
    return last is not None and at < last - TOLERANCE


def is_over(closes_on: date | None, today: date) -> bool:
    """Whether the last day for signing has passed."""
    return closes_on is not None and today > closes_on


#: So long before a key ends, the office is told to have a new one made.
SOON = timedelta(days=60)


def ends_soon(until: date, today: date) -> bool:
    """Whether a key that seals ends within the time that a new one takes."""
    return until - today <= SOON


#: Each attempt to seal that failed makes the next wait longer, up to an hour.
def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts to seal."""
    return min(timedelta(minutes=2 ** min(attempts, 10)), timedelta(hours=1))
