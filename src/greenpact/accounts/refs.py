"""Short random references for things that have no name of their own."""

from secrets import choice

#: Letters and digits that are not mistaken for one another when read aloud or copied from paper.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_ref(length: int = 8) -> str:
    """A random reference, such as "k3x9m2ap": 31**8, about 8.5e11 possibilities at the usual length."""
    return "".join(choice(ALPHABET) for _ in range(length))
