"""What labels refuse, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.labels.recording import NotLabelled, WhyNotLabelled

_NOT_LABELLED: Mapping[WhyNotLabelled, Any] = {
    WhyNotLabelled.NO_SCHEME: _("The city has not published rules of a label yet. Publish them first."),
    WhyNotLabelled.NOT_PUBLIC: _(
        "The deal is not public. A label tells of public deals only; publish it first."
    ),
    WhyNotLabelled.NOT_SIGNED: _("The deal is not signed on this platform. A label follows the signature."),
    WhyNotLabelled.NOT_A_PARTY: _("This organisation is not party to the deal. Choose one that is."),
    WhyNotLabelled.ALREADY_APPLIED: _("This is under way already. Open what is there and go on from it."),
    WhyNotLabelled.NOT_FROM_HERE: _(
        "The label cannot go there from where it stands. Choose one of the steps shown."
    ),
    WhyNotLabelled.NOT_ASSESSED: _(
        "First assess the deal anew and conclude the assessment; each one carries one award."
    ),
    WhyNotLabelled.NOT_MET: _("A criterion is not met. See that it is, then assess anew, or decline."),
    WhyNotLabelled.DEAL_CHANGED: _("The deal's document was changed since it was assessed. Assess it anew."),
    WhyNotLabelled.STILL_OPEN: _("Some criteria are still open. Answer them first."),
    WhyNotLabelled.FROZEN: _("This assessment is concluded and stays as it is. Begin a new one."),
    WhyNotLabelled.COMPUTED: _(
        "This follows from the deal itself. Change the deal, and the answer changes with it."
    ),
    WhyNotLabelled.EVIDENCE_MISSING: _("Give a reason, an address or a file that shows it."),
    WhyNotLabelled.NOT_INDEPENDENT: _(
        "This organisation is the city or is or was party to the deal. Choose one that is neither."
    ),
    WhyNotLabelled.OTHER_CITY: _("This belongs to another city. Choose something from this city's register."),
    WhyNotLabelled.TOO_LATE: _("The 30 days for an appeal are over. Apply for the label anew."),
    WhyNotLabelled.APPEALED_ALREADY: _("An appeal is open already. The city answers it by the day stated."),
    WhyNotLabelled.SAME_PERSON: _(
        "You took the decision that the appeal is about, so somebody else decides: another member of the programme "
        "office, the signatory of the city, or a reviewer from outside, to whom you give that role under “Members”."
    ),
    WhyNotLabelled.INVOLVED: _(
        "You belong to an organisation that is or was party to this deal, so somebody else decides."
    ),
    WhyNotLabelled.TEXT_MISSING: _("Give your reasons in words."),
    WhyNotLabelled.BEFORE_THE_LAST: _("Choose a day from today on that is not before the version in force."),
    WhyNotLabelled.CHANGED_MEANWHILE: _(
        "Somebody else changed this meanwhile. Look at what is there now, then decide again."
    ),
}

#: By exception and reason.
WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {NotLabelled: _NOT_LABELLED}
