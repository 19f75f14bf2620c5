"""Links that show a deal before it is public: sealed, for one deal, for a few days."""

from datetime import timedelta

from django.core import signing

from greenpact.deals.models import Deal

SALT = "deal-preview"
VALID_FOR = timedelta(days=7)

#: The parameter of a deal's public address that carries the token.
PARAMETER = "preview"


def preview_token(deal: Deal) -> str:
    """A token with which anybody may read this deal for a week as the public will."""
    return signing.dumps(_meant(deal), salt=SALT)


def may_preview(deal: Deal, token: str) -> bool:
    """Whether a token is ours, for this deal and still valid."""
    try:
        return bool(signing.loads(token, salt=SALT, max_age=VALID_FOR) == _meant(deal))
    except signing.BadSignature:
        return False


def _meant(deal: Deal) -> str:
    """One deal and no later one: a draft that was discarded leaves its ref to others."""
    return f"{deal.full_ref}#{deal.pk}"
