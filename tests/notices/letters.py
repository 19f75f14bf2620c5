"""Short ways to post a notice and to look at what has been sent."""

from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from django.core import mail

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.notices.posting import Letter, post_to_account, post_to_address
from greenpact.notices.rules import Kind
from tests.makers import AT


def a_letter(subject: str = "A change was proposed", **parts: Any) -> Letter:
    return Letter(subject, parts.pop("lines", ("Clause 3 is to read otherwise.",)), **parts)


def tell(
    account: Account,
    city: City,
    key: str = "change:1",
    *,
    kind: Kind = Kind.SIGNATURE,
    at: datetime = AT,
    letter: Letter | None = None,
    urgent: bool = False,
) -> None:
    """Post to an account; a signature's notice comes at once where nobody chose otherwise."""
    written = letter or a_letter()
    post_to_account(account, kind=kind, write=lambda: written, key=key, city=city, at=at, urgent=urgent)


def write_to(email: str, city: City, key: str = "idea:1", *, at: datetime = AT, **parts: Any) -> None:
    post_to_address(
        email,
        language=parts.pop("language", "en"),
        kind=parts.pop("kind", Kind.IDEA),
        write=lambda: a_letter(**parts),
        key=key,
        city=city,
        at=at,
    )


def sent() -> list[EmailMessage]:
    """What has left, as a mail program reads it."""
    return [read(message.message().as_bytes()) for message in mail.outbox]


def read(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=policy.default)


def part(message: EmailMessage, kind: str) -> str:
    """The text (`plain`) or the HTML of a mail."""
    found = message.get_body((kind,))
    assert found is not None
    return str(found.get_content())
