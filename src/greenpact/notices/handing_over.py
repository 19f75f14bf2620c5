"""Handing a mail over: to a server, or into a file where there is none, so that it is known when it has left."""

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from smtplib import SMTP, SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.filebased import EmailBackend as Files
from django.core.mail.backends.smtp import EmailBackend as Server
from django.core.mail.message import sanitize_address

#: Called at the last moment at which nothing has left yet; what it raises stops the mail.
Leaving = Callable[[], None]
#: Takes a mail, its key and what to call before it leaves.
HandOver = Callable[[EmailMessage, str, Leaving], None]

FINAL = 500  # SMTP: from here on the server will never take it


class ServerAway(Exception):
    """No server can be reached: nothing has left, all mails wait."""


class NotAccepted(Exception):
    """The server did not take the mail; `is_final` when it never will."""

    def __init__(self, fault: str, *, is_final: bool) -> None:
        super().__init__(fault)
        self.fault, self.is_final = fault, is_final


class InDoubt(Exception):
    """The mail has left and nobody said whether it arrived."""


@contextmanager
def counter() -> Iterator[HandOver]:
    """Where mails are handed over, open for as long as the block lasts; raises `ServerAway`."""
    connection = get_connection()
    if isinstance(connection, Files):
        yield _into_a_file
        return
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        raise ServerAway(type(error).__name__) from error
    try:
        if isinstance(connection, Server) and connection.connection:
            yield partial(_to_the_server, connection.connection)
        else:
            yield _by_the_backend
    finally:
        with suppress(OSError, SMTPException):
            connection.close()


def names_files() -> bool:
    """Whether mails go into files: then the same mail is the same file, and nothing is ever in doubt."""
    return isinstance(get_connection(), Files)


def _to_the_server(server: SMTP, message: EmailMessage, _key: str, leaving: Leaving) -> None:
    """Speak SMTP step by step: up to the answer to DATA nothing has left, whatever breaks off."""
    sender, reader = (
        sanitize_address(address, "utf-8") for address in (message.from_email, *message.recipients())
    )
    content = _on_the_wire(message)
    try:
        server.ehlo_or_helo_if_needed()
        _accept(server.mail(sender)[0], server)
        _accept(server.rcpt(reader)[0], server)
        _accept(server.docmd("DATA")[0], server)
    except (OSError, SMTPException) as error:
        raise ServerAway(type(error).__name__) from error
    leaving()
    try:
        server.send(content)
        code, _words = server.getreply()
    except (OSError, SMTPException) as error:
        raise InDoubt(type(error).__name__) from error
    _accept(code, server)


def _accept(code: int, server: SMTP) -> None:
    if not 200 <= code < 400:
        with suppress(OSError, SMTPException):
            server.rset()
        raise NotAccepted(f"SMTP {code}", is_final=code >= FINAL)


def _on_the_wire(message: EmailMessage) -> bytes:
    """The mail as SMTP carries it: a dot that begins a line is doubled, a lone one ends it."""
    content = re.sub(rb"\r?\n", b"\r\n", message.message().as_bytes()).removesuffix(b"\r\n")
    return re.sub(rb"(?m)^\.", b"..", content) + b"\r\n.\r\n"


def _into_a_file(message: EmailMessage, key: str, leaving: Leaving) -> None:
    """Put the whole mail in its place; where it lies already, it was handed over before."""
    folder = Path(settings.EMAIL_FILE_PATH)
    folder.mkdir(parents=True, exist_ok=True)
    leaving()
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".") as new:
        new.write(message.message().as_bytes())
        new.flush()
        os.fsync(new.fileno())
        with suppress(FileExistsError):
            os.link(new.name, folder / file_name(key))


def file_name(key: str) -> str:
    """What the file of a mail is called: readable, and of its own."""
    return f"{re.sub(r'[^a-z0-9]+', '-', key.lower())[:100]}-{sha256(key.encode()).hexdigest()[:12]}.eml"


def _by_the_backend(message: EmailMessage, _key: str, leaving: Leaving) -> None:
    """By some other way of Django's, such as the one that tests look into."""
    leaving()
    try:
        message.send()
    except (OSError, SMTPException) as error:
        raise InDoubt(type(error).__name__) from error
