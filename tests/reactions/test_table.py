"""What several areas have to do after one entry is all done, in their order."""

from datetime import datetime
from typing import Any

from greenpact.journal.models import Entry
from greenpact.reactions import check_ins, ideas, labels, room, signing
from greenpact.reactions.table import TABLE, joined
from tests.makers import AT


def test_every_area_has_its_turn() -> None:
    done: list[str] = []

    def noting(word: str) -> Any:
        return lambda _entry, _at: done.append(word)

    table = joined(
        {"deal.terminated": noting("mails")}, {"deal.terminated": noting("label"), "x": noting("x")}
    )
    entry = Entry(verb="deal.terminated")
    moment: datetime = AT
    table["deal.terminated"](entry, moment)
    assert done == ["mails", "label"]


def test_no_area_is_left_out() -> None:
    areas = (ideas, room, signing, labels, check_ins)
    assert set(TABLE) == {verb for area in areas for verb in area.REACTIONS}
