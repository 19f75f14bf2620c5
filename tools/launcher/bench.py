"""`./greenpact bench`: hands over to the measurements in bench/."""

import os
from collections.abc import Sequence

from launcher.places import ROOT, Home
from launcher.programs import replace_us_with
from launcher.progress import Progress
from launcher.setting_up import set_up


def bench(home: Home, words: Sequence[str]) -> int:
    """Become `python -m bench`, with all that it needs."""
    set_up(home, Progress(), developing=True)
    variables = home.variables()
    ours = os.pathsep.join(
        (variables["PYTHONPATH"], str(ROOT / "tools"))
    )  # it starts browser and database as tests do
    replace_us_with(home.module("bench", *words), variables=variables | {"PYTHONPATH": ours})
