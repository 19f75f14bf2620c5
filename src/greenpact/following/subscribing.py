"""Following something by mail: asking for it, confirming, ending. The address goes with the last thing it follows.

None of it is told to the journal: whom somebody follows is nobody's business.
"""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from greenpact.cities.models import City
from greenpact.following.links import confirmation_path, end_path
from greenpact.following.models import Follow, Follower
from greenpact.following.rules import CONFIRM_WITHIN, MOST_FOLLOWED, FollowRhythm, Topic
from greenpact.following.topics import Known, known
from greenpact.notices.models import Mail, MailState
from greenpact.notices.posting import Letter, post_to_address
from greenpact.notices.rules import Kind, Quiet, Rhythm, digest_due
from greenpact.ui.wording import worded

#: News go out in the morning, on any day of the week.
HOURS = Quiet(weekends=False)


class WhyNotFollowed(StrEnum):
    NOT_PUBLIC = "not_public"
    TOO_MANY = "too_many"
    TOO_LATE = "too_late"


class NotFollowed(Exception):
    """It is not followed; `reason` says why."""

    def __init__(self, reason: WhyNotFollowed) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def ask(city: City, topic: Topic, *, email: str, rhythm: FollowRhythm, language: str, at: datetime) -> Follow:
    """Note that somebody wants to follow something, and send the mail by which they confirm it.

    Who follows it already gets no further mail; a new rhythm waits for the link in a new mail as well, so that nobody
    can change it for others. Raises `NotFollowed`.
    """
    thing = known(city, topic)
    if thing is None:
        raise NotFollowed(WhyNotFollowed.NOT_PUBLIC)
    follower, _is_new = Follower.objects.select_for_update().get_or_create(email=email.strip().lower())
    follow = follower.follows.filter(city=city, kind=topic.kind, subject=topic.ref).first()
    if follow is None:
        if follower.follows.count() >= MOST_FOLLOWED:
            raise NotFollowed(WhyNotFollowed.TOO_MANY)
        follow = Follow(follower=follower, city=city, kind=topic.kind, subject=topic.ref)
    if follow.confirmed_at is None:
        follow.rhythm, follow.language, follow.asked_at = rhythm, language, at
        follow.save()
        _post_confirmation(follow, thing, at)
    return follow


@transaction.atomic
def confirm(follow: Follow, *, at: datetime) -> Follow:
    """Begin to follow, from now on; confirmed once more, nothing changes. Raises `NotFollowed`."""
    row = Follow.objects.select_for_update().select_related("city__chain").get(pk=follow.pk)
    if row.confirmed_at is None:
        if at - row.asked_at > CONFIRM_WITHIN:
            raise NotFollowed(WhyNotFollowed.TOO_LATE)
        row.confirmed_at, row.number = at, row.city.chain.revision
        row.next_at = next_mail(row, after=at)
        row.save()
    return row


@transaction.atomic
def end(follow: Follow) -> None:
    """Follow no longer: the row goes, mails on their way are taken out, and the address goes with its last row."""
    mails = Mail.objects.filter(key__startswith=f"follow:{follow.ref}:", state=MailState.WAITING)
    mails.update(state=MailState.DROPPED, email="")
    follower = Follower.objects.select_for_update().filter(pk=follow.follower_id).first()
    Follow.objects.filter(pk=follow.pk).delete()
    if follower and not follower.follows.exists():
        follower.delete()


def forget_unconfirmed(at: datetime) -> bool:
    """Delete what nobody confirmed in time; whether there was any."""
    late = Follow.objects.filter(confirmed_at__isnull=True, asked_at__lt=at - CONFIRM_WITHIN)
    found = list(late.select_related("follower")[:500])
    for follow in found:
        end(follow)
    return bool(found)


def next_mail(follow: Follow, *, after: datetime) -> datetime:
    """When the next mail is written, on the city's clock."""
    return digest_due(after, Rhythm(follow.rhythm), HOURS, ZoneInfo(follow.city.timezone))


def title_of(thing: Known, language: str) -> str:
    return thing.title if isinstance(thing.title, str) else worded(thing.title, language).text


def _post_confirmation(follow: Follow, thing: Known, at: datetime) -> None:
    """One mail for each asking, at most one a minute however often somebody presses."""

    def write() -> Letter:
        title = title_of(thing, follow.language)
        return Letter(
            _("Please confirm: news about “%(title)s”") % {"title": title},
            (
                _("Somebody, probably you, wants to be told by mail what changes about “%(title)s”.")
                % {"title": title},
                _("Only after you have confirmed it does anything come. The link is good for seven days."),
                _("It was not you? Then do nothing: your address is deleted after seven days."),
            ),
            link=confirmation_path(follow),
            link_words=_("Confirm that you want this news"),
        )

    post_to_address(
        follow.follower.email,
        language=follow.language,
        kind=Kind.FOLLOWING,
        write=write,
        key=f"follow:{follow.ref}:confirm:{int(at.timestamp() // 60)}",
        city=follow.city,
        at=at,
        leave_off=end_path(follow),
    )
