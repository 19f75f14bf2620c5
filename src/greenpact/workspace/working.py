"""The work that waits in rows: each round takes up what is there, whoever was killed while doing it before."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore

from greenpact.deals.signing.sealing import seal_next
from greenpact.following.digesting import post_news
from greenpact.following.subscribing import forget_unconfirmed as forget_unconfirmed_followers
from greenpact.ideas import saving_drafts
from greenpact.ideas.assigning import route_arrived
from greenpact.ideas.closing import close_quiet
from greenpact.ideas.erasing import erase_due
from greenpact.ideas.reminding import remind
from greenpact.ideas.searching import index_missing
from greenpact.ideas.submitting import forget_unconfirmed
from greenpact.journal.models import Chain
from greenpact.journal.watching import watch
from greenpact.labels.publishing_status import publish_status
from greenpact.labels.suspending import lapse_ended
from greenpact.measures.asking import ask_due, remind_due
from greenpact.measures.intake.carrying_out import forget_old as forget_old_deliveries
from greenpact.measures.intake.carrying_out import work_on_next
from greenpact.notices.sending import send_due
from greenpact.notices.settling import forget_undelivered
from greenpact.reactions.carrying_out import react
from greenpact.reactions.signing import remind_of_deadlines
from greenpact.sensors.asking import ask_next
from greenpact.sensors.forgetting import forget_raw
from greenpact.sensors.reading_off import read_off_next
from greenpact.sensors.rolling_up import roll_up_next
from greenpact.workspace.editing.saving_drafts import forget_old_drafts
from greenpact.workspace.importing.carrying_out import carry_out_next, forget_old

#: A piece of work: takes the moment, says whether it found something to do.
Work = Callable[[datetime], bool]


def watch_journal(at: datetime) -> bool:
    """Check what was appended to each chain since the last round."""
    chains = Chain.objects.order_by("pk").values_list("pk", flat=True)
    return sum(watch(chain, at=at) for chain in chains) > 0


def forget_sessions(_at: datetime) -> bool:
    """Delete sessions that have expired, with whatever was parked in them."""
    SessionStore.clear_expired()
    return False


def forget_drafts(at: datetime) -> bool:
    """Delete what somebody typed, did not save and never came back to."""
    return forget_old_drafts(at) > 0


def forget_unsent_ideas(at: datetime) -> bool:
    """Delete ideas that nobody confirmed, and drafts of ideas that nobody came back to."""
    return forget_unconfirmed(at) + saving_drafts.forget_old_drafts(at) > 0


#: What is done in every round, and what is done once an hour.
ALWAYS: tuple[Work, ...] = (
    carry_out_next,
    work_on_next,
    seal_next,
    watch_journal,
    route_arrived,
    ask_next,
    roll_up_next,
    read_off_next,
    react,
    post_news,
    send_due,
    publish_status,
)
HOURLY: tuple[Work, ...] = (
    forget_sessions,
    forget_drafts,
    forget_unsent_ideas,
    forget_old,
    forget_old_deliveries,
    forget_undelivered,
    forget_unconfirmed_followers,
    remind,
    close_quiet,
    index_missing,
    erase_due,
    remind_of_deadlines,
    ask_due,
    remind_due,
    lapse_ended,
    forget_raw,
)
