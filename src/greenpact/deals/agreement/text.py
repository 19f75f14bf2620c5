"""Generates the text of an agreement from a deal's document: party blocks, numbered sections, final provisions.

Pure: the same document and details give the same text. Every clause stands in it exactly once.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from greenpact.deals.agreement.clause_facts import clause_facts, period
from greenpact.deals.agreement.contract_words import WRITTEN, ContractWords, contract_words
from greenpact.deals.agreement.parts import (
    Agreement,
    Group,
    Paragraph,
    PartyBlock,
    PartyDetails,
    Passage,
    Section,
    SignatureBlock,
)
from greenpact.deals.agreement.passages import one_line, passages_in
from greenpact.deals.document import Clause, ClauseKind, Document, DocumentParty, Topic
from greenpact.ui.wording import worded

#: The order of the sections. Goals and commitments are kinds of clauses, all others topics of provisions.
ORDER = (
    Topic.PURPOSE,
    ClauseKind.GOAL,
    ClauseKind.COMMITMENT,
    Topic.RESOURCES,
    Topic.GOVERNANCE,
    Topic.REPORTING,
    Topic.DATA,
    Topic.NEUTRALITY,
    Topic.PUBLICITY,
    Topic.CONFIDENTIALITY,
    "",
    Topic.DURATION,
    Topic.EXIT,
    Topic.FINAL,
)
HEADINGS: dict[str, str] = {"": "other", ClauseKind.GOAL: "goals", ClauseKind.COMMITMENT: "commitments"}
SIGNATORY = "signatory"


def languages_in(document: Document) -> tuple[str, ...]:
    """In which languages a document is written out: the binding one first; at least one, English at need."""
    found = [language for language in WRITTEN if document.title.get(language)]
    found = found or [language for language in ("en", *WRITTEN) if language in WRITTEN][:1]
    return tuple(sorted(found, key=lambda language: (language != document.binding_language, language)))


def agreement_text(
    document: Document, language: str, *, details: Mapping[str, PartyDetails] | None = None
) -> Agreement:
    """The agreement in a language that has its words (`KeyError` for others); `details` by the organisation's ref.

    A translation has no place for signatures: the version that prevails is signed.
    """
    words = contract_words(language)
    prevails = document.binding_language in ("", language)
    known = details or {}
    title = worded(document.title, language)
    summary = worded(document.summary, language)
    return Agreement(
        language=language,
        is_binding=prevails,
        title=one_line(title.text) or words("empty"),
        title_language=title.language,
        kind=words(f"kind.{document.legal_nature}"),
        standing=_standing(document, words),
        between=words("between"),
        parties=tuple(
            _party(place, party, known.get(party.organisation, PartyDetails()), words)
            for place, party in enumerate(document.parties, 1)
        ),
        preamble_heading=words("preamble"),
        preamble=passages_in(summary.text, summary.language),
        sections=_sections(document, words),
        signatures_heading=words("signatures"),
        signatures=tuple(
            _signature(party, known.get(party.organisation, PartyDetails()), words)
            for party in document.parties
            if party.role == SIGNATORY and prevails
        ),
    )


def _standing(document: Document, words: ContractWords) -> str:
    """Whether this language's text prevails; nothing when there is no other."""
    if len(languages_in(document)) == 1:
        return ""
    if not document.binding_language:
        return words("languages.undecided")
    if document.binding_language == words.language:
        return words("languages.this")
    return words("languages.translation", language=words.language_name(document.binding_language))


def _party(place: int, party: DocumentParty, details: PartyDetails, words: ContractWords) -> PartyBlock:
    kind = details.kind.get(words.language, "")
    if details.count:
        kind = words("group_of", kind=kind, count=details.count)
    people = [", ".join(part for part in (one.name, one.capacity) if part) for one in details.representatives]
    represented = words("represented", names=words.listed(people)) if people else ""
    role = words(f"role.{party.role}") if words.has(f"role.{party.role}") else party.role
    stated = (kind, details.address, represented)
    return PartyBlock(
        f"{place}.", party.organisation, party.name, tuple(line for line in stated if line), role
    )


def _signature(party: DocumentParty, details: PartyDetails, words: ContractWords) -> SignatureBlock:
    """Room to sign for everybody who acts for the party, or for one person not yet named."""
    blanks = [words("blank.place")]
    for one in details.representatives:
        name = ", ".join(part for part in (one.name, one.capacity) if part)
        blanks += [words("blank.signature"), words("blank.signer_named", name=name)]
    if not details.representatives:
        blanks += [words("blank.signature"), words("blank.signer")]
    return SignatureBlock(party.organisation, party.name, tuple(blanks), words("blank.signature"))


def _sections(document: Document, words: ContractWords) -> tuple[Section, ...]:
    """The sections that have something to say, numbered through; the final provisions always stand at the end."""
    parted = [(place, _clauses_at(place, document)) for place in ORDER]
    filled = [(place, clauses) for place, clauses in parted if clauses or _own_words(place, document, words)]
    numbered = list(enumerate(filled, 1))
    references = {
        clause.ref: words("reference", article=article, paragraph=paragraph)
        for article, (place, clauses) in numbered
        if place == ClauseKind.GOAL
        for paragraph, clause in enumerate(clauses, 1)
    }
    return tuple(
        _section(article, place, clauses, document=document, words=words, references=references)
        for article, (place, clauses) in numbered
    )


def _clauses_at(place: str, document: Document) -> list[Clause]:
    """The clauses of a section; a provision of no topic, or of one that is not known, is a further provision."""
    if place in tuple(ClauseKind):
        return [clause for clause in document.clauses if clause.kind == place]
    provisions = [clause for clause in document.clauses if clause.kind == ClauseKind.PROVISION]
    return [
        clause for clause in provisions if (clause.topic if clause.topic in tuple(Topic) else "") == place
    ]


def _by_party(clauses: Iterable[Clause], document: Document) -> list[tuple[str, list[Clause]]]:
    """Commitments by the name of their party, in the order of the parties; those of nobody known under no name."""
    found: dict[str, list[Clause]] = {party.organisation: [] for party in document.parties}
    nobody: list[Clause] = []
    for clause in clauses:
        found.get(clause.party, nobody).append(clause)
    names = {party.organisation: party.name for party in document.parties}
    return [*((names[ref], own) for ref, own in found.items() if own), *([("", nobody)] if nobody else [])]


def _section(
    article: int,
    place: str,
    clauses: Sequence[Clause],
    *,
    document: Document,
    words: ContractWords,
    references: Mapping[str, str],
) -> Section:
    heading = HEADINGS.get(place, place)
    lead = words(f"{heading}_lead.{document.legal_nature}") if heading in ("goals", "commitments") else ""
    numbers = (words("paragraph", number=number) for number in count(1))
    own = [
        Paragraph(next(numbers), (Passage(text, words.language),))
        for text in _own_words(place, document, words)
    ]
    if place == ClauseKind.COMMITMENT:
        parted = [(name or words("none"), some) for name, some in _by_party(clauses, document)]
    else:
        parted = [("", list(clauses))]
    groups = [
        Group(name, (*own, *(_paragraph(next(numbers), clause, words, references) for clause in some)))
        for name, some in parted
    ]
    return Section(words("article", number=article), words(f"topic.{heading}"), tuple(groups), lead)


def _own_words(place: str, document: Document, words: ContractWords) -> list[str]:
    """What the agreement itself says at a place: how long it lasts, what it is by law, which language prevails."""
    if place == Topic.DURATION:
        lasting = period(document.starts_on, document.ends_on, words, "duration")
        return [lasting] if lasting else []
    if place != Topic.FINAL:
        return []
    found = [words(f"nature.{document.legal_nature}")]
    if len(languages := languages_in(document)) > 1:
        named = words.listed(words.language_name(language) for language in languages)
        binding = words.language_name(document.binding_language)
        name = "prevails" if document.binding_language else "open"
        found.append(words(f"languages.{name}", all=named, language=binding))
    return found


def _paragraph(number: str, clause: Clause, words: ContractWords, references: Mapping[str, str]) -> Paragraph:
    text = worded(clause.text, words.language)
    heading = worded(clause.heading, words.language)
    missing = words("missing", language=words.language_name(text.language)) if text.is_fallback else ""
    return Paragraph(
        number=number,
        passages=passages_in(text.text, text.language) or (Passage(words("empty"), words.language),),
        clause=clause.ref,
        heading=one_line(heading.text),
        facts=clause_facts(clause, words, references),
        missing=missing,
    )
