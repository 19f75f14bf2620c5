"""What the city says among itself about an idea is read by no outside view."""

import re
from pathlib import Path

import greenpact

INNER = re.compile(r"\b(Remark|Check|remarks|checks|DeskText|desk_text|ideas_alike_at_desk)\b")


def test_no_outside_view_and_no_mail_names_the_inner_tables() -> None:
    package = Path(greenpact.__file__).parent
    portal = package / "portal"
    places = [*(portal / "ideas").rglob("*.py"), *(portal / "templates" / "portal" / "ideas").rglob("*.html")]
    places.append(package / "reactions" / "idea_letters.py")
    assert [place.name for place in places if INNER.search(place.read_text("utf-8"))] == []
    assert len(places) > 15
