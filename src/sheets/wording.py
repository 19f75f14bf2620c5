"""What was recognised and what is doubtful, as sentences in German and English."""

from collections.abc import Mapping

from sheets.doubts import Doubt, Finding, Gravity
from sheets.unreadable import Flaw

LANGUAGES = ("de", "en")

GRAVITIES: Mapping[Gravity, Mapping[str, str]] = {
    Gravity.ERROR: {"de": "Fehler", "en": "Error"},
    Gravity.QUESTION: {"de": "Frage", "en": "Question"},
    Gravity.NOTE: {"de": "Hinweis", "en": "Note"},
}

SHAPES: Mapping[str, Mapping[str, str]] = {
    "long": {"de": "lang: ein Wert je Zeile", "en": "long: one value a row"},
    "wide_periods": {"de": "breit: eine Spalte je Zeitraum", "en": "wide: a column for each period"},
    "wide_series": {"de": "breit: eine Spalte je Reihe", "en": "wide: a column for each series"},
    "cross": {"de": "Kreuztabelle für einen Zeitraum", "en": "cross table for one period"},
    "none": {"de": "keine Werte", "en": "no values"},
}

_DOUBTS: Mapping[Doubt, Mapping[str, str]] = {
    Doubt.HIDDEN_SHEET: {
        "de": "Das Blatt ist ausgeblendet und wurde nicht gelesen.",
        "en": "The sheet is hidden and was not read.",
    },
    Doubt.NO_HEAD: {
        "de": "Keine Kopfzeile gefunden. Was bedeuten die Spalten?",
        "en": "No head was found. What do the columns mean?",
    },
    Doubt.NO_VALUES: {"de": "Keine Zahlen gefunden.", "en": "No numbers were found."},
    Doubt.NO_PERIOD: {
        "de": "Für welchen Zeitraum gelten die Werte? In der Tabelle steht keiner.",
        "en": "For which period do the values hold? The table names none.",
    },
    Doubt.NO_UNIT: {
        "de": "In welcher Einheit steht „{series}“?",
        "en": "In which unit does “{series}” stand?",
    },
    Doubt.ENCODED: {"de": "Als {text} gelesen.", "en": "Read as {text}."},
    Doubt.UNKNOWN_UNIT: {
        "de": "Die Einheit „{text}“ ist nicht bekannt. Welche ist gemeint?",
        "en": "The unit “{text}” is not known. Which one is meant?",
    },
    Doubt.UNITS_DIFFER: {
        "de": "„{series}“ steht hier in {text}, vorher in etwas, das sich nicht umrechnen lässt. Stimmt das?",
        "en": "“{series}” stands in {text} here, and before in something that cannot be converted. Is that right?",
    },
    Doubt.UNITS_CONVERTED: {
        "de": "„{series}“ steht teils in {text} und wurde in {unit} umgerechnet.",
        "en": "“{series}” stands partly in {text} and was converted into {unit}.",
    },
    Doubt.NOT_A_NUMBER: {"de": "„{text}“ ist keine Zahl.", "en": "“{text}” is not a number."},
    Doubt.NOTATION_OPEN: {
        "de": "Die Zahlen der Spalte „{title}“ lassen sich auf zwei Arten lesen, zum Beispiel {text}. Gelesen "
        "wurde mit {mark}. Stimmt das?",
        "en": "The numbers of the column “{title}” can be read in two ways, such as {text}. They were read with "
        "{mark}. Is that right?",
    },
    Doubt.NOTATION_MIXED: {
        "de": "In der Spalte „{title}“ stehen Zahlen mit Dezimalkomma neben solchen mit Dezimalpunkt.",
        "en": "In the column “{title}” numbers with a decimal comma stand beside some with a decimal point.",
    },
    Doubt.NUMBER_EITHER_WAY: {
        "de": "„{text}“ ist {value} oder {other}. Gelesen wurde {value}. Stimmt das?",
        "en": "“{text}” is {value} or {other}. It was read as {value}. Is that right?",
    },
    Doubt.NOT_A_PERIOD: {
        "de": "„{text}“ ist kein Tag und kein Zeitraum.",
        "en": "“{text}” is neither a day nor a period.",
    },
    Doubt.NO_SUCH_DAY: {"de": "Den Tag „{text}“ gibt es nicht.", "en": "There is no such day as “{text}”."},
    Doubt.DAY_EITHER_WAY: {
        "de": "Bei Tagen wie {text} kann der Tag oder der Monat vorn stehen. Gelesen wurde der Tag vorn. Stimmt das?",
        "en": "In days such as {text} the day or the month may come first. They were read with the day first. Is that "
        "right?",
    },
    Doubt.FORMULA: {
        "de": "Hier steht eine Formel. Speichern Sie das Blatt mit Werten statt Formeln.",
        "en": "A formula stands here. Save the sheet with values instead of formulas.",
    },
    Doubt.FAULT: {"de": "Hier steht der Fehler {text}.", "en": "Here stands the fault {text}."},
    Doubt.TWICE: {
        "de": "Für „{series}“ steht derselbe Wert ({text}) für denselben Zeitraum noch einmal da.",
        "en": "For “{series}” the same value ({text}) stands there again for the same period.",
    },
    Doubt.CONTRADICTS: {
        "de": "Für „{series}“ steht für denselben Zeitraum schon ein anderer Wert da als {text}.",
        "en": "For “{series}” another value than {text} stands there already for the same period.",
    },
    Doubt.THOUSANDFOLD: {
        "de": "{text} ist bei „{series}“ etwa tausendmal größer oder kleiner als üblich. Stimmt die Einheit?",
        "en": "{text} is about a thousand times more or less than usual in “{series}”. Is the unit right?",
    },
    Doubt.DASH: {
        "de": "Ein Strich wurde als „nicht bekannt“ gelesen, nicht als null.",
        "en": "A dash was read as “not known”, not as zero.",
    },
    Doubt.TOTAL: {
        "de": "„{series}“ ist offenbar eine Summe anderer Reihen.",
        "en": "“{series}” seems to add up other series.",
    },
    Doubt.IN_FUTURE: {
        "de": "„{series}“ hat Werte für die Zukunft ({text}). Sind es geplante?",
        "en": "“{series}” has values for the future ({text}). Are they planned ones?",
    },
}

_FLAWS: Mapping[Flaw, Mapping[str, str]] = {
    Flaw.NOTHING_SENT: {"de": "Es wurde keine Datei geschickt.", "en": "No file was sent."},
    Flaw.EMPTY_FILE: {"de": "Die Datei ist leer.", "en": "The file is empty."},
    Flaw.TOO_LARGE: {
        "de": "Die Datei hat {megabytes} MB; höchstens {most} MB werden gelesen.",
        "en": "The file has {megabytes} MB; at most {most} MB are read.",
    },
    Flaw.TOO_MANY_FILES: {"de": "Es sind zu viele Dateien.", "en": "There are too many files."},
    Flaw.NOT_A_SHEET: {
        "de": "Das ist keine Tabelle, sondern {found}. Gelesen werden CSV und XLSX.",
        "en": "This is no sheet but {found}. CSV and XLSX are read.",
    },
    Flaw.OLD_WORKBOOK: {
        "de": "Das ist eine Arbeitsmappe im alten Format (XLS). Speichern Sie sie als XLSX.",
        "en": "This is a workbook of the old kind (XLS). Save it as XLSX.",
    },
    Flaw.PROTECTED: {
        "de": "Die Arbeitsmappe ist mit einem Kennwort geschützt. Nehmen Sie den Schutz heraus.",
        "en": "The workbook is protected by a password. Take the protection off.",
    },
    Flaw.WITH_MACROS: {
        "de": "Die Arbeitsmappe enthält Makros. Speichern Sie sie als XLSX ohne Makros.",
        "en": "The workbook holds macros. Save it as XLSX without macros.",
    },
    Flaw.BROKEN_WORKBOOK: {
        "de": "Die Arbeitsmappe ist beschädigt.",
        "en": "The workbook is broken.",
    },
    Flaw.BOMB: {
        "de": "Die Datei würde beim Entpacken unmäßig groß und wurde nicht geöffnet.",
        "en": "The file would grow beyond measure when unpacked and was not opened.",
    },
    Flaw.TOOK_TOO_LONG: {
        "de": "Das Lesen brauchte zu viel Zeit oder Speicher und wurde beendet.",
        "en": "Reading took too much time or memory and was ended.",
    },
    Flaw.TOO_MANY_ROWS: {
        "de": "Die Tabelle hat mehr als {most} Zeilen.",
        "en": "The table has more than {most} rows.",
    },
    Flaw.TOO_MANY_CELLS: {
        "de": "Die Datei hat mehr als {most} Zellen.",
        "en": "The file has more than {most} cells.",
    },
    Flaw.BROKEN_TEXT: {
        "de": "In Zeile {line} stehen Zeichen, die sich nicht lesen lassen.",
        "en": "In line {line} stand signs that cannot be read.",
    },
    Flaw.BROKEN_QUOTES: {
        "de": "In Zeile {line} fehlt ein Anführungszeichen.",
        "en": "In line {line} a quotation mark is missing.",
    },
    Flaw.ROW_TOO_LONG: {
        "de": "In Zeile {line} stehen mehr als {most} Zellen.",
        "en": "In line {line} stand more than {most} cells.",
    },
    Flaw.FIELD_TOO_LONG: {
        "de": "In Zeile {line} steht eine Zelle, die zu lang ist.",
        "en": "In line {line} stands a cell that is too long.",
    },
}

_MARKS = {
    "comma": {
        "de": "Dezimalkomma und Punkt für Tausender",
        "en": "a decimal comma and a point for thousands",
    },
    "point": {
        "de": "Dezimalpunkt und Komma für Tausender",
        "en": "a decimal point and a comma for thousands",
    },
}


def sentence(finding: Finding, language: str) -> str:
    """A finding as a sentence."""
    about = dict(finding.about)
    if finding.doubt is Doubt.UNREADABLE:
        return _FLAWS[Flaw(about["flaw"])][language].format(**about)
    mark = _MARKS.get(str(about.get("notation")), {}).get(language, "")
    return _DOUBTS[finding.doubt][language].format(text=finding.text, mark=mark, **about)


def place(finding: Finding, language: str) -> str:
    """Where a finding arose: sheet, row and column as a spreadsheet program shows them."""
    row = {"de": "Zeile", "en": "row"}[language]
    column = {"de": "Spalte", "en": "column"}[language]
    parts = [finding.sheet]
    if finding.row:
        parts.append(f"{row} {finding.row}")
    if finding.column:
        parts.append(f"{column} {finding.column}")
    return ", ".join(part for part in parts if part)
