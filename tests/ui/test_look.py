"""The look is put together from KERN, our own parts and our drawings, and stays light."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

from greenpact.ui import look

MODULES = Path(settings.ASSETS) / "node_modules"
WEIGHT = 20_000


def test_classes_are_found_whole_and_where_a_template_completes_them() -> None:
    names, beginnings = look.named_classes(['<a class="kern-btn kern-btn--{{ kind }}">', ".kern-label{}"])
    assert {"kern-btn", "kern-label"} <= names
    assert beginnings == ("kern-btn--",)


def test_of_kern_only_what_is_used_comes_along_and_our_values_follow() -> None:
    sheet = look.style_sheet(
        ":root{--kern-a:1;--kern-b:2}.kern-btn{top:var(--kern-a)}.kern-unheard-of{top:0}"
    )
    assert sheet.startswith(":root{--kern-a:1}.kern-btn{top:var(--kern-a)}")
    assert "unheard-of" not in sheet
    assert "--gp-accent" in sheet
    assert "/*" not in sheet


def test_every_drawing_has_a_class_and_needs_no_request() -> None:
    rules = look.icon_rules()
    for drawing in look.ICONS.glob("*.svg"):
        assert f".gp-icon--{drawing.stem}" in rules
    assert set(re.findall(r'url\("(\w+):', rules)) == {"data"}


def test_every_icon_that_a_template_names_is_drawn() -> None:
    drawn = {drawing.stem for drawing in look.ICONS.glob("*.svg")}
    for text in look.our_texts():
        named = re.findall(r'{% icon "([\w-]+)"', text) + re.findall(r"gp-icon--([\w-]+)[\" ]", text)
        assert set(named) - {"large"} <= drawn


@pytest.mark.skipif(not MODULES.exists(), reason="the front-end packages are not there")
def test_everything_is_put_together_and_the_style_sheet_stays_light(tmp_path: Path) -> None:
    written = look.assemble(MODULES, tmp_path)
    assert all(path.stat().st_size for path in written)
    sheet = (tmp_path / "greenpact.css").read_bytes()
    assert len(gzip.compress(sheet)) < WEIGHT
    asked = {name for name in re.findall(r'url\("([^":]+)"\)', sheet.decode()) if not name.startswith("#")}
    assert asked <= {path.name for path in written}
    assert b"sourceMappingURL" not in (tmp_path / "maplibre-gl.mjs").read_bytes()
