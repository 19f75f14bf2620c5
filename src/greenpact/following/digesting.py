"""Mails of news: what the journal says of something since the last mail, under a key that is never told twice.

The mail lies in the outbox in the same transaction in which the follower's place moves on. So whoever is killed while
doing this repeats nothing and loses nothing; how a mail then leaves once is the outbox's own rule.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from greenpact.following.links import end_path
from greenpact.following.models import Follow
from greenpact.following.rules import MOST_NEWS
from greenpact.following.subscribing import next_mail, title_of
from greenpact.following.telling import told
from greenpact.following.topics import Known, entries_of, known
from greenpact.journal.models import Entry
from greenpact.notices.posting import Letter, post_to_address
from greenpact.notices.rules import Kind
from greenpact.ui.figures import day

MOST_A_ROUND = 50


def post_news(at: datetime) -> bool:
    """Write the mails that are due; whether there were any. Called by the worker's rounds."""
    due = list(Follow.objects.due(at).order_by("next_at", "pk").values_list("pk", flat=True)[:MOST_A_ROUND])
    for key in due:
        _post(key, at)
    return bool(due)


@transaction.atomic
def _post(key: int, at: datetime) -> None:
    """One follower's mail, and their place moved behind what it tells."""
    rows = Follow.objects.due(at).select_for_update(of=("self",)).select_related("follower", "city__chain")
    follow = rows.filter(pk=key).first()
    if follow is None:
        return
    upto = follow.city.chain.revision
    thing = known(follow.city, follow.topic)
    found = entries_of(follow.city, follow.topic).filter(number__gt=follow.number, number__lte=upto)
    entries = list(found.order_by("number")[: MOST_NEWS + 1]) if thing else []
    if thing and entries:
        more = max(0, found.count() - MOST_NEWS) if len(entries) > MOST_NEWS else 0
        _put(follow, thing, entries[:MOST_NEWS], more=more, upto=upto, at=at)
    follow.number, follow.next_at = upto, next_mail(follow, after=at)
    follow.save(update_fields=["number", "next_at"])


def _put(
    follow: Follow, thing: Known, entries: Sequence[Entry], *, more: int, upto: int, at: datetime
) -> None:
    post_to_address(
        follow.follower.email,
        language=follow.language,
        kind=Kind.FOLLOWING,
        write=lambda: letter_of(follow, thing, entries, more=more),
        key=f"follow:{follow.ref}:{upto}",
        city=follow.city,
        at=at,
        leave_off=end_path(follow),
    )


def letter_of(follow: Follow, thing: Known, entries: Sequence[Entry], *, more: int) -> Letter:
    """What has happened since the last mail, oldest first."""
    language = translation.get_language() or "en"
    title = title_of(thing, language)
    lines = [
        f"{day(one.on, language, 'medium')}: {one.sentence}" + (f" {one.detail}" if one.detail else "")
        for one in told(entries, follow.city)
    ]
    if more:
        words = ngettext("… and %(count)s change more.", "… and %(count)s changes more.", more)
        lines.append(words % {"count": more})
    return Letter(
        _("News about “%(title)s”") % {"title": title},
        tuple(lines),
        link=thing.address,
        link_words=_("Read on"),
    )
