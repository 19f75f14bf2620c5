"""Calls to other servers: nothing reaches the own network, nothing is followed, nothing lasts or grows for ever."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from outgoing.addresses import checked, is_open, system_resolve
from outgoing.client import Caller, Limits, fault_of_address
from outgoing.refusals import NotSent, WhyNotSent

INNER = (
    "http://127.0.0.1/", "http://localhost/", "http://LOCALHOST./", "http://2130706433/", "http://0177.0.0.1/",
    "http://0x7f.1/", "http://127.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
    "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://172.16.3.4/", "http://192.168.1.1/",
    "http://100.64.0.1/", "http://0.0.0.0/", "http://[fe80::1]/", "http://[fd00::1]/", "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/", "http://224.0.0.1/", "http://[ff02::1]/", "http://127.0.0.1:25/",
)  # fmt: skip


class Server(BaseHTTPRequestHandler):
    """Answers as its path says."""

    def do_GET(self) -> None:
        what = self.path.strip("/")
        if what == "elsewhere":
            self._head(302, {"Location": "http://127.0.0.1:1/"})
        elif what == "large":
            self._head(200, {})
            self._pour(b"x" * 65_536, 200, 0.0)
        elif what == "slow":
            self._head(200, {})
            self._pour(b"x", 200, 0.05)
        elif what == "packed":
            self._head(200, {"Content-Encoding": "gzip"})
        else:
            self._head(200, {"Content-Type": "text/plain"})
            self.wfile.write(self.headers.get("User-Agent", "").encode())

    def do_POST(self) -> None:
        taken = self.rfile.read(int(self.headers["Content-Length"]))
        self._head(201, {})
        self.wfile.write(taken)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _pour(self, part: bytes, times: int, pause: float) -> None:
        try:
            for _time in range(times):
                self.wfile.write(part)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            return

    def log_message(self, *_words: object) -> None:
        return


@contextmanager
def serving() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    with serving() as found:
        yield found


def calling(place: str, **limits: float) -> Caller:
    return Caller(frozenset({place}), Limits(**limits))  # type: ignore[arg-type]  # whole numbers are sizes, too


def why(caller: Caller, address: str) -> WhyNotSent:
    with pytest.raises(NotSent) as refusal:
        caller.get(address)
    return refusal.value.reason


@pytest.mark.parametrize("address", INNER)
def test_no_spelling_reaches_the_own_network(address: str) -> None:
    assert why(Caller(), address) in {WhyNotSent.NOT_OPEN, WhyNotSent.UNKNOWN_HOST, WhyNotSent.NO_ADDRESS}


def test_a_spelling_that_only_the_system_understands_is_judged_by_what_it_means() -> None:
    with pytest.raises(NotSent) as refusal:
        checked("0177.0.0.1", 80, named=frozenset(), resolve=system_resolve, seconds=5)
    assert refusal.value.reason is WhyNotSent.NOT_OPEN


def test_a_name_that_means_an_inner_address_is_refused_even_beside_an_open_one() -> None:
    caller = Caller(resolve=lambda _host, _port: ["93.184.216.34", "127.0.0.1"])
    assert why(caller, "http://meters.example/") is WhyNotSent.NOT_OPEN


def test_the_address_that_was_checked_is_the_one_that_is_called(place: str) -> None:
    asked = []

    def changing(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    port = place.partition(":")[2]
    caller = Caller(frozenset({"meters.example"}), resolve=changing)
    assert caller.get(f"http://meters.example:{port}/").status == 200
    assert asked == ["meters.example"]


def test_what_the_operator_has_named_is_reached(place: str) -> None:
    answer = calling(place).get(f"http://{place}/")
    assert (answer.status, answer.body, answer.headers["content-type"]) == (200, b"Greenpact", "text/plain")


def test_naming_one_port_names_no_other(place: str) -> None:
    assert why(Caller(frozenset({"127.0.0.1:1"})), f"http://{place}/") is WhyNotSent.NOT_OPEN


def test_a_body_is_handed_over(place: str) -> None:
    answer = calling(place).post(f"http://{place}/", b"said", headers={"content-type": "text/plain"})
    assert (answer.status, answer.body) == (201, b"said")


def test_nobody_is_followed_elsewhere(place: str) -> None:
    assert why(calling(place), f"http://{place}/elsewhere") is WhyNotSent.LED_ELSEWHERE


def test_a_large_answer_is_cut_off(place: str) -> None:
    assert why(calling(place, size=100_000), f"http://{place}/large") is WhyNotSent.TOO_LARGE


def test_a_dripping_answer_ends_with_the_time_of_the_whole(place: str) -> None:
    began = time.monotonic()
    assert why(calling(place, seconds=0.2), f"http://{place}/slow") is WhyNotSent.TOO_SLOW
    assert time.monotonic() - began < 2


def test_a_slow_resolver_ends_with_the_time_of_the_whole() -> None:
    def sleeping(_host: str, _port: int) -> list[str]:
        time.sleep(1)
        return []

    assert (
        why(Caller(limits=Limits(seconds=0.05), resolve=sleeping), "http://a.example/") is WhyNotSent.TOO_SLOW
    )


def test_a_packed_answer_is_not_unpacked(place: str) -> None:
    assert why(calling(place), f"http://{place}/packed") is WhyNotSent.NOT_HTTP


def test_nobody_at_home_is_said() -> None:
    assert why(Caller(frozenset({"127.0.0.1:1"})), "http://127.0.0.1:1/") is WhyNotSent.UNREACHABLE


def test_a_proxy_of_the_environment_is_not_asked(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1/")
    assert calling(place).get(f"http://{place}/").status == 200


@pytest.mark.parametrize(
    "address",
    [
        "",
        "meters",
        "ftp://a.example/",
        "file:///etc/passwd",
        "http://",
        "http://me:secret@a.example/",
        "http://a:99999/",
    ],
)
def test_what_is_no_address_is_said_before_anything_is_called(address: str) -> None:
    assert fault_of_address(address) is WhyNotSent.NO_ADDRESS


def test_addresses_of_the_open_internet_are_open_in_both_versions() -> None:
    assert is_open("93.184.216.34")
    assert is_open("2606:4700::1111")
    assert is_open("::ffff:93.184.216.34")
    assert not is_open("no address")
