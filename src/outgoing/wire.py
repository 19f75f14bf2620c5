"""The wire of a call: it connects to checked addresses alone, and every step ends with the time of the whole."""

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from outgoing.addresses import Resolve, checked
from outgoing.refusals import NotSent, WhyNotSent


class Deadline:
    """A moment by which everything must be over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left; raises `NotSent` when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise NotSent(WhyNotSent.TOO_SLOW)
        return left


class CheckedNetwork(httpcore.NetworkBackend):
    """Connects to the addresses that were checked, not to a name that may be another address a moment later."""

    def __init__(self, deadline: Deadline, *, named: frozenset[str], resolve: Resolve) -> None:
        self._deadline = deadline
        self._named = named
        self._resolve = resolve
        self._below = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers."""
        addresses = checked(
            host, port, named=self._named, resolve=self._resolve, seconds=self._deadline.left()
        )
        failed: Exception = httpcore.ConnectError()
        for address in addresses[:4]:
            try:
                stream = self._below.connect_tcp(address, port, timeout=self._deadline.left())
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failed


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every step ends with the time of the whole: who sends a byte a second is cut off, too."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout=self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, timeout=self._deadline.left())
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
