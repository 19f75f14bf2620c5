"""A city's colour becomes a palette that everybody can read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpact.ui.colours import (
    DARK_GROUND,
    LIGHT_GROUND,
    OWN_COLOUR,
    SHAPE_CONTRAST,
    TEXT_CONTRAST,
    contrast,
    dark_palette,
    from_oklch,
    light_palette,
    readable,
    style_sheet,
    to_oklch,
)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@given(colours)
def test_the_accent_is_readable_on_light_paper(colour: str) -> None:
    palette = light_palette(colour)
    for ground in ("#ffffff", LIGHT_GROUND, palette.soft):
        assert contrast(palette.accent, ground) >= TEXT_CONTRAST
    assert contrast(palette.on_accent, palette.accent) >= TEXT_CONTRAST


@given(colours)
def test_the_accent_is_readable_on_a_dark_ground(colour: str) -> None:
    palette = dark_palette(colour)
    for ground in ("#000000", DARK_GROUND, palette.soft):
        assert contrast(palette.accent, ground) >= TEXT_CONTRAST
    assert contrast(palette.on_accent, palette.accent) >= TEXT_CONTRAST


@given(colours)
def test_what_is_written_on_the_citys_own_colour_is_readable(colour: str) -> None:
    for palette in (light_palette(colour), dark_palette(colour)):
        assert contrast(palette.on_brand, palette.brand) >= TEXT_CONTRAST
    assert contrast(dark_palette(colour).brand, DARK_GROUND) >= SHAPE_CONTRAST


@given(colours)
def test_a_colour_comes_back_from_lightness_chroma_and_hue(colour: str) -> None:
    back = from_oklch(*to_oklch(colour))
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(back[1:]), strict=True)
    assert all(abs(one - other) <= 3 for one, other in pairs)


def test_a_readable_colour_stays_as_it_is() -> None:
    assert readable("#0B5C48", "#ffffff") == "#0b5c48"


def test_the_style_sheet_serves_both_themes_and_the_switch() -> None:
    sheet = style_sheet("c8102e")
    assert "--gp-accent:#c8102e" in sheet
    assert "prefers-color-scheme:dark" in sheet
    assert "data-kern-theme=dark" in sheet
    assert "\n" not in style_sheet(OWN_COLOUR)


@pytest.mark.parametrize("text", ["", "red", "#12345", "12345g", "#1234567", "c8102e;}"])
def test_only_six_hexadecimal_digits_are_a_colour(text: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        style_sheet(text)
