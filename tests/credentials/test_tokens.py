"""The same label as a token, whole or shown in part."""

from credentials.badges import badge_credential
from credentials.selective import MAY_BE_HIDDEN, claims_shown, selective_token, shown
from credentials.tokens import as_token, claims_in
from tests.credentials.labels import AT, CITY, a_label, keys

KIND = "https://deals.example.org/labels/kind"


def test_a_token_says_what_the_credential_says() -> None:
    credential = badge_credential(a_label())
    claims = claims_in(as_token(credential, keys(), issuer=CITY), keys().public.tokens)
    assert claims is not None
    assert {name: claims[name] for name in credential} == credential
    assert (claims["iss"], claims["jti"], claims["nbf"]) == (CITY, credential["id"], int(AT.timestamp()))


def test_a_token_that_was_altered_or_signed_by_others_says_nothing() -> None:
    token = as_token(badge_credential(a_label()), keys(), issuer=CITY)
    head, body, signature = token.split(".")
    other = as_token(badge_credential(a_label(level="proven")), keys(), issuer=CITY).split(".")[1]
    assert claims_in(f"{head}.{other}.{signature}", keys().public.tokens) is None
    assert claims_in(token, keys("2").public.tokens) is None
    assert claims_in("rubbish", keys().public.tokens) is None
    unsigned = "eyJhbGciOiJub25lIn0"
    assert claims_in(f"{unsigned}.{body}.", keys().public.tokens) is None


def test_a_holder_may_show_the_label_without_the_deal() -> None:
    token = selective_token(a_label(), keys(), kind_address=KIND, at=AT)
    whole = claims_shown(token, keys().public.tokens)
    assert whole is not None
    assert whole["deal_title"] == "Solar roofs"
    part = claims_shown(shown(token, without=MAY_BE_HIDDEN), keys().public.tokens)
    assert part is not None
    assert not set(MAY_BE_HIDDEN) & set(part)
    assert (part["level"], part["vct"], part["says_not"]) == (whole["level"], KIND, whole["says_not"])


def test_what_was_shown_cannot_be_altered_or_made_up() -> None:
    token = selective_token(a_label(), keys(), kind_address=KIND, at=AT)
    other = selective_token(a_label(deal_title="Other roofs"), keys(), kind_address=KIND, at=AT)
    assert claims_shown(token, keys("2").public.tokens) is None
    foreign = token.split("~")[0] + "~" + other.split("~", 1)[1]
    claims = claims_shown(foreign, keys().public.tokens)
    assert claims is None or "deal_title" not in claims
    assert claims_shown("rubbish", keys().public.tokens) is None
