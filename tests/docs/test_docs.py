"""The documents say what the code does, as far as a test can hold them to it."""

import ast
import csv
import re
import tomllib
from pathlib import Path

import pytest
from django.urls import reverse

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "greenpact"


def read(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text("utf-8")


def test_every_setting_is_documented_and_every_documented_one_is_read() -> None:
    texts = [
        read("src/greenpact/config/environment.py"),
        read("src/evidence/__main__.py"),
        *(path.read_text() for path in (ROOT / "tools").rglob("*.py")),
    ]
    read_somewhere = set(re.findall(r"GREENPACT_[A-Z_]+[A-Z]", "\n".join(texts)))
    documented = set(re.findall(r"GREENPACT_[A-Z_]+[A-Z]", read("docs/running/settings.md")))
    assert documented == read_somewhere


def test_every_dependency_has_its_row() -> None:
    said = read("docs/dependencies.md").casefold()
    wanted = [line for line in read("requirements/run.in").splitlines() if line and not line.startswith("#")]
    names = [re.split(r"[\[=<>~ ]", line)[0] for line in wanted]
    assert [name for name in names if name.casefold() not in said] == []


def test_every_front_end_package_has_its_row() -> None:
    said = read("docs/dependencies.md")
    packages = re.findall(r'^    "([@\w/-]+)": "[\d^~]', read("package.json"), re.MULTILINE)
    assert packages
    assert [name for name in packages if name not in said] == []


def test_every_decision_is_listed_and_numbered_in_order() -> None:
    pages = sorted(path.name for path in (DOCS / "decisions").glob("0*.md"))
    listed = re.findall(r"\((\d{4}-[\w-]+\.md)\)", read("docs/decisions/README.md"))
    assert listed == pages
    assert [int(name[:4]) for name in pages] == list(range(1, len(pages) + 1))


def test_every_app_stands_on_the_map_and_in_the_contracts() -> None:
    apps = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = {name for line in contracts[0]["layers"] for name in re.findall(r"\w+", line)}
    assert apps <= layers
    on_the_map = read("docs/architecture.md").split("```")[1]
    assert [app for app in sorted(apps) if app not in on_the_map] == []


@pytest.mark.parametrize(
    "page",
    sorted(ROOT.glob("*.md")) + sorted(DOCS.rglob("*.md")),
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_no_link_leads_nowhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_file_that_a_document_names_exists() -> None:
    roots = (ROOT, SOURCE, SOURCE / "portal" / "templates")
    for page in (ROOT / "CONTRIBUTING.md", ROOT / "README.md", *DOCS.rglob("*.md")):
        named = re.findall(r"`([\w./-]+/[\w.-]+\.(?:py|html|json))`", page.read_text("utf-8"))
        assert [name for name in named if not any((root / name).exists() for root in roots)] == [], page


def test_the_glossary_says_in_german_what_the_interface_says() -> None:
    interface = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("django.po")).casefold()
    rows = [
        line.strip("| ").split(" | ") for line in read("docs/glossary.md").splitlines() if line[:1] == "|"
    ]
    twins = [twin for row in rows[2:] if "(im Code)" not in row[1] for twin in row[1].split(", ")]
    assert len(twins) > 40
    assert [twin for twin in twins if twin.casefold() not in interface] == []


def test_the_addresses_for_signing_in_elsewhere_are_the_documented_ones() -> None:
    said = read("docs/running/settings.md")
    for name, values in {
        "openid_connect_callback": {"provider_id": "sign-in"},
        "saml_metadata": {"organization_slug": "sign-in"},
        "saml_acs": {"organization_slug": "sign-in"},
    }.items():
        assert f"`https://your.host{reverse(name, kwargs=values)}`" in said


def test_the_readme_counts_what_the_demo_holds() -> None:
    rows = {}
    for name in ("cities", "deals"):
        with (ROOT / "demo" / "programme" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows[name] = sum(1 for _row in csv.DictReader(file))
    assert f"{rows['cities']} cities, {rows['deals']} deals" in read("README.md")


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sorted(SOURCE.rglob("*.py"))
        if path.read_text("utf-8").strip() and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert [path for path in silent if not path.endswith("__init__.py")] == []


def test_no_source_file_is_too_long_to_read_at_one_sitting() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in SOURCE.rglob("*.py")
    }
    long = {path: lines for path, lines in lengths.items() if lines > 300 and "migrations" not in path}
    assert long == {}
