"""Puts together the look: one style sheet cut to what is used, the fonts, and what maps and forms need."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from greenpact.ui import colours
from greenpact.ui.cutting import cut, squeezed
from greenpact.ui.fonts import FINE_TYPESETTING, lighter
from greenpact.ui.geography import EUROPE
from greenpact.ui.land import draw

UI = Path(__file__).parent
STYLES = UI / "styles"
ICONS = UI / "static" / "ui" / "icons"
PACKAGE = UI.parent

#: The fonts: what is taken from the package, and which tables it can do without.
FONTS = {
    "fira-sans-latin-400": (),
    "fira-sans-latin-600": (),
    "fira-sans-latin-ext-400": FINE_TYPESETTING,
}
FONT_FILES = "@fontsource/fira-sans/files"

#: What else is taken from the packages: where it lies in node_modules, and its name among our static files.
TAKEN_OVER = {
    "maplibre-gl/dist/maplibre-gl.mjs": "maplibre-gl.mjs",
    "maplibre-gl/dist/maplibre-gl-worker.mjs": "maplibre-gl-worker.mjs",
    "maplibre-gl/dist/maplibre-gl.css": "maplibre-gl.css",
    "altcha/dist/workers/sha.js": "altcha-sha.js",
}
LAND = "world-atlas/land-50m.json"
KERN = "@kern-ux/native/dist/kern.css"
MAPPING_NOTE = re.compile(rb"\n?//[#@] sourceMappingURL=\S+|/\*[#@] sourceMappingURL=.*?\*/")


def named_classes(texts: Iterable[str]) -> tuple[set[str], tuple[str, ...]]:
    """Find the KERN classes that texts name, and the beginnings of those that a template completes itself."""
    names = {name for text in texts for name in re.findall(r"kern-[\w-]+", text)}
    return names, tuple(name for name in names if name.endswith("-"))


def our_texts(package: Path = PACKAGE) -> list[str]:
    """Read every template, module, script and style sheet of ours that may name a class."""
    endings = {".html", ".py", ".js", ".css"}
    return [path.read_text("utf-8") for path in sorted(package.rglob("*")) if path.suffix in endings]


def icon_rules(folder: Path = ICONS) -> str:
    """Make one class per drawing, with the drawing inside the style sheet: no request, any colour."""
    rules = []
    for drawing in sorted(folder.glob("*.svg")):
        address = "data:image/svg+xml," + quote(squeezed(drawing.read_text("utf-8")), safe=" ='/:;,()")
        also = ",.gp-hero" if drawing.stem == "pact" else ""
        rules.append(f'.gp-icon--{drawing.stem}{also}{{--gp-drawing:url("{address}")}}')
    return "".join(rules)


def style_sheet(kern: str) -> str:
    """Write the one style sheet: of KERN what our pages use, then our own parts in the order of their names."""
    ours = "\n".join(part.read_text("utf-8") for part in sorted(STYLES.glob("*.css")))
    names, beginnings = named_classes(our_texts())
    basis = cut(kern, lambda name: name in names or name.startswith(beginnings), seeds=ours)
    return squeezed(basis) + colours.style_sheet(colours.OWN_COLOUR) + squeezed(ours) + icon_rules()


def assemble(modules: Path, target: Path) -> list[Path]:
    """Write style sheet, fonts and what is taken over from the packages in `modules` to the folder `target`."""
    target.mkdir(parents=True, exist_ok=True)
    sheet = target / "greenpact.css"
    sheet.write_text(style_sheet((modules / KERN).read_text("utf-8")), "utf-8")
    written = [sheet]
    for name, without in FONTS.items():
        written.append(target / f"{name}.woff")
        written[-1].write_bytes(lighter((modules / FONT_FILES / f"{name}-normal.woff").read_bytes(), without))
    for source, name in TAKEN_OVER.items():
        written.append(target / name)
        if Path(name).suffix in {".mjs", ".js", ".css"}:
            written[-1].write_bytes(MAPPING_NOTE.sub(b"", (modules / source).read_bytes()))
        else:
            shutil.copyfile(modules / source, written[-1])
    land, movable = target / "europe.svg", target / "land.json"
    draw(modules / LAND, land, movable, EUROPE)
    return [*written, land, movable]
