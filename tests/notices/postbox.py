"""A small mail server: it takes mails by SMTP, can refuse them, and can be told to break off where it hurts."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from tests.notices.letters import read

REFUSED = b"550 no such person\r\n"


class Postbox(socketserver.ThreadingTCPServer):
    """Listens on this machine alone, at a free port."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.taken: list[EmailMessage] = []
        self.answers: dict[bytes, bytes] = {}
        self.breaks_off_at = b""

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Talk(socketserver.StreamRequestHandler):
    """One conversation."""

    server: Postbox

    def handle(self) -> None:
        self.wfile.write(b"220 postbox\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == self.server.breaks_off_at:
                return
            if word == b"DATA" and word not in self.server.answers:
                self.wfile.write(b"354 go on\r\n")
                if not self._take() or self.server.breaks_off_at == b".":
                    return
            self.wfile.write(self.server.answers.get(word, b"250 yes\r\n"))
            if word == b"QUIT":
                return

    def _take(self) -> bool:
        """Take a mail up to the lone dot; half a mail is none."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.server.taken.append(read(b"".join(lines)))
        return True


@contextmanager
def a_postbox() -> Iterator[Postbox]:
    with Postbox() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
