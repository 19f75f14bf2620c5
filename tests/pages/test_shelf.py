"""The shelf keeps the pages most asked for, within its bytes, and lets one reader at a time make a page."""

from threading import Barrier, Thread
from time import sleep
from weakref import ref

from greenpact.pages.revision import Stamp
from greenpact.pages.shelf import Kept, Shelf
from tests.makers import TODAY


def kept(size: int) -> Kept:
    return Kept(Stamp("r", "1", TODAY, "UTC"), "", (), "", b"x" * size, b"")


def test_the_shelf_is_bounded_and_loses_the_least_used_first() -> None:
    shelf = Shelf(most_bytes=5000)
    for name in ("a", "b"):
        shelf.put(name, "de", kept(1000))
    shelf.find("a", "de")
    shelf.put("c", "de", kept(1000))
    assert [shelf.find(name, "de") is not None for name in "abc"] == [True, False, True]
    assert shelf.bytes <= 5000


def test_a_page_made_again_replaces_the_former_one() -> None:
    shelf = Shelf(most_bytes=5000)
    for size in (1000, 500):
        shelf.put("a", "de", kept(size))
    assert (len(shelf), shelf.bytes) == (1, kept(500).size)


def test_a_page_taken_off_frees_its_room() -> None:
    shelf = Shelf(most_bytes=5000)
    shelf.put("a", "de", kept(1000))
    for _again in range(2):
        shelf.drop("a", "de")
    assert (len(shelf), shelf.bytes) == (0, 0)


def test_the_turns_of_one_page_come_one_after_the_other_and_leave_nothing_behind() -> None:
    shelf, together, most_at_once, inside = Shelf(most_bytes=5000), Barrier(4), [0], [0]

    def make() -> None:
        together.wait()
        with shelf.turn("a", "de"):
            inside[0] += 1
            most_at_once[0] = max(most_at_once[0], inside[0])
            sleep(0.01)
            inside[0] -= 1

    threads = [Thread(target=make) for _reader in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most_at_once == [1]


def test_a_turn_that_nobody_holds_is_forgotten() -> None:
    shelf = Shelf(most_bytes=5000)
    turn = shelf.turn("a", "de")
    forgotten = ref(turn)
    assert shelf.turn("a", "de") is turn
    del turn
    assert forgotten() is None


def test_different_pages_are_made_at_once() -> None:
    shelf = Shelf(most_bytes=5000)
    with shelf.turn("a", "de"):
        assert shelf.turn("a", "en").acquire(blocking=False)
