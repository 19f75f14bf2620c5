"""The parts of an agreement's text. Every form shows these and nothing else, in this order: page, PDF and Word file."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Representative:
    """Somebody who acts for a party, as a mandate says it."""

    name: str
    capacity: str = ""


@dataclass(frozen=True, slots=True)
class PartyDetails:
    """What is known of a party beside its name; the kind is in words, by language."""

    kind: dict[str, str] = field(default_factory=dict)
    count: int | None = None  # of a group: how many it holds
    address: str = ""
    representatives: tuple[Representative, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or list item somebody wrote, in its own language; `bullet` is what stands before an item."""

    text: str
    language: str
    bullet: str = ""

    @property
    def line(self) -> str:
        return f"{self.bullet} {self.text}" if self.bullet else self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph: one clause, or a sentence of the agreement's own (then `clause` is empty)."""

    number: str
    passages: tuple[Passage, ...]
    clause: str = ""
    heading: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    missing: str = ""  # says in which language alone the clause is there

    @property
    def first(self) -> str:
        """The line that bears the number."""
        opening = self.heading or (self.passages[0].line if self.passages else "")
        return f"{self.number} {opening}"

    @property
    def rest(self) -> tuple[Passage, ...]:
        """The passages below the first line."""
        return self.passages if self.heading else self.passages[1:]

    @property
    def facts_line(self) -> str:
        return "; ".join(f"{term}: {words}" for term, words in self.facts)

    def lines(self) -> Iterator[str]:
        yield self.first
        for passage in self.rest:
            yield passage.line
        yield from (line for line in (self.facts_line, self.missing) if line)


@dataclass(frozen=True, slots=True)
class Group:
    """Paragraphs under a heading of their own, such as all that one party brings; the heading may be empty."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Section:
    number: str
    heading: str
    groups: tuple[Group, ...]
    lead: str = ""

    @property
    def title(self) -> str:
        return f"{self.number} {self.heading}"

    def lines(self) -> Iterator[str]:
        yield self.title
        if self.lead:
            yield self.lead
        for group in self.groups:
            if group.heading:
                yield group.heading
            for paragraph in group.paragraphs:
                yield from paragraph.lines()


@dataclass(frozen=True, slots=True)
class PartyBlock:
    """A party as the head of the agreement names it: number, name, what is known of it, its role."""

    number: str
    organisation: str
    name: str
    details: tuple[str, ...]
    role: str

    def lines(self) -> Iterator[str]:
        yield f"{self.number} {self.name}"
        yield from self.details
        yield self.role


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Where a party signs: its name, and what is to be filled in, each on a line of its own.

    `hand` is the one of these words behind which somebody signs.
    """

    organisation: str
    name: str
    blanks: tuple[str, ...]
    hand: str

    def lines(self) -> Iterator[str]:
        yield self.name
        yield from self.blanks


@dataclass(frozen=True, slots=True)
class Agreement:
    """The whole text in one language."""

    language: str
    is_binding: bool
    title: str
    title_language: str
    kind: str
    standing: str  # which language prevails, in a sentence; empty when there is but one
    between: str
    parties: tuple[PartyBlock, ...]
    preamble_heading: str
    preamble: tuple[Passage, ...]
    sections: tuple[Section, ...]
    signatures_heading: str
    signatures: tuple[SignatureBlock, ...]

    def lines(self) -> list[str]:
        """The text line by line, from the title to the last signature: what every form shows, to the letter."""
        found = [line for line in (self.kind, self.title, self.standing, self.between) if line]
        for party in self.parties:
            found += party.lines()
        if self.preamble:
            found += [self.preamble_heading, *(passage.line for passage in self.preamble)]
        for section in self.sections:
            found += section.lines()
        if self.signatures:
            found.append(self.signatures_heading)
        for block in self.signatures:
            found += block.lines()
        return found
