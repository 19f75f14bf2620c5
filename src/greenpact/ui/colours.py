"""Makes a readable palette from a city's one colour, for the light and the dark theme. Pure functions.

Contrast is that of WCAG 2.2 (relative luminance); lightening and darkening happen in OKLCH, which keeps the hue
(Björn Ottosson, "A perceptual color space for image processing", 2020).
"""

import re
from dataclasses import dataclass, fields
from math import atan2, cos, hypot, sin

#: Readable text asks for this contrast (WCAG 2.2, 1.4.3); parts of a drawing for the other (1.4.11).
TEXT_CONTRAST = 4.5
SHAPE_CONTRAST = 3.0

#: The colour of an installation that has not chosen one.
OWN_COLOUR = "#0b5c48"

WHITE, INK = "#ffffff", "#000000"
#: The darkest light and the lightest dark ground that text in the accent colour stands on.
LIGHT_GROUND, DARK_GROUND = "#eef2f0", "#1d2724"

HEX = re.compile(r"#?([0-9a-fA-F]{6})\Z")

Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme's colours: the city's own and what is written on it, the accent for links, and a soft ground."""

    brand: str
    on_brand: str
    accent: str
    on_accent: str
    soft: str


def _channels(colour: str) -> Triple:
    digits = HEX.match(colour)
    if digits is None:
        raise ValueError(f"not a colour: {colour!r}")
    red, green, blue = bytes.fromhex(digits.group(1))
    return red / 255, green / 255, blue / 255


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _encoded(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def luminance(colour: str) -> float:
    """Relative luminance between 0 (black) and 1 (white)."""
    red, green, blue = map(_linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio between 1 and 21.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def to_oklch(colour: str) -> Triple:
    """Lightness (0–1), chroma and hue (radians) of a colour."""
    red, green, blue = map(_linear, _channels(colour))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    return lightness, hypot(a, b), atan2(b, a)


def _to_linear(lightness: float, chroma: float, hue: float) -> Triple:
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """The colour with this lightness and hue; chroma shrinks until a screen can show it."""
    shown = _to_linear(lightness, chroma, hue)
    while chroma > 0 and not all(-0.0005 <= channel <= 1.0005 for channel in shown):
        chroma = max(0.0, chroma - 0.004)
        shown = _to_linear(lightness, chroma, hue)
    return "#" + "".join(f"{round(255 * _encoded(min(1.0, max(0.0, channel)))):02x}" for channel in shown)


def readable(colour: str, ground: str, ratio: float = TEXT_CONTRAST) -> str:
    """The colour itself, or the nearest darker or lighter one of its hue that stands out from `ground` enough."""
    if contrast(colour, ground) >= ratio:
        return colour.lower()
    lightness, chroma, hue = to_oklch(colour)
    step = -0.01 if luminance(ground) > 0.18 else 0.01
    while 0 < lightness + step < 1:
        lightness += step
        nearer = from_oklch(lightness, chroma, hue)
        if contrast(nearer, ground) >= ratio:
            return nearer
    return INK if step < 0 else WHITE


def written_on(colour: str) -> str:
    """Black or white, whichever reads better on `colour`."""
    return max((WHITE, INK), key=lambda ink: contrast(ink, colour))


def _normal(colour: str) -> str:
    return "#" + colour.lower().removeprefix("#")


def light_palette(colour: str) -> Palette:
    """The palette on white paper."""
    _, chroma, hue = to_oklch(colour)
    soft = from_oklch(0.955, min(chroma, 0.018), hue)
    accent = readable(readable(_normal(colour), LIGHT_GROUND), soft)
    return Palette(_normal(colour), written_on(colour), accent, written_on(accent), soft)


def dark_palette(colour: str) -> Palette:
    """The palette on a dark ground: lighter and a little less colourful."""
    lightness, chroma, hue = to_oklch(colour)
    soft = from_oklch(0.29, min(chroma, 0.04), hue)
    calmer = from_oklch(max(lightness, 0.78), min(chroma, 0.13), hue)
    accent = readable(readable(calmer, DARK_GROUND), soft)
    brand = readable(_normal(colour), DARK_GROUND, SHAPE_CONTRAST)
    return Palette(brand, written_on(brand), accent, written_on(accent), soft)


def _properties(palette: Palette) -> str:
    return ";".join(
        f"--gp-{field.name.replace('_', '-')}:{getattr(palette, field.name)}" for field in fields(palette)
    )


def style_sheet(colour: str) -> str:
    """Custom properties for both themes, whether the reader's system or the switch chooses."""
    light, dark = _properties(light_palette(colour)), _properties(dark_palette(colour))
    return (
        f":root,[data-kern-theme=light]{{{light}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-kern-theme=light]){{{dark}}}}}"
        f":root[data-kern-theme=dark]{{{dark}}}"
    )
