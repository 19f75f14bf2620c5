"""Other people's programs: finding them on this machine, running them, and fetching them with apt."""

import ctypes
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from launcher.places import ROOT
from launcher.refusal import Refusal

Command = Sequence[str]

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
POSTGRESQL_FOLDER = Path("/usr/lib/postgresql")
LEAST_POSTGRESQL = 15
LONGEST_LINE = 200

# The settings refuse in a sentence of their own, which needs no frame.
SETTINGS_REFUSE = "Greenpact does not start: "

# What pip, uv and npm print when they cannot reach a package registry.
SIGNS_OF_NO_NETWORK = (
    "dns error",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ENETUNREACH",
    "ENOTFOUND",
    "ETIMEDOUT",
    "Failed to establish a new connection",
    "Name or service not known",
    "Network is unreachable",
    "Temporary failure in name resolution",
    "tcp connect error",
)


def run(command: Command, *, variables: Mapping[str, str], purpose: str, folder: Path = ROOT) -> str:
    """Run a program to its end and return what it printed; if it fails, refuse with its last words."""
    done = subprocess.run(
        tied_to_us(command),
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Refusal(failure(purpose, done.returncode, done.stdout))
    return done.stdout


def replace_us_with(command: Command, *, variables: Mapping[str, str]) -> NoReturn:
    """Become that program, so that signals and the exit code are its own."""
    os.chdir(ROOT)
    os.execvpe(command[0], list(command), dict(variables))


def failure(purpose: str, code: int, output: str) -> str:
    """The sentence for a program that ended badly, with the lines that tell why."""
    said = output.strip().splitlines()
    if said and said[-1].startswith(SETTINGS_REFUSE):
        return said[-1]
    lines = [f"    {line[:LONGEST_LINE]}" for line in said]
    if any(sign in output for sign in SIGNS_OF_NO_NETWORK):
        return (
            f"No network: {purpose} did not work, because a package registry cannot be reached.\n"
            "Greenpact fetches what it is built on once, at the first start. Check the connection or the\n"
            "proxy and start again; what is already here is kept. The last word was:\n" + "".join(lines[-1:])
        )
    told = "\n".join(lines[-12:])
    return f"{purpose[:1].upper()}{purpose[1:]} did not work (exit code {code}). Its last words:\n{told}"


def tied_to_us(command: Command, *, account: str | None = None, last_signal: str = "TERM") -> list[str]:
    """The same command, run by another account if asked, and ended by the system should we vanish."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return list(command)
    other = [f"--reuid={account}", f"--regid={account}", "--init-groups"] if account else []
    return [setpriv, *other, f"--pdeathsig={last_signal}", *command]


def stop(
    process: subprocess.Popen[bytes], *, sign: signal.Signals = signal.SIGTERM, patience: float = 10
) -> None:
    """Ask the process to end, and end it if it does not listen."""
    if process.poll() is None:
        process.send_signal(sign)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def find_chromium() -> Path | None:
    """The browser for the journeys: the one named in GREENPACT_CHROMIUM, or the system's."""
    named = os.environ.get("GREENPACT_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    return Path(found) if found else None


def has_libatomic() -> bool:
    """Whether the machine has the library that the browser's driver is linked against; a bare Debian has not."""
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return True


def find_postgresql() -> Path | None:
    """The folder with `initdb` and `postgres`: the newest of Debian's folders, or the one on the PATH."""
    versions = [path for path in POSTGRESQL_FOLDER.glob("*/bin") if path.parent.name.isdigit()]
    newest_first = sorted(versions, key=lambda path: int(path.parent.name), reverse=True)
    in_debian = [path for path in newest_first if int(path.parent.name) >= LEAST_POSTGRESQL]
    on_path = shutil.which("initdb")
    candidates = [*in_debian, *([Path(on_path).resolve().parent] if on_path else [])]
    return next(
        (path for path in candidates if (path / "initdb").exists() and (path / "postgres").exists()), None
    )


def install_with_apt(packages: Sequence[str], *, variables: Mapping[str, str]) -> None:
    """Fetch Debian packages; only root on a machine with apt can."""
    quiet = {**variables, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], variables=quiet, purpose="refreshing apt's package lists")
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    run(install, variables=quiet, purpose=f"installing {' and '.join(packages)} by apt")


def apt_is_ours() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None
