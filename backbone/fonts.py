"""The font: Source Sans 3 from its wheel, whole in PDFs, and on pages a Latin subset of it.

Scripts that it does not hold: `backbone.paper.scripts` for documents; on pages each reader's own system.
"""

from __future__ import annotations

from pathlib import Path

import fontpkg_source_sans_3

# Latin with its accents, punctuation, arrows, currency signs and mathematical signs.
LETTERS = [
    *range(0x20, 0x180),
    *range(0x1E00, 0x1F00),
    *range(0x2010, 0x2040),
    *range(0x2070, 0x20C0),
    *range(0x2190, 0x2194),
    0x2116,
    0x2122,
    0x2212,
    0x2248,
    0x2260,
    0x2264,
    0x2265,
]
FEATURES = ["kern", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum", "sups", "case"]
ON_PAGES = {
    "source-sans-3.woff2": "SourceSans3[wght].ttf",
    "source-sans-3-italic.woff2": "SourceSans3-Italic[wght].ttf",
}
# Under these addresses static/css/pdf/page.css names them.
IN_PDFS = {
    "app:font/regular": "SourceSans3[wght].ttf",
    "app:font/italic": "SourceSans3-Italic[wght].ttf",
}


def file_of(name: str) -> Path:
    """A face of Source Sans 3 as it came in its wheel."""
    return Path(fontpkg_source_sans_3.ROOT) / "files" / name


def make_subset(source: Path, target: Path) -> None:
    """A Latin subset of a variable font as woff2, made once."""
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return
    from fontTools import subset  # takes half a second, wanted only here

    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False)
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".part")
    subset.save_font(font, partial, options)
    partial.replace(target)
