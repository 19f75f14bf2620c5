"""Posting a notice: it lies in the outbox in the transaction of its cause, and goes out when its reader wants it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.notices.choosing import preferences_of
from greenpact.notices.models import Mail, MailState, Notice, Preferences
from greenpact.notices.rules import Kind, Rhythm, after_quiet, digest_due
from greenpact.notices.standing_in import deputy_of

LONGEST_SUBJECT = 180
LONGEST_LINE = 4_000
MOST_LINES = 60
MOST_PERIODS = 10


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody is to read, in their language: a subject, paragraphs, and one link to go on from.

    `link` is a path on this site; it becomes absolute when the mail goes out. `about` is what the notice stands
    under in a digest, such as the title of the deal; `reply_to` is the role address of the office that answers.
    """

    subject: str
    lines: tuple[str, ...]
    link: str = ""
    link_words: str = ""
    about: str = ""
    reply_to: str = ""


#: Writes the letter; called in the reader's language, and only if the notice is new and wanted.
Write = Callable[[], Letter]


@transaction.atomic
def post_to_address(
    email: str,
    *,
    language: str,
    kind: Kind,
    write: Write,
    key: str,
    city: City,
    at: datetime,
    leave_off: str = "",
) -> None:
    """Tell somebody who has no account, at once. `key` names what is told: the same key is never sent twice.

    `leave_off` is the path at which they end such mails, if they can: shown, and for mail programs in the head.
    """
    if Notice.objects.filter(key=key).exists():
        return
    language = _spoken(language, city)
    mail = Mail(key=key, email=email, leave_off=leave_off, language=language, created_at=at, due_at=at)
    _put(_notice(write, language, kind=kind, key=key, city=city, at=at), mail)


@transaction.atomic
def post_to_account(
    account: Account,
    *,
    kind: Kind,
    write: Write,
    key: str,
    city: City,
    at: datetime,
    urgent: bool = False,
) -> None:
    """Tell somebody as they want it: at once outside their quiet hours, or in the next digest, or not at all.

    What is `urgent` goes at once, whatever the hour, unless they have left its kind off. `key` names what is told to
    whom: the same key is never sent twice. Who is away is told by way of their deputy.
    """
    deputy = deputy_of(account, city=city, kind=kind, on=city.day(at))
    if deputy is not None:
        account, write, key = deputy, _in_place_of(account, write), f"{key}:{deputy.ref}"
    wishes = preferences_of(account)
    rhythm = wishes.rhythm(kind)
    if not account.is_active or rhythm is Rhythm.NEVER or Notice.objects.filter(key=key).exists():
        return
    language = _spoken(account.language, city)
    notice = _notice(write, language, kind=kind, key=key, city=city, at=at)
    if not urgent and rhythm is not Rhythm.AT_ONCE:
        _put(notice, _open_digest(account, rhythm, at=at, wishes=wishes, city=city))
        return
    passes = urgent or kind is Kind.ACCOUNT
    due_at = at if passes else after_quiet(at, wishes.quiet, ZoneInfo(city.timezone))
    _put(notice, Mail(key=key, account=account, language=language, created_at=at, due_at=due_at))


def _in_place_of(absent: Account, write: Write) -> Write:
    """The same letter, which begins with whom it was meant for."""

    def written() -> Letter:
        letter = write()
        line = _("You get this in place of %(name)s, who is away.") % {"name": absent.name or absent.email}
        return replace(letter, lines=(line, *letter.lines))

    return written


def _open_digest(account: Account, rhythm: Rhythm, *, at: datetime, wishes: Preferences, city: City) -> Mail:
    """The digest of the period, locked until the notice lies in it; of the next one if this has just gone out."""
    zone = ZoneInfo(city.timezone)
    after = at
    for _period in range(MOST_PERIODS):
        due_at = digest_due(after, rhythm, wishes.quiet, zone)
        key = f"digest:{rhythm}:{account.ref}:{due_at.astimezone(zone).date().isoformat()}"
        language = _spoken(account.language, city)
        fields = {
            "account": account,
            "language": language,
            "rhythm": rhythm,
            "created_at": at,
            "due_at": due_at,
        }
        mail, _is_new = Mail.objects.select_for_update().get_or_create(key=key, defaults=fields)
        if mail.state == MailState.WAITING:
            return mail
        after = due_at
    raise RuntimeError("no digest is open")


def _notice(write: Write, language: str, *, kind: Kind, key: str, city: City, at: datetime) -> Notice:
    """The letter as a row that is not saved yet: of bounded length, its one-line parts free of line breaks."""
    with translation.override(language):
        letter = write()
    if letter.link and (not letter.link.startswith("/") or letter.link.startswith("//")):
        raise ValueError("a letter links to a path on this site")
    return Notice(
        key=key,
        kind=kind,
        city=city,
        posted_at=at,
        subject=_on_one_line(letter.subject),
        lines=[_cut(line, LONGEST_LINE) for line in letter.lines[:MOST_LINES]],
        link=letter.link,
        link_words=_on_one_line(letter.link_words),
        about=_on_one_line(letter.about),
        reply_to=letter.reply_to,
    )


def _put(notice: Notice, mail: Mail) -> None:
    """Lay a notice into its envelope, a new one or that of a digest, unless somebody else has just posted the same."""
    try:
        with transaction.atomic():
            if mail._state.adding:
                mail.save(force_insert=True)
            notice.mail = mail
            notice.save(force_insert=True)
    except IntegrityError:
        if not Notice.objects.filter(key=notice.key).exists():
            raise


def _spoken(language: str, city: City) -> str:
    """The reader's language if the interface speaks it, else the first of the city's that it does."""
    ours = [code for code, _name in settings.LANGUAGES]
    wanted = (language, *city.languages)
    return next((code for code in wanted if code in ours), settings.LANGUAGE_CODE)


def _on_one_line(text: str) -> str:
    """A text that may stand in the head of a mail: without line breaks or other signs that steer."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return _cut(" ".join(plain.split()), LONGEST_SUBJECT)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
