"""Which network addresses may be called: those of the open internet, and hosts that the operator has named."""

import socket
import threading
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from outgoing.refusals import NotSent, WhyNotSent

#: Finds the addresses of a host: takes its name and a port, gives them as texts; raises `OSError`.
Resolve = Callable[[str, int], list[str]]

#: Networks whose addresses hold one of version 4, and how many bits stand below it.
_WRAPPING = (
    (IPv6Network("::/96"), 0),
    (IPv6Network("::ffff:0:0/96"), 0),
    (IPv6Network("::ffff:0:0:0/96"), 0),
    (IPv6Network("64:ff9b::/96"), 0),
    (IPv6Network("64:ff9b:1::/48"), 0),
    (IPv6Network("2002::/16"), 80),
)
_TEREDO = IPv6Network("2001::/32")


def is_open(text: str) -> bool:
    """Whether an address belongs to the open internet, whatever it is wrapped in.

    >>> is_open("93.184.216.34"), is_open("10.0.0.1"), is_open("::ffff:127.0.0.1"), is_open("fe80::1%eth0")
    (True, False, False, False)
    """
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in _within(address))


def _within(address: IPv4Address | IPv6Address) -> Iterable[IPv4Address | IPv6Address]:
    """The address itself and those that it wraps. What only wraps one is judged by what it wraps."""
    if isinstance(address, IPv4Address):
        return [address]
    if address in _TEREDO:
        return [address, IPv4Address(~int(address) & 0xFFFFFFFF)]
    for network, below in _WRAPPING:
        if address in network:
            return [IPv4Address(int(address) >> below & 0xFFFFFFFF)]
    return [address]


def checked(host: str, port: int, *, named: frozenset[str], resolve: Resolve, seconds: float) -> list[str]:
    """The addresses of a host that may be called; raises `NotSent`.

    `named` are the hosts that the operator allows though they lie in the own network, as `host` or `host:port`.
    A name of which any address is not open is refused whole: whoever answers for it could choose.
    """
    found = _resolved(host, port, resolve=resolve, seconds=seconds)
    bare = host.lower().rstrip(".")
    if bare in named or f"{bare}:{port}" in named:
        return found
    if not all(is_open(one) for one in found):
        raise NotSent(WhyNotSent.NOT_OPEN)
    return found


def system_resolve(host: str, port: int) -> list[str]:
    """What the system knows about a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def _resolved(host: str, port: int, *, resolve: Resolve, seconds: float) -> list[str]:
    """The addresses of a host, within a time: the system's resolver itself knows no limit that one could set."""
    found: list[str] = []

    def ask() -> None:
        try:
            found.extend(resolve(host, port))
        except (OSError, UnicodeError):
            return

    asking = threading.Thread(target=ask, daemon=True, name="resolving")
    asking.start()
    asking.join(max(seconds, 0.0))
    if asking.is_alive():
        raise NotSent(WhyNotSent.TOO_SLOW)
    if not found:
        raise NotSent(WhyNotSent.UNKNOWN_HOST)
    return found
