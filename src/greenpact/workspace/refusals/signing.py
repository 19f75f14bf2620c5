"""What signing refuses, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.deals.signing.concluding import NotConcluded, WhyNotConcluded
from greenpact.deals.signing.freezing import NotFrozen, WhyNotFrozen
from greenpact.deals.signing.giving import NotGiven, WhyNotGiven
from greenpact.deals.signing.pdfs import NotAccepted, WhyNotAccepted
from greenpact.deals.signing.turns import NotNow, WhyNotNow
from greenpact.deals.signing.withdrawing import NotWithdrawn, WhyNotWithdrawn
from greenpact.parties.mandate_rules import WhyNoMandate

CHANGED = _("Somebody else changed this meanwhile. Look at what is there now, then decide again.")
NOT_OPEN = _("This version is not being signed any more. Open the page of signatures to see how it stands.")

_NOT_FROZEN: Mapping[WhyNotFrozen, Any] = {
    WhyNotFrozen.NOT_READY: _("The document is not ready to be signed. First add what is missing:"),
    WhyNotFrozen.NATURE_UNKNOWN: _(
        "Say first what the deal is in law: a statement of intent, a binding agreement or an annex. The "
        "form of the "
        "signatures follows from it."
    ),
    WhyNotFrozen.OPEN_CHECKS: _("Checks before signing are still open. Answer them first."),
    WhyNotFrozen.OPEN_CHANGES: _(
        "Changes to the text are still being negotiated. Settle or withdraw them first."
    ),
    WhyNotFrozen.ALREADY_OPEN: _("A version of this deal is being signed already. Cancel it first."),
    WhyNotFrozen.SIGNED_ELSEWHERE: _(
        "The register says that this deal was signed elsewhere, so there is nothing to sign here."
    ),
    WhyNotFrozen.TERMINATED: _(
        "This deal is terminated. Draft a new one instead; it can take the place of this."
    ),
    WhyNotFrozen.NOTHING_CHANGED: _(
        "Nothing differs from the signed version, so there is nothing to sign again."
    ),
    WhyNotFrozen.NO_SIGNATORY: _("Nobody is asked to sign. Choose at least one signatory."),
    WhyNotFrozen.MUST_SIGN_TOO: _(
        "The amendment changes what others owe, or something that holds for all. They have to sign, too."
    ),
    WhyNotFrozen.REASON_MISSING: _("Say why the deal is amended."),
    WhyNotFrozen.OTHER_LANGUAGE: _(
        "Not every clause is written in this language. Choose one in which the whole text can be read."
    ),
    WhyNotFrozen.DAY_IS_PAST: _("The last day for signing has passed already. Choose a later one."),
    WhyNotFrozen.CHANGED_MEANWHILE: CHANGED,
}

_NOT_GIVEN: Mapping[WhyNotGiven, Any] = {
    WhyNotGiven.NOT_OPEN: NOT_OPEN,
    WhyNotGiven.TOO_LATE: _("The last day for signing has passed. Ask the programme office to prolong it."),
    WhyNotGiven.NOT_YOUR_TURN: _(
        "The order of signing is fixed, and others come first. You will get a mail."
    ),
    WhyNotGiven.SIGNED_ALREADY: _("This signature is there already."),
    WhyNotGiven.NO_MANDATE: _("There is no mandate with which this can be signed."),
    WhyNotGiven.ROUTE_CLOSED: _(
        "This way of signing is not enough for this deal. The page says which ways are open, and by which "
        "rule."
    ),
    WhyNotGiven.NOT_FRESH: _(
        "Prove once more with your second factor that it is you, then sign within five minutes."
    ),
    WhyNotGiven.NOT_CONSENTED: _("Tick that you have read the version and want to sign it."),
    WhyNotGiven.OTHER_PERSON: _("Only the person whose mandate it is can sign with it here."),
    WhyNotGiven.LEVEL_TOO_LOW: _(
        "The signature in this PDF is genuine, but not qualified. This deal needs a qualified electronic "
        "signature "
        "(or one on paper)."
    ),
    WhyNotGiven.WITNESS_IS_SIGNER: _("Nobody witnesses their own signature. Ask a colleague to record it."),
    WhyNotGiven.DAY_IN_FUTURE: _("The day of the signature lies in the future. Enter a day up to today."),
    WhyNotGiven.DAY_BEFORE_FREEZE: _(
        "On that day this version did not exist yet. Was another version signed? Then print this one and "
        "have it signed."
    ),
    WhyNotGiven.PLACE_MISSING: _("Say where the signed original is kept."),
    WhyNotGiven.OTHERS_SIGNED: _(
        "Somebody else has signed the PDF meanwhile. Download it once more, with that signature on it, and "
        "sign it again."
    ),
    WhyNotGiven.CHANGED_MEANWHILE: CHANGED,
}

#: What a mandate lacks, more exactly than “there is none”.
MANDATE_WORDS: Mapping[WhyNoMandate, Any] = {
    WhyNoMandate.MISSING: _("Nobody has stated a mandate for this organisation yet."),
    WhyNoMandate.NOT_CHECKED: _("The city has not checked this mandate yet."),
    WhyNoMandate.REFUSED: _("The city does not accept this mandate."),
    WhyNoMandate.NOT_YET: _("This mandate begins later."),
    WhyNoMandate.ENDED: _("This mandate has ended."),
    WhyNoMandate.TOO_NARROW: _("This mandate is for statements of intent only; the deal is binding."),
}

_NOT_ACCEPTED: Mapping[WhyNotAccepted, Any] = {
    WhyNotAccepted.NOT_A_PDF: _("This file cannot be read as a PDF. Upload the signed PDF itself."),
    WhyNotAccepted.OTHER_DOCUMENT: _(
        "This is another document, not the version that is being signed. Download it from this page, sign "
        "that file, "
        "and do not print or convert it in between."
    ),
    WhyNotAccepted.NO_NEW_SIGNATURE: _(
        "There is no new signature in this PDF. Sign it first, then upload it."
    ),
    WhyNotAccepted.SEVERAL_SIGNATURES: _(
        "There are several new signatures in this PDF. Upload it after each one, so that each is recorded "
        "for its signer."
    ),
    WhyNotAccepted.ALTERED: _(
        "The PDF was altered after it was signed, or a signature in it is broken. Download it once more "
        "and sign again."
    ),
    WhyNotAccepted.NOT_TRUSTED: _(
        "The certificate does not come from a trust service that this platform knows. Sign with a "
        "qualified certificate, "
        "or on paper."
    ),
    WhyNotAccepted.EXPIRED: _(
        "The certificate was not valid when the PDF was signed. Sign with a valid one."
    ),
    WhyNotAccepted.REVOKED: _("The certificate was revoked. Sign with a valid one."),
    WhyNotAccepted.WRONG_TIME: _(
        "The PDF says it was signed before this version existed, or in the future. Check the clock of your "
        "device."
    ),
    WhyNotAccepted.CLOSES: _(
        "Your program has locked the PDF, so that nobody could sign after you. Sign once more without locking or "
        "certifying it."
    ),
    WhyNotAccepted.NAMED_SEAL: _(
        "Your program has called the signature “Seal”, as the city calls its own. Give it another name and sign "
        "once more."
    ),
    WhyNotAccepted.HIDES_TEXT: _(
        "The picture of your signature is so large that it could hide text. Sign the PDF once more with one that is "
        "no larger than a business card, or without a picture."
    ),
    WhyNotAccepted.TOO_LARGE: _("The file is too large; ten megabytes are the most."),
}

_NOT_WITHDRAWN: Mapping[WhyNotWithdrawn, Any] = {
    WhyNotWithdrawn.NOT_OPEN: NOT_OPEN,
    WhyNotWithdrawn.WITHDRAWN_ALREADY: _("This signature was withdrawn already."),
    WhyNotWithdrawn.SIGNED_UPON: _(
        "Others have signed on the same PDF after this signature, so it cannot be taken out of it. Ask the "
        "programme "
        "office to cancel the round."
    ),
    WhyNotWithdrawn.HAS_SIGNED: _("This organisation has signed. Withdraw the signature first."),
    WhyNotWithdrawn.REASON_MISSING: _("Give a reason."),
    WhyNotWithdrawn.DAY_IS_PAST: _("The last day for signing has passed already. Choose a later one."),
    WhyNotWithdrawn.CHANGED_MEANWHILE: CHANGED,
}

_NOT_CONCLUDED: Mapping[WhyNotConcluded, Any] = {
    WhyNotConcluded.NOT_SIGNED: _("Only what was signed here can be ended here."),
    WhyNotConcluded.BEING_SIGNED: _(
        "An amendment is being signed. Cancel it first, or wait until it is signed."
    ),
    WhyNotConcluded.REASON_MISSING: _("Give a reason; the public can read it."),
    WhyNotConcluded.DAY_IN_FUTURE: _("The day lies in the future. Record it when it has come."),
    WhyNotConcluded.DAY_BEFORE_SIGNATURE: _("The day lies before the deal was signed."),
    WhyNotConcluded.NOT_A_PARTY: _("This organisation is not party to the deal any more."),
    WhyNotConcluded.LAST_PARTIES: _(
        "With one signatory alone it is no agreement. Terminate the deal instead."
    ),
    WhyNotConcluded.OTHER_DEAL: _("Choose a signed deal of this city that takes its place."),
    WhyNotConcluded.CHANGED_MEANWHILE: CHANGED,
}

_NOT_NOW: Mapping[WhyNotNow, Any] = {
    WhyNotNow.CLOCK_SET_BACK: _(
        "The server's clock shows a time before what was recorded already, so nothing can be signed. Tell "
        "whoever runs "
        "the platform."
    ),
}

#: By exception and reason.
WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {
    NotFrozen: _NOT_FROZEN,
    NotGiven: _NOT_GIVEN,
    NotAccepted: _NOT_ACCEPTED,
    NotWithdrawn: _NOT_WITHDRAWN,
    NotConcluded: _NOT_CONCLUDED,
    NotNow: _NOT_NOW,
}
