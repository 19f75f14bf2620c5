"""`./greenpact verify`: is a sealed PDF or an evidence bundle genuine? Needs no settings, database or network."""

import os
import sys
from collections.abc import Sequence

from launcher.places import Home
from launcher.progress import Progress
from launcher.setting_up import set_up


def verify(home: Home, words: Sequence[str]) -> int:
    """Become the verifier, in the folder in which it was called; what it prints is the verdict alone."""
    set_up(home, Progress(sys.stderr))
    command = home.module("evidence", *words)
    os.execvpe(command[0], command, dict(home.variables()))
