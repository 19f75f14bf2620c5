"""Setting up: what is there is kept, what has changed is fetched, and what is missing is said."""

import importlib.util
from pathlib import Path

import pytest

from launcher import assets, environment, programs, stamps
from launcher.environment import FOR_DEVELOPING, FOR_RUNNING
from launcher.places import Home
from launcher.progress import Progress
from launcher.refusal import Refusal
from launcher.setting_up import set_up


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home folder that looks as if everything for running had been installed."""
    home = Home(tmp_path)
    home.make()
    home.python.parent.mkdir(parents=True)
    home.python.touch()
    home.assets.mkdir()
    stamps.write(home.environment / "installed", stamps.digest(FOR_RUNNING))
    stamps.write(home.assets / "installed", stamps.digest(assets.LISTS, *assets.FOR_RUNNING))
    return home


def test_a_second_start_fetches_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "run", pytest.fail)
    monkeypatch.setattr(assets, "run", pytest.fail)
    set_up(home, Progress())


def test_what_was_installed_for_testing_is_enough_for_running(home: Home) -> None:
    stamps.write(home.environment / "installed", stamps.digest(FOR_DEVELOPING))
    stamps.write(home.assets / "installed", stamps.digest(assets.LISTS, *assets.FOR_DEVELOPING))
    assert environment.is_ready(home, FOR_RUNNING)
    assert assets.is_ready(home, assets.FOR_RUNNING)


def test_what_was_installed_for_running_is_not_enough_for_testing(home: Home) -> None:
    assert not environment.is_ready(home, FOR_DEVELOPING)
    assert not assets.is_ready(home, assets.FOR_DEVELOPING)


def test_an_environment_that_lost_its_python_is_made_again(home: Home) -> None:
    home.python.unlink()
    assert not environment.is_ready(home, FOR_RUNNING)


def test_changed_requirements_change_the_stamp(tmp_path: Path) -> None:
    file = tmp_path / "run.txt"
    file.write_text("django==5.2.1")
    before = stamps.digest([file])
    file.write_text("django==5.2.2")
    assert stamps.digest([file]) != before
    assert stamps.digest([file], "--omit=dev") != stamps.digest([file])


def test_a_missing_stamp_is_no_stamp(tmp_path: Path) -> None:
    assert stamps.read(tmp_path / "installed") == ""


def test_a_machine_without_venv_is_told_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(Refusal, match="apt-get install python3-venv"):
        environment.make(Home(tmp_path), FOR_RUNNING, Progress())


def test_a_home_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refusal, match="GREENPACT_HOME"):
        Home(tmp_path / "file" / "home").make()


def test_no_network_is_said_in_a_sentence() -> None:
    spoken = "WARNING: Retrying\nFailed to establish a new connection: [Errno -2] Name or service not known"
    assert programs.failure("fetching uv", 1, spoken).startswith("No network: fetching uv did not work")


def test_any_other_failure_keeps_its_last_words() -> None:
    spoken = "\n".join(f"line {number}" for number in range(50))
    sentence = programs.failure("fetching uv", 3, spoken)
    assert sentence.startswith("Fetching uv did not work (exit code 3).")
    assert "line 49" in sentence
    assert "line 30" not in sentence


def test_what_the_settings_say_stands_alone() -> None:
    refusal = "Greenpact does not start: GREENPACT_SECRET_KEY is missing."
    assert programs.failure("gathering the static files", 1, f"{refusal}\n") == refusal


def test_every_cache_lies_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONHOME", "/elsewhere")
    variables = Home(tmp_path).variables(GREENPACT_DEMO="1")
    caches = [value for name, value in variables.items() if "CACHE" in name.upper() and name != "UV_NO_CACHE"]
    assert caches
    assert all(Path(cache).is_relative_to(tmp_path) for cache in caches)
    assert "PYTHONHOME" not in variables
    assert variables["GREENPACT_DEMO"] == "1"


def test_the_lock_file_holds_no_addresses_of_packages() -> None:
    assert '"resolved"' not in assets.LISTS[1].read_text(encoding="utf-8")


@pytest.mark.parametrize("file", sorted(environment.REQUIREMENTS.glob("*.txt")), ids=lambda file: file.stem)
def test_every_requirement_is_pinned_by_hash(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert not any("--index-url" in line or "--find-links" in line for line in lines[2:])
    pinned = [number for number, line in enumerate(lines) if "==" in line and not line.startswith((" ", "#"))]
    assert pinned
    assert all("--hash=sha256:" in lines[number + 1] for number in pinned)
