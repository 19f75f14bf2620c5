"""A party's certificate as a PDF that can be read aloud, with the address at which everyone can check it."""

from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import segno
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.labels.choices import LabelLevel
from greenpact.labels.models import Certificate, Label
from greenpact.labels.rules import Level
from greenpact.ui.figures import day
from greenpact.ui.typesetting import typeset
from greenpact.ui.wording import Texts, worded

SOURCE = (Path(__file__).parent / "certificate.typ").read_text(encoding="utf-8")

#: Used where a city has not chosen a colour of its own; dark enough for words on white.
COLOUR = "#1d4f76"


def certificate_pdf(certificate: Certificate, *, address: str) -> bytes:
    """The certificate in the active language; `address` is that of the label's check page.

    The same label gives the same bytes: it bears the day on which it was last checked.
    """
    label, language = certificate.label, get_language() or "en"
    if label.checked_on is None:
        raise ValueError("a label that was never awarded has no certificate")
    zone = ZoneInfo(label.city.timezone)
    data = _data(certificate, address, language)
    return typeset(
        SOURCE,
        data,
        title=f"{data['heading']}: {certificate.organisation.name}",
        language=language,
        at=datetime.combine(label.checked_on, time(12), zone),
        author=data["city"],
        pictures={"qr": segno.make(address, error="m").svg_inline(scale=4, border=0)},
    )


def _data(certificate: Certificate, address: str, language: str) -> dict[str, Any]:
    label = certificate.label
    city, deal = _said(label.city.name, language), _said(label.deal.title, language) or label.deal.ref
    return {
        "colour": COLOUR,
        "city": city,
        "kind": _("Certificate"),
        "heading": _("Label “Local Green Deal”"),
        "lead": _("%(city)s confirms that %(party)s is party to the deal “%(deal)s”, which holds this label.")
        % {"city": city, "party": certificate.organisation.name, "deal": deal},
        "facts": _facts(label, certificate, deal, language),
        "qr": _("QR code with the address of the check page: %(address)s") % {"address": address},
        "check": _("Whether the label holds now can be checked at"),
        "address": address,
        "checked_heading": _("What was checked"),
        "checked": _checked(label, language),
        "not_heading": _("What the label does not say"),
        "not_said": [_said(text, language) for text in _scheme_texts(label)],
        "foot": _(
            "By the rules of the label, version %(number)s, in force since %(day)s. SHA-256: %(sha256)s"
        )
        % _rules(label, language),
    }


def _facts(label: Label, certificate: Certificate, deal: str, language: str) -> list[list[str]]:
    facts = [
        [_("Party"), certificate.organisation.name],
        [_("Deal"), deal],
        [_("Level"), str(LabelLevel(label.level).label)],
        [_("Checked on"), _day(label.checked_on, language)],
        [_("Holds up to and including"), _day(label.last_day, language)],
    ]
    if label.observer:
        facts.append([_("Independent look"), label.observer.name])
    return facts


def _checked(label: Label, language: str) -> list[str]:
    """The criteria of the level; each was met when the label was awarded."""
    if label.scheme is None:
        return []
    criteria = label.scheme.scheme.criteria_up_to(Level(label.level))
    return [_said(criterion.text, language) for criterion in criteria]


def _scheme_texts(label: Label) -> list[Texts]:
    return list(label.scheme.scheme.says_not) if label.scheme else []


def _rules(label: Label, language: str) -> dict[str, Any]:
    scheme = label.scheme
    if scheme is None:
        return {"number": "–", "day": "–", "sha256": "–"}
    return {"number": scheme.number, "day": _day(scheme.valid_from, language), "sha256": scheme.sha256}


def _said(texts: Texts, language: str) -> str:
    return worded(texts, language).text


def _day(value: Any, language: str) -> str:
    return day(value, language) if value else "–"
