"""Where things are: the checkout, and the home folder that holds everything we write."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from launcher.refusal import Refusal

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "greenpact.config.settings"

# Set by a surrounding Python and wrong for the one we start.
FOREIGN = ("PYTHONHOME", "PYTHONSTARTUP", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")


@dataclass(frozen=True)
class Home:
    """`var/`, or the folder that GREENPACT_HOME names."""

    folder: Path

    @property
    def environment(self) -> Path:
        return self.folder / "environment"

    @property
    def python(self) -> Path:
        return self.environment / "bin" / "python"

    def module(self, name: str, *words: str | Path) -> list[str]:
        """The command that runs a module of the environment."""
        return [str(self.python), "-m", name, *map(str, words)]

    def script(self, name: str, *words: str | Path) -> list[str]:
        """The command that runs a program of the environment, for what is no module."""
        return [str(self.environment / "bin" / name), *map(str, words)]

    @property
    def assets(self) -> Path:
        return self.folder / "assets"

    @property
    def node(self) -> Path:
        return self.folder / "node"

    @property
    def caches(self) -> Path:
        return self.folder / "caches"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    def make(self) -> None:
        """Create the folder, or say why it cannot be."""
        try:
            self.caches.mkdir(parents=True, exist_ok=True)
            self.logs.mkdir(exist_ok=True)
            tempfile.TemporaryFile(dir=self.folder).close()
        except OSError as error:
            raise Refusal(
                f"Greenpact cannot write to {self.folder} ({error.strerror}).\n"
                "Name another folder in GREENPACT_HOME, or make this one writable."
            ) from error

    def variables(self, **more: str) -> dict[str, str]:
        """The variables for every program we start: no tool keeps anything outside the home folder."""
        inherited = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        return inherited | self._caches() | self._project() | more

    def _project(self) -> dict[str, str]:
        return {
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "GREENPACT_HOME": str(self.folder),
            "PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("src", ".")),
            "PYTHONNOUSERSITE": "1",
            "PYTHONUNBUFFERED": "1",
        }

    def _caches(self) -> dict[str, str]:
        names = {
            "HYPOTHESIS_STORAGE_DIRECTORY": "hypothesis",
            "MYPY_CACHE_DIR": "mypy",
            "PIP_CACHE_DIR": "pip",
            "PYTHONPYCACHEPREFIX": "python",
            "RUFF_CACHE_DIR": "ruff",
            "UV_CACHE_DIR": "uv",
            "npm_config_cache": "npm",
        }
        return {variable: str(self.caches / name) for variable, name in names.items()}
