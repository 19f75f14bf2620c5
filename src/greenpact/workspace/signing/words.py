"""The words of signing: what a rule demands, what each way means, what somebody confirms, why a seal waits."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.deals.models.signing import Round
from greenpact.deals.signing.seals import Outlook, WhySealWaits
from greenpact.deals.signing_rules import Form, Route, ends_soon

#: Why a signature needs its form.
RULES: Mapping[Form, Any] = {
    Form.FREE: _("A statement of intent needs no particular form."),
    Form.GEMO_BW_54: _(
        "A declaration that binds a municipality needs the written form or a qualified electronic signature, by "
        "somebody with authority (§ 54 of the municipal code of Baden-Württemberg, GemO). A click is not enough."
    ),
    Form.MUNICIPAL_CODE: _(
        "A declaration that binds a German municipality needs the written form or a qualified electronic signature "
        "under the municipal code of its state. A click is not enough."
    ),
    Form.WRITTEN_CONTRACT: _(
        "This deal binds, so it is signed in writing or with a qualified electronic signature by everybody. A click is "
        "not enough."
    ),
    Form.NATURE_UNKNOWN: _("It is not said yet what this deal is in law."),
}

#: What to do on each way.
WAYS: Mapping[Route, Any] = {
    Route.CLICK: _("Confirm here, with your second factor."),
    Route.QUALIFIED: _("Download the PDF, sign it with your certificate, upload it."),
    Route.PAPER: _("Print it, sign by hand; the programme office records the scan."),
}

#: How somebody has proved who they are.
PROOFS: Mapping[str, Any] = {
    "password": _("password"),
    "socialaccount": _("sign-in elsewhere"),
    "totp": _("authenticator app"),
    "webauthn": _("passkey"),
    "recovery_codes": _("recovery code"),
}

#: Why the seal is not there yet.
SEAL_WAITS: Mapping[WhySealWaits, Any] = {
    WhySealWaits.KEY_MISSING: _("The city has no seal key yet. Whoever runs the platform can name one."),
    WhySealWaits.KEY_UNREADABLE: _(
        "The seal key cannot be read. Whoever runs the platform should look at it."
    ),
    WhySealWaits.KEY_EXPIRED: _("The seal key has expired. Whoever runs the platform should renew it."),
    WhySealWaits.TIMESTAMP_FAILED: _("The time-stamp service did not answer. It is tried again by itself."),
    WhySealWaits.DISK_FULL: _("The disk is full. Once there is room, sealing goes on by itself."),
    WhySealWaits.CLOCK_SET_BACK: _(
        "The server's clock is wrong. Once it is right, sealing goes on by itself."
    ),
    WhySealWaits.FAILED: _("Sealing failed. It is tried again by itself; the log of the server says more."),
}


def seal_ahead(seen: Outlook, *, today: date, day_of: Callable[[datetime], date]) -> str:
    """What the programme office should know of the seal's key while signatures are collected; mostly nothing."""
    if seen.trouble is not None:
        waits = __("Signatures are collected, but the seal will have to wait.")
        return f"{waits} {SEAL_WAITS[seen.trouble]}"
    if seen.until is None or not ends_soon(day_of(seen.until), today):
        return ""
    return __("The seal key holds until %(day)s only. Whoever runs the platform should renew it before.") % {
        "day": date_format(day_of(seen.until))
    }


def consent_to(row: Round, organisation: str, capacity: str) -> str:
    """What somebody confirms by a click, word for word as it is kept in the evidence."""
    return __(
        "I have read version %(number)s of this deal (SHA-256 %(sha256)s) and sign it for %(organisation)s "
        "as %(capacity)s."
    ) % {
        "number": row.number,
        "sha256": row.sha256,
        "organisation": organisation,
        "capacity": capacity,
    }
