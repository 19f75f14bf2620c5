"""The one way in which the launcher says that it cannot go on."""


class Refusal(Exception):
    """Carries a sentence for the person at the terminal; nobody needs the traceback."""
