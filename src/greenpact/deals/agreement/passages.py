"""Reads what people write into clauses: paragraphs between blank lines, and plain lists. Everything else is text."""

import re

from greenpact.deals.agreement.parts import Passage

#: What may stand before an item of a list: a dash, star or bullet, or a number.
ITEM = re.compile(r"^\s{0,3}(?:(?P<dash>[-–*•])|(?P<number>\d{1,3})[.)])\s+(?P<text>\S.*)$")
#: What nobody sees and no form shows: control characters, and marks of no width.
UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)


def passages_in(text: str, language: str) -> tuple[Passage, ...]:
    """The paragraphs and list items of a text, in order; its lines are joined where no list or blank line parts them.

    >>> [one.line for one in passages_in("We do:\\n- this\\n- that\\n\\nAnd\\nmore.", "en")]
    ['We do:', '– this', '– that', 'And more.']
    """
    found: list[Passage] = []
    is_open = False
    for line in UNSEEN.sub("", text).splitlines():
        if not line.strip():
            is_open = False
        elif item := ITEM.match(line):
            bullet = f"{item['number']}." if item["number"] else "–"
            found.append(Passage(_even(item["text"]), language, bullet))
            is_open = True
        elif is_open:
            last = found.pop()
            found.append(Passage(f"{last.text} {_even(line)}", language, last.bullet))
        else:
            found.append(Passage(_even(line), language))
            is_open = True
    return tuple(found)


def one_line(text: str) -> str:
    """A text as a heading: on one line, without what nobody sees."""
    return " ".join(UNSEEN.sub("", text).split())


def _even(line: str) -> str:
    """A line without blanks around it, and with single ones between its words; those that hold together stay."""
    return re.sub(r"[ \t]+", " ", line.strip())
