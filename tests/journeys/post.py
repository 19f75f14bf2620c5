"""What the worker does while somebody waits, and the mails that come of it, as their readers get them."""

import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from html.parser import HTMLParser

from greenpact.workspace.working import ALWAYS
from tests.browsers import out_of_the_way
from tests.notices.letters import part, sent

#: By then every digest is due, whatever the hour at which the journey is gone.
A_WEEK_LATER = timedelta(days=8)
#: So many rounds until everything is done that follows from what was done before.
MOST_ROUNDS = 12


class Read(HTMLParser):
    """What a screen reader finds in the HTML of a mail: its language, title, links by their words, and pictures."""

    def __init__(self, message: EmailMessage) -> None:
        super().__init__()
        self.language = self.title = ""
        self.links: dict[str, str] = {}
        self.pictures = 0
        self._address = self._inside = ""
        self.feed(part(message, "html"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self._inside = tag
        self.pictures += tag in {"img", "link", "style", "script"}
        if tag == "html":
            self.language = given.get("lang") or ""
        if tag == "a":
            self._address = given.get("href") or ""
            self.links[self._address] = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "a":
            self.links[self._address] += data
        if self._inside == "title":
            self.title += data

    def handle_endtag(self, _tag: str) -> None:
        self._inside = ""


def let_the_worker_work(after: timedelta = timedelta()) -> None:
    """Rounds of the worker until it finds nothing to do any more; some time later, when digests are due."""

    with out_of_the_way():
        for _round in range(MOST_ROUNDS):
            found = [work(datetime.now(UTC) + after) for work in ALWAYS]
            if not any(found):
                return
        raise AssertionError("the worker finds no end")


def mails_to(address: str) -> list[EmailMessage]:
    """The mails that somebody got, the newest last; the worker has done its work before."""
    let_the_worker_work()
    return [message for message in sent() if message["To"] == address]


def link_in(message: EmailMessage, words: str) -> str:
    """Where the link with these words leads."""
    found = [address for address, said in Read(message).links.items() if said == words]
    assert found, f"no link “{words}” in {Read(message).links}"
    assert found[0] in part(message, "plain")
    return found[0]


def unreadable(message: EmailMessage, language: str) -> list[str]:
    """What keeps somebody from reading a mail: no text, no language or title, pictures, links that say nothing."""
    text, page = part(message, "plain"), Read(message)
    subject = " ".join(str(message["Subject"]).split())  # a long one is folded
    complaints = []
    if not re.search(r"\w{3}", text) or re.search(r"<\w+[ >]", text):
        complaints.append("has no text of its own")
    if page.language != language or message["Content-Language"] != language:
        complaints.append(f"says it is in {page.language or 'no language'}, not in {language}")
    if page.title != subject or not subject:
        complaints.append("has no title")
    if page.pictures:
        complaints.append("fetches something")
    complaints += [
        f"a link says “{words}”"
        for address, words in page.links.items()
        if not re.search(r"\w{4}", words) or words == address
    ]
    return [f"{subject}: {complaint}" for complaint in complaints]
