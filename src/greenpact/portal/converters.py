"""Parts of addresses that Django has no words for."""


class Counted:
    """A number of things that are counted from one: no zero in front, and small enough for any database."""

    regex = "[1-9][0-9]{0,5}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Ending:
    """How the name of a file ends, in one part or two, such as `json` or `sheet.csv`."""

    regex = r"[a-z]+(?:\.[a-z]+)?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
