"""What an organisation's fields must be like."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: Schemes of identifiers: Legal Entity Identifier, VAT number, the EU's Participant Identification Code, the trade
#: register, the Research Organization Registry, Wikidata, and the transparency register.
SCHEMES = ("lei", "vat", "pic", "hrb", "ror", "wikidata", "eutr")


def check_identifiers(value: object) -> None:
    """Identifiers are a mapping from a known scheme to a short text."""
    if not isinstance(value, dict):
        raise ValidationError(_("Give identifiers as scheme and value."))
    for scheme, identifier in value.items():
        if scheme not in SCHEMES:
            raise ValidationError(
                _("“%(scheme)s” is not a known scheme; known are %(known)s."),
                params={"scheme": str(scheme)[:40], "known": ", ".join(SCHEMES)},
            )
        if not isinstance(identifier, str) or not 1 <= len(identifier) <= 80:
            raise ValidationError(_("An identifier has between 1 and 80 characters."))
