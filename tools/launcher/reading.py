"""`./greenpact readings`: how is a file of readings read? Needs no settings, database or network; stores nothing."""

import os
import sys
from collections.abc import Sequence

from launcher.places import Home
from launcher.progress import Progress
from launcher.setting_up import set_up


def readings(home: Home, words: Sequence[str]) -> int:
    """Become the reader, in the folder in which it was called; what it prints is what was recognised alone."""
    set_up(home, Progress(sys.stderr))
    command = home.module("sheets", *words)
    os.execvpe(command[0], command, dict(home.variables()))
