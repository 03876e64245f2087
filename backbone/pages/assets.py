"""Static files that are made when they are collected: one stylesheet, and the page's font in Latin only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.storage import FileSystemStorage

from backbone import fonts


class MadeFiles(BaseFinder):
    """Finds `css/backbone.css` and `fonts/*.woff2`, made in VAR from what they come from."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.root = settings.VAR / "made"
        self.storage = FileSystemStorage(location=self.root)
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:
        found = self.root / path
        if path in self._make():
            return [str(found)] if find_all else str(found)
        return []

    def list(self, ignore_patterns: Any) -> list[tuple]:
        return [(path, self.storage) for path in self._make()]

    def _make(self):
        write_if_changed(self.root / "css/backbone.css", stylesheet().encode())
        for name, source in fonts.ON_PAGES.items():
            fonts.make_subset(fonts.file_of(source), self.root / "fonts" / name)
        return ["css/backbone.css", *(f"fonts/{name}" for name in fonts.ON_PAGES)]


def stylesheet(folder: Path = settings.BASE_DIR / "static/css") -> str:
    """Every page stylesheet in one: the layers first, then one file per component, whatever their order."""
    layers = folder / "layers.css"
    parts = sorted(path for path in folder.glob("*.css") if path != layers)
    return "\n".join(path.read_text() for path in (layers, *parts))


def write_if_changed(target: Path, content: bytes) -> None:
    """Write a file whole or not at all, and leave its date alone when nothing changed."""
    if target.exists() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".part")
    partial.write_bytes(content)
    partial.replace(target)
