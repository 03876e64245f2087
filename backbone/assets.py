"""Static files that are made when they are collected: one stylesheet, and the page's font in Latin only."""

from pathlib import Path

import fontpkg_source_sans_3
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.storage import FileSystemStorage

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
APART = {"layers.css", "pdf.css", "mail.css"}
FACES = {
    "source-sans-3.woff2": "SourceSans3[wght].ttf",
    "source-sans-3-italic.woff2": "SourceSans3-Italic[wght].ttf",
}


class MadeFiles(BaseFinder):
    """Finds `css/backbone.css` and `fonts/*.woff2`, made in VAR from what they come from."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.root = settings.VAR / "made"
        self.storage = FileSystemStorage(location=self.root)
        super().__init__(*args, **kwargs)

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        found = self.root / path
        if path in self._make():
            return [str(found)] if find_all else str(found)
        return []

    def list(self, ignore_patterns):
        return [(path, self.storage) for path in self._make()]

    def _make(self):
        write_if_changed(self.root / "css/backbone.css", stylesheet().encode())
        for name, source in FACES.items():
            make_font(font_file(source), self.root / "fonts" / name)
        return ["css/backbone.css", *(f"fonts/{name}" for name in FACES)]


def stylesheet(folder=settings.BASE_DIR / "static/css"):
    """Every page stylesheet in one: the layers first, then one file per component, whatever their order."""
    files = sorted(path for path in folder.glob("*.css") if path.name not in APART)
    return "\n".join(path.read_text() for path in (folder / "layers.css", *files))


def font_file(name):
    """A face of Source Sans 3 as it came in its wheel."""
    return Path(fontpkg_source_sans_3.ROOT) / "files" / name


def make_font(source, target):
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


def write_if_changed(target, content):
    """Write a file whole or not at all, and leave its date alone when nothing changed."""
    if target.exists() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".part")
    partial.write_bytes(content)
    partial.replace(target)
