"""Links in mails: to confirm, and to end. They follow from the row and the site's secret, so none is stored."""

from django.core.signing import BadSignature, Signer

from greenpact.following.models import Follow

LONGEST_TOKEN = 80
CONFIRM, END = "confirm", "end"


def confirmation_path(follow: Follow) -> str:
    return _path(follow, CONFIRM)


def end_path(follow: Follow) -> str:
    """Where somebody ends what they follow, with one press; mail programs do it by themselves (RFC 8058)."""
    return _path(follow, END)


def follow_of(token: str, purpose: str, city: str) -> Follow | None:
    """What a token was made for; None when it was not made here, or the row is gone."""
    ref, _point, signature = token[:LONGEST_TOKEN].partition("-")
    follow = (
        Follow.objects.select_related("city", "follower").filter(ref=ref, city__slug=city).first()
        if ref
        else None
    )
    try:
        if follow:
            _signer(purpose).unsign(f"{_words(follow)}:{signature}")
    except BadSignature:
        return None
    return follow


def _path(follow: Follow, purpose: str) -> str:
    token = f"{follow.ref}-{_signer(purpose).signature(_words(follow))}"
    return f"/{follow.city.slug}/follow/{purpose}/{token}/"


def _words(follow: Follow) -> str:
    return f"{follow.pk}.{follow.asked_at.timestamp()}"


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"greenpact.following.{purpose}")
