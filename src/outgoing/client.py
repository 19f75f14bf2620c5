"""One call to somebody else's server, and its whole answer."""

import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpcore
import httpx

from outgoing.addresses import Resolve, system_resolve
from outgoing.refusals import NotSent, WhyNotSent
from outgoing.wire import CheckedNetwork, Deadline

LONGEST_ADDRESS = 4_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may take: `seconds` from its first step to its last, `size` in bytes of the answer's body."""

    seconds: float = 10.0
    size: int = 2_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said. Header names are in small letters."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Caller:
    """Makes calls. `named` are hosts (`host` or `host:port`) that the operator allows in the own network."""

    named: frozenset[str] = frozenset()
    limits: Limits = Limits()
    agent: str = "Greenpact"
    resolve: Resolve = system_resolve

    def get(self, address: str, *, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for something; raises `NotSent`."""
        return self.call("GET", address, headers=headers)

    def post(self, address: str, body: bytes, *, headers: Mapping[str, str] | None = None) -> Answer:
        """Hand something over; raises `NotSent`."""
        return self.call("POST", address, headers=headers, body=body)

    def call(
        self, method: str, address: str, *, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Answer:
        """One call and its answer; raises `NotSent`.

        It goes to checked addresses, takes no proxy from the environment, sends no cookies, follows nobody
        elsewhere, and is over within the limits.
        """
        url = _checked_address(address)
        deadline = Deadline(self.limits.seconds)
        transport = _Transport(CheckedNetwork(deadline, named=self.named, resolve=self.resolve))
        sent = {"user-agent": self.agent, "accept-encoding": "identity", **(headers or {})}
        try:
            with (
                httpx.Client(transport=transport, trust_env=False, follow_redirects=False) as client,
                client.stream(
                    method, url, headers=sent, content=body or None, timeout=self.limits.seconds
                ) as got,
            ):
                return _taken(got, deadline, self.limits.size)
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            raise NotSent(WhyNotSent.TOO_SLOW) from error
        except (httpcore.ConnectError, httpcore.NetworkError, httpx.NetworkError) as error:
            is_distrust = isinstance(error.__cause__ or error.__context__, ssl.SSLError)
            raise NotSent(WhyNotSent.NOT_TRUSTED if is_distrust else WhyNotSent.UNREACHABLE) from error
        except (httpcore.ProtocolError, httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise NotSent(WhyNotSent.NOT_HTTP) from error


def fault_of_address(address: str) -> WhyNotSent | None:
    """What is wrong with an address as it is written; None when it could be called."""
    try:
        _checked_address(address)
    except NotSent as refusal:
        return refusal.reason
    return None


def _checked_address(address: str) -> httpx.URL:
    if len(address) > LONGEST_ADDRESS:
        raise NotSent(WhyNotSent.NO_ADDRESS)
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise NotSent(WhyNotSent.NO_ADDRESS) from error
    if url.scheme not in {"http", "https"} or not url.host or url.userinfo or not _is_port(url.port):
        raise NotSent(WhyNotSent.NO_ADDRESS)
    return url


def _is_port(port: int | None) -> bool:
    return port is None or 0 < port < 65_536


def _taken(got: httpx.Response, deadline: Deadline, size: int) -> Answer:
    """The answer, read to its end unless it is too long. What is packed is refused: it could unpack to anything."""
    if 300 <= got.status_code < 400 and got.status_code != 304:
        raise NotSent(WhyNotSent.LED_ELSEWHERE)
    if got.headers.get("content-encoding", "identity") != "identity":
        raise NotSent(WhyNotSent.NOT_HTTP)
    parts, length = [], 0
    for part in got.iter_raw():
        deadline.left()
        length += len(part)
        if length > size:
            raise NotSent(WhyNotSent.TOO_LARGE)
        parts.append(part)
    return Answer(got.status_code, dict(got.headers), b"".join(parts))


class _Transport(httpx.BaseTransport):
    """Hands a request to httpcore over the checked network."""

    def __init__(self, network: CheckedNetwork) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trust(), network_backend=network, max_connections=1, retries=0
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        sent = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        got = self._pool.handle_request(sent)
        return httpx.Response(got.status, headers=got.headers, stream=_Stream(got), extensions=got.extensions)

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    """An answer's body, part by part."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        stream: Any = self._response.stream
        yield from stream

    def close(self) -> None:
        self._response.close()


@cache
def _trust() -> ssl.SSLContext:
    """The certificates that the system trusts; read once, since it takes a while."""
    return httpx.create_ssl_context(trust_env=False)
