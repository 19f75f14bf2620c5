"""`./greenpact bench`: hands over to the measurements in bench/."""

from collections.abc import Sequence

from launcher.places import Home
from launcher.programs import replace_us_with
from launcher.progress import Progress
from launcher.setting_up import set_up


def bench(home: Home, words: Sequence[str]) -> int:
    """Become `python -m bench`, with all that it needs."""
    set_up(home, Progress(), developing=True)
    replace_us_with(home.module("bench", *words), variables=home.variables())
