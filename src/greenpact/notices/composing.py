"""Making a mail of what lies in its envelope: text, and the same as simple HTML without pictures."""

from dataclasses import dataclass
from email.utils import parseaddr
from hashlib import sha256
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from greenpact.cities.models import City
from greenpact.notices.choosing import preferences_of
from greenpact.notices.links import absolute, link_to_leave_off
from greenpact.notices.models import Mail, Notice
from greenpact.notices.rules import Kind, Rhythm, may_leave_off
from greenpact.ui.wording import worded


@dataclass(frozen=True, slots=True)
class Piece:
    """One notice as it is read."""

    heading: str
    lines: list[str]
    link: str
    link_words: str


@dataclass(frozen=True, slots=True)
class Section:
    """What a digest tells of one deal, or of one city where it is about no deal."""

    city: str
    about: str
    pieces: list[Piece]


def wanted_notices(mail: Mail) -> list[Notice]:
    """What lies in an envelope and is still wanted, by city and what it is about, in the order of events."""
    notices = list(mail.notices.select_related("city").order_by("city__slug", "about", "posted_at", "pk"))
    if mail.account is None:
        return notices
    if not mail.account.is_active:
        return []
    chosen = preferences_of(mail.account)
    return [notice for notice in notices if chosen.rhythm(Kind(notice.kind)) is not Rhythm.NEVER]


def compose(mail: Mail, notices: list[Notice]) -> EmailMultiAlternatives:
    """The mail that goes out, in the language of its reader."""
    with translation.override(mail.language):
        is_digest = mail.rhythm != Rhythm.AT_ONCE
        subject = _digest_subject(mail, notices) if is_digest else notices[0].subject
        answers_to = "" if is_digest else notices[0].reply_to
        leave_off = _link_to_leave_off(mail, notices)
        words = {
            "subject": subject,
            "sections": _sections(notices, mail.language),
            "is_digest": is_digest,
            "host": settings.ORIGIN.partition("://")[2],
            "preferences": absolute(reverse("workspace:mails")) if mail.account else "",
            "leave_off": leave_off,
            "language": mail.language,
            "answers_to": answers_to,
        }
        message = EmailMultiAlternatives(
            subject,
            render_to_string("notices/mail.txt", words),
            to=[mail.account.email if mail.account else mail.email],
            reply_to=[answers_to] if answers_to else None,
            headers=_headers(mail, leave_off),
        )
        message.attach_alternative(render_to_string("notices/mail.html", words), "text/html")
    return message


def message_id(key: str) -> str:
    """The same for the same mail, so that a server that gets it twice can tell."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{sha256(key.encode()).hexdigest()[:40]}@{host}>"


def _headers(mail: Mail, leave_off: str) -> dict[str, str]:
    headers = {
        "Message-ID": message_id(mail.key),
        "Auto-Submitted": "auto-generated",
        "Content-Language": mail.language,
    }
    if leave_off:  # RFC 2369, and with one click RFC 8058
        headers |= {
            "List-Unsubscribe": f"<{leave_off}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return headers


def _link_to_leave_off(mail: Mail, notices: list[Notice]) -> str:
    """Where its reader can leave off what this is; empty where somebody waits for it."""
    if mail.leave_off:
        return absolute(mail.leave_off, notices[0].city)
    if mail.account is None or not any(may_leave_off(Kind(notice.kind)) for notice in notices):
        return ""
    is_digest = mail.rhythm != Rhythm.AT_ONCE
    return link_to_leave_off(mail.account, Rhythm(mail.rhythm) if is_digest else Kind(notices[0].kind))


def _digest_subject(mail: Mail, notices: list[Notice]) -> str:
    cities = list(dict.fromkeys(_name(notice.city, mail.language) for notice in notices))
    pattern = ngettext(
        "%(count)d piece of news from %(cities)s", "%(count)d pieces of news from %(cities)s", len(notices)
    )
    named = ", ".join(cities[:3]) if len(cities) <= 3 else _("%(count)d cities") % {"count": len(cities)}
    return pattern % {"count": len(notices), "cities": named}


def _sections(notices: list[Notice], language: str) -> list[Section]:
    together = groupby(notices, key=lambda notice: (notice.city, notice.about))
    return [
        Section(_name(city, language), about, [_piece(notice) for notice in group])
        for (city, about), group in together
    ]


def _piece(notice: Notice) -> Piece:
    link = absolute(notice.link, notice.city) if notice.link else ""
    return Piece(notice.subject, notice.lines, link, notice.link_words or link)


def _name(city: City, language: str) -> str:
    return worded(city.name, language).text or city.slug
