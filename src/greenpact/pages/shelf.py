"""The shelf of kept pages: bounded in bytes, the least used leaving first, one maker for each page at a time."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from weakref import WeakValueDictionary

from greenpact.pages.revision import Stamp


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it goes out, plain and zipped. `network` is the network's revision when it was last found to hold."""

    stamp: Stamp
    city: str
    headers: tuple[tuple[str, str], ...]
    tag: str
    body: bytes
    zipped: bytes
    network: str = ""

    @property
    def size(self) -> int:
        return len(self.body) + len(self.zipped) + 1000


class Shelf:
    """Kept pages by address and language, the least used leaving first when the bytes run out."""

    def __init__(self, most_bytes: int) -> None:
        self._pages: OrderedDict[tuple[str, str], Kept] = OrderedDict()
        self._most = most_bytes
        self._lock = Lock()
        self._turns: WeakValueDictionary[tuple[str, str], Lock] = WeakValueDictionary()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._pages)

    def find(self, address: str, language: str) -> Kept | None:
        with self._lock:
            if kept := self._pages.get((address, language)):
                self._pages.move_to_end((address, language))
            return kept

    def put(self, address: str, language: str, kept: Kept) -> None:
        with self._lock:
            self._take_off(address, language)
            self._pages[address, language] = kept
            self.bytes += kept.size
            while self.bytes > self._most:
                _key, oldest = self._pages.popitem(last=False)
                self.bytes -= oldest.size

    def drop(self, address: str, language: str) -> None:
        """Forget what was a page and is none any more."""
        with self._lock:
            self._take_off(address, language)

    def _take_off(self, address: str, language: str) -> None:
        if former := self._pages.pop((address, language), None):
            self.bytes -= former.size

    def turn(self, address: str, language: str) -> Lock:
        """The lock that whoever makes this page holds; it lives as long as somebody holds or awaits it."""
        with self._lock:
            return self._turns.setdefault((address, language), Lock())
