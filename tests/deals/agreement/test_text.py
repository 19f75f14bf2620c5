"""The text of an agreement says everything its document says, once, in its order, in both languages."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenpact.deals.agreement.contract_words import contract_words
from greenpact.deals.agreement.parts import Agreement, Passage
from greenpact.deals.agreement.passages import passages_in
from greenpact.deals.agreement.text import agreement_text, languages_in
from greenpact.deals.document import Document
from tests.deals.agreement.documents import DETAILS, a_document, documents

GERMAN = """\
Gemeinsame Absichtserklärung
Sonne auf Schulen
Verbindlicher Wortlaut.
Zwischen den folgenden Parteien:
1. Stadt Musterstadt
Stadtverwaltung
Marktplatz 10, 69117 Musterstadt
vertreten durch Erika Muster, Oberbürgermeisterin
als unterzeichnende Partei
2. Stadtwerke Musterstadt
als unterzeichnende Partei
3. Schulen in Musterstadt
Schulen mit 29 Mitgliedern
als unterstützende Stelle
Präambel
Schulen bekommen Solaranlagen.
Alle lernen daran.
§ 1 Gemeinsame Ziele
Die Parteien wollen gemeinsam folgende Ziele erreichen:
(1) Mehr Sonnenstrom
Messgröße: Leistung; Zielwert: 1.250,5\u00a0kWp bis 2030
§ 2 Beiträge der Parteien
Zu diesen Zielen wollen die Parteien wie folgt beitragen:
Stadt Musterstadt
(1) Stellt Dächer bereit
Pflicht: gesetzlich vorgeschrieben
Stadtwerke Musterstadt
(2) Baut Anlagen:
– auf Dächern
– an Fassaden
Umfang: 29\u00a0Anlagen; Zeitraum: 1. Januar 2026 bis 31. Dezember 2028; Mittel: 50.000 Euro; Personal: 0,5 \
Vollzeitstellen; Dient: § 1 Abs. 1; Pflicht: zusätzlich zu gesetzlichen Pflichten
Noch keiner Partei zugeordnet
(3) Somebody cleans
[Dieser Absatz liegt nur auf Englisch vor.]
§ 3 Weitere Regelungen
(1) Etwas anderes
§ 4 Laufzeit
(1) Die Zusammenarbeit beginnt am 1. Januar 2026. Ein Ende ist nicht vereinbart.
§ 5 Austritt und Beendigung
(1) Austritt
Jede Partei kann gehen.
§ 6 Schlussbestimmungen
(1) Diese Erklärung hält den gemeinsamen Willen der Parteien fest. Sie begründet keine einklagbaren Pflichten und \
keine Ansprüche Dritter.
(2) Dieses Dokument liegt auf Deutsch und Englisch vor. Weichen die Sprachen voneinander ab, gilt der Wortlaut auf \
Deutsch.
Unterschriften
Stadt Musterstadt
Ort, Datum:
Unterschrift:
Name, Funktion: Erika Muster, Oberbürgermeisterin
Stadtwerke Musterstadt
Ort, Datum:
Unterschrift:
Name, Funktion:"""


def clauses_in(agreement: Agreement) -> list[str]:
    return [
        paragraph.clause
        for section in agreement.sections
        for group in section.groups
        for paragraph in group.paragraphs
        if paragraph.clause
    ]


def test_the_german_text_is_this_to_the_letter() -> None:
    assert "\n".join(agreement_text(a_document(), "de", details=DETAILS).lines()) == GERMAN


def test_the_english_text_names_articles_and_the_version_that_prevails() -> None:
    lines = agreement_text(a_document(), "en", details=DETAILS).lines()
    assert lines[:3] == [
        "Joint statement of intent",
        "Sun on schools",
        "Translation. The version in German is binding.",
    ]
    assert "Article 1 Shared goals" in lines
    assert "[This paragraph exists in German only.]" in lines
    assert any("Serves: Article 1(1)" in line for line in lines)


@pytest.mark.parametrize("nature", ["intent", "binding", "annex", "unknown"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_nature_has_its_own_words(nature: str, language: str) -> None:
    lines = agreement_text(a_document(legal_nature=nature), language).lines()
    assert f"(1) {contract_words(language)(f'nature.{nature}')}" in lines


def test_one_language_needs_no_word_on_which_prevails() -> None:
    agreement = agreement_text(a_document(title={"de": "Nur deutsch"}), "de")
    assert agreement.standing == ""
    assert len(agreement.sections[-1].groups[0].paragraphs) == 1


def test_the_binding_language_comes_first() -> None:
    assert languages_in(a_document()) == ("de", "en")
    assert languages_in(a_document(binding_language="en")) == ("en", "de")
    assert languages_in(a_document(title={"fr": "Soleil"})) == ("en",)


def test_braces_in_a_text_are_no_pattern() -> None:
    document = a_document(title={"de": "{number} {0}"})
    assert agreement_text(document, "de").title == "{number} {0}"


def test_paragraphs_and_lists_are_read_from_plain_text() -> None:
    text = "Eins\nzwei\n\n- a\n  b\n* c\n1. d\n2) e\n\n<b>f</b> **g**\x00"
    assert passages_in(text, "de") == (
        Passage("Eins zwei", "de"),
        Passage("a b", "de", "–"),
        Passage("c", "de", "–"),
        Passage("d", "de", "1."),
        Passage("e", "de", "2."),
        Passage("<b>f</b> **g**", "de"),
    )


@settings(max_examples=60, deadline=None)
@given(documents(), st.sampled_from(["de", "en"]))
def test_every_clause_stands_in_the_text_once(document: Document, language: str) -> None:
    agreement = agreement_text(document, language)
    assert Counter(clauses_in(agreement)) == Counter(clause.ref for clause in document.clauses)


@settings(max_examples=60, deadline=None)
@given(documents(), st.sampled_from(["de", "en"]))
def test_numbers_run_without_gaps(document: Document, language: str) -> None:
    words = contract_words(language)
    agreement = agreement_text(document, language)
    assert [section.number for section in agreement.sections] == [
        words("article", number=number) for number in range(1, len(agreement.sections) + 1)
    ]
    for section in agreement.sections:
        numbers = [paragraph.number for group in section.groups for paragraph in group.paragraphs]
        assert numbers == [f"({number})" for number in range(1, len(numbers) + 1)]
        assert numbers


@settings(max_examples=60, deadline=None)
@given(documents())
def test_no_line_is_empty_or_two(document: Document) -> None:
    for line in agreement_text(document, "de").lines():
        assert line.strip()
        assert len(line.splitlines()) == 1


def test_both_files_of_words_say_the_same_things() -> None:
    def names(words: dict[str, object]) -> set[str]:
        return {
            f"{table}.{name}" if isinstance(entry, dict) else table
            for table, entry in words.items()
            for name in (entry if isinstance(entry, dict) else [table])
        }

    german, english = (names(dict(contract_words(code)._words)) for code in ("de", "en"))
    assert german == english
