"""Findings and verdicts as sentences, in German and English: for people at a terminal and on the verification page."""

from collections.abc import Mapping

from evidence.findings import Code, Finding, State, Verdict

LANGUAGES = ("de", "en")

#: For each thing looked at: what is said when it is good, bad, or could not be judged.
_SENTENCES: Mapping[Code, Mapping[str, tuple[str, str, str]]] = {
    Code.READABLE: {
        "de": (
            "Die Datei lässt sich lesen.",
            "Die Datei lässt sich nicht lesen. Erwartet wird das gesiegelte PDF oder das Nachweispaket eines Deals.",
            "",
        ),
        "en": (
            "The file can be read.",
            "The file cannot be read. What is expected is the sealed PDF or the evidence bundle of a deal.",
            "",
        ),
    },
    Code.SEALED: {
        "de": (
            "Das PDF trägt ein Siegel.",
            "Das PDF trägt kein Siegel einer Stadt, oder mehr als eines.",
            "",
        ),
        "en": ("The PDF bears a seal.", "The PDF bears no seal of a city, or more than one.", ""),
    },
    Code.SEAL_INTACT: {
        "de": (
            "Seit dem Siegeln wurde kein Byte verändert.",
            "Die Datei wurde nach dem Siegeln verändert. Fordern Sie bei der Stadt eine unveränderte Fassung an.",
            "",
        ),
        "en": (
            "Not one byte was altered since it was sealed.",
            "The file was altered after it was sealed. Ask the city for an unaltered copy.",
            "",
        ),
    },
    Code.SEAL_LAST: {
        "de": (
            "Das Siegel schließt die Datei ab.",
            "Hinter dem Siegel wurde etwas angefügt. Fordern Sie bei der Stadt eine unveränderte Fassung an.",
            "",
        ),
        "en": (
            "The seal closes the file.",
            "Something was added behind the seal. Ask the city for an unaltered copy.",
            "",
        ),
    },
    Code.SEAL_KNOWN: {
        "de": (
            "Das Siegel stammt von: {signer}.",
            "Das Siegel stammt von keinem bekannten Schlüssel, sondern von: {signer}. Verlassen Sie sich nicht darauf.",
            "Gesiegelt hat: {signer}. Ob das stimmt, zeigt erst der öffentliche Schlüssel der Stadt.",
        ),
        "en": (
            "The seal was made by: {signer}.",
            "The seal was made with none of the known keys, but by: {signer}. Do not rely on it.",
            "It was sealed by: {signer}. Only the city's public key shows whether that is true.",
        ),
    },
    Code.KEY_IN_TIME: {
        "de": (
            "Der Schlüssel war beim Siegeln gültig.",
            "Der Schlüssel war beim Siegeln noch nicht oder nicht mehr gültig.",
            "",
        ),
        "en": (
            "The key was valid when it sealed.",
            "The key was not yet or no longer valid when it sealed.",
            "",
        ),
    },
    Code.SIGNATURES_INTACT: {
        "de": (
            "Die Signatur von {signer} ist unversehrt.",
            "Die Signatur von {signer} passt nicht zum Dokument.",
            "",
        ),
        "en": (
            "The signature of {signer} is intact.",
            "The signature of {signer} does not fit the document.",
            "",
        ),
    },
    Code.DATA_INSIDE: {
        "de": (
            "Die Vereinbarung liegt dem PDF als Daten bei.",
            "Die Vereinbarung liegt dem PDF nicht als unveränderte Daten bei.",
            "",
        ),
        "en": (
            "The PDF holds its agreement as data.",
            "The PDF does not hold its agreement as unaltered data.",
            "",
        ),
    },
    Code.MANIFEST_SIGNED: {
        "de": (
            "Das Verzeichnis des Pakets ist von der Stadt unterzeichnet.",
            "Das Verzeichnis des Pakets ist nicht mit einem bekannten Schlüssel der Stadt unterzeichnet.",
            "",
        ),
        "en": (
            "The bundle's list of files is signed by the city.",
            "The bundle's list of files is not signed with a key of the city that is known.",
            "",
        ),
    },
    Code.COMPLETE: {
        "de": (
            "Das Paket ist vollständig, keine Datei wurde ausgetauscht.",
            "Im Paket wurde etwas verändert, entfernt oder hinzugefügt.",
            "",
        ),
        "en": (
            "The bundle is complete, and no file was replaced.",
            "Something in the bundle was altered, taken out or added.",
            "",
        ),
    },
    Code.SAME_DOCUMENT: {
        "de": (
            "PDF, Daten und Verzeichnis gehören zum selben Dokument.",
            "PDF, Daten und Verzeichnis gehören nicht zum selben Dokument.",
            "",
        ),
        "en": (
            "PDF, data and list belong to the same document.",
            "PDF, data and list do not belong to the same document.",
            "",
        ),
    },
    Code.SIGNATURE_FITS: {
        "de": (
            "Die Unterschrift für {organisation} gilt dieser Fassung, und die Vollmacht reicht dafür aus.",
            "Die Unterschrift für {organisation} gilt nicht dieser Fassung, oder die Vollmacht reicht nicht aus.",
            "",
        ),
        "en": (
            "The signature for {organisation} is for this version, and the mandate reaches that far.",
            "The signature for {organisation} is not for this version, or the mandate does not reach that far.",
            "",
        ),
    },
    Code.ALL_SIGNED: {
        "de": (
            "Alle haben unterzeichnet, die unterzeichnen mussten.",
            "Es fehlt der Nachweis der Unterschrift von: {missing}.",
            "",
        ),
        "en": (
            "Everybody who had to sign has signed.",
            "There is no evidence of a signature by: {missing}.",
            "",
        ),
    },
    Code.JOURNAL_HOLDS: {
        "de": (
            "Die Einträge aus dem Protokoll sind unverändert.",
            "Einträge aus dem Protokoll wurden verändert: {entries}.",
            "",
        ),
        "en": ("The journal entries are unaltered.", "Journal entries were altered: {entries}.", ""),
    },
    Code.JOURNAL_AGREES: {
        "de": (
            "Das Protokoll berichtet von dieser Fassung, diesen Unterschriften und diesem Siegel.",
            "Das Protokoll berichtet von einer anderen Fassung, anderen Unterschriften oder einem anderen Siegel.",
            "",
        ),
        "en": (
            "The journal tells of this version, these signatures and this seal.",
            "The journal tells of another version, other signatures or another seal.",
            "",
        ),
    },
    Code.LATER_UNKNOWN: {
        "de": (
            "",
            "",
            "Ob der Deal seither geändert oder beendet wurde, steht nicht in der Datei. Das zeigt die Seite des Deals.",
        ),
        "en": (
            "",
            "",
            "Whether the deal was amended or ended since does not stand in the file, but on the deal's page.",
        ),
    },
    Code.REVOCATION_UNKNOWN: {
        "de": (
            "",
            "",
            "Ob ein Zertifikat inzwischen gesperrt ist, wurde nicht abgefragt: Die Prüfung fragt niemanden.",
        ),
        "en": ("", "", "Whether a certificate was revoked was not asked: verifying asks nobody."),
    },
}

_VERDICTS: Mapping[State, Mapping[str, str]] = {
    State.GENUINE: {
        "de": "Echt und unverändert.",
        "en": "Genuine and unaltered.",
    },
    State.FALSE: {
        "de": "Nicht echt oder verändert. Verlassen Sie sich nicht auf diese Datei.",
        "en": "Not genuine, or altered. Do not rely on this file.",
    },
    State.OPEN: {
        "de": "Lässt sich nicht beurteilen.",
        "en": "Cannot be judged.",
    },
}

_NO_KEY = {
    "de": "Geben Sie den öffentlichen Schlüssel der Stadt an (--key), er steht auf ihrer Prüfseite.",
    "en": "Name the city's public key (--key); it is on the city's verification page.",
}


def sentence(finding: Finding, language: str) -> str:
    """A finding in words; English where a language has none of its own."""
    good, bad, unjudged = _SENTENCES[finding.code][language if language in LANGUAGES else "en"]
    pattern = unjudged if finding.is_good is None else good if finding.is_good else bad
    words = pattern.format_map(_Seen(finding.values))
    is_placed = finding.place and finding.is_good is False
    return f"{words} ({finding.place})" if is_placed else words


def verdict_sentence(verdict: Verdict, language: str) -> str:
    """The verdict in words."""
    return _VERDICTS[verdict.state][language if language in LANGUAGES else "en"]


def what_to_do(verdict: Verdict, language: str) -> str:
    """What would let a file be judged that cannot be; empty when nothing is missing."""
    lacks_key = any(one.code is Code.SEAL_KNOWN and one.is_good is None for one in verdict.findings)
    return _NO_KEY[language if language in LANGUAGES else "en"] if lacks_key else ""


class _Seen(dict[str, str]):
    """What was seen; a word for what was not."""

    def __missing__(self, key: str) -> str:
        return "?"
