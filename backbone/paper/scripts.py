"""The scripts that Source Sans 3 does not hold: which of them a text has, and the font that prints each.

A font is looked at only when the text has a character of its script. Where a package index has a font, its wheel
is among our packages; the others are the system's (`DEBIAN`, as `make start` and the Dockerfile install them).
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core import checks

from backbone import fonts

CORE, CJK, EMOJI = DEBIAN = ("fonts-noto-core", "fonts-noto-cjk", "fonts-noto-color-emoji")


@dataclass(frozen=True)
class Script:
    """A script, the letters that are its own, and where the font comes from that has them.

    sample: a letter that every font of it has
    family: the font's name in the styles; without one it is found without being named
    ranges: pairs of a first and a last letter
    wheel: the Python package that brings the font; without one it is the system's, from Debian's `package`
    """

    name: str
    sample: str
    ranges: tuple[tuple[int, int], ...]
    family: str
    package: str = CORE
    wheel: str = ""

    def has(self, letter: str) -> bool:
        """Whether this letter is one of its own."""
        return any(first <= ord(letter) <= last for first, last in self.ranges)

    @property
    def address(self) -> str:
        """Under which the styles of a document name the wheel's file."""
        return f"app:font/{self.wheel}"

    @property
    def file(self) -> Path:
        """The wheel's font."""
        folder = find_spec(self.wheel).submodule_search_locations[0]
        return next(Path(folder, "files").glob("*.ttf"))


KANA = ((0x3040, 0x30FF), (0x31F0, 0x31FF), (0xFF65, 0xFF9F))
HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xFFA0, 0xFFDC))
HAN = (
    (0x2E80, 0x303F),
    (0x3100, 0x312F),
    (0x31A0, 0x31EF),
    (0x3200, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF01, 0xFF64),
    (0xFFE0, 0xFFE6),
    (0x20000, 0x3FFFF),
)
PICTURES = ((0x2300, 0x23FF), (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0x1F000, 0x1FAFF))
# The first of these three whose letters a text has prints all that they share: a name does not say its language.
EAST_ASIAN = (
    Script("Japanese", "か", KANA, "Noto Sans CJK JP", CJK),
    Script("Korean", "가", HANGUL, "Noto Sans CJK KR", CJK),
    Script("Chinese", "一", HAN, "Noto Sans CJK SC", CJK),
)
SCRIPTS = (
    Script("Armenian", "Ա", ((0x530, 0x58F), (0xFB13, 0xFB17)), "Noto Sans Armenian"),
    Script("Hebrew", "א", ((0x590, 0x5FF), (0xFB1D, 0xFB4F)), "Noto Sans Hebrew"),
    Script(
        "Arabic",
        "ب",
        ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE)),
        "Noto Sans Arabic",
        wheel="fontpkg_noto_sans_arabic",
    ),
    Script(
        "Devanagari",
        "क",
        ((0x900, 0x97F), (0xA8E0, 0xA8FF)),
        "Noto Sans Devanagari",
        wheel="fontpkg_noto_sans_devanagari",
    ),
    Script("Bengali", "ক", ((0x980, 0x9FF),), "Noto Sans Bengali"),
    Script("Gurmukhi", "ਕ", ((0xA00, 0xA7F),), "Noto Sans Gurmukhi"),
    Script("Gujarati", "ક", ((0xA80, 0xAFF),), "Noto Sans Gujarati"),
    Script("Odia", "କ", ((0xB00, 0xB7F),), "Noto Sans Oriya"),
    Script("Tamil", "க", ((0xB80, 0xBFF),), "Noto Sans Tamil", wheel="fontpkg_noto_sans_tamil"),
    Script("Telugu", "క", ((0xC00, 0xC7F),), "Noto Sans Telugu", wheel="fontpkg_noto_sans_telugu"),
    Script("Kannada", "ಕ", ((0xC80, 0xCFF),), "Noto Sans Kannada"),
    Script("Malayalam", "ക", ((0xD00, 0xD7F),), "Noto Sans Malayalam"),
    Script("Sinhala", "ක", ((0xD80, 0xDFF),), "Noto Sans Sinhala"),
    Script("Thai", "ก", ((0xE00, 0xE7F),), "Noto Sans Thai", wheel="fontpkg_noto_sans_thai"),
    Script("Lao", "ກ", ((0xE80, 0xEFF),), "Noto Sans Lao"),
    Script("Tibetan", "ཀ", ((0xF00, 0xFFF),), "Noto Serif Tibetan"),
    Script("Myanmar", "က", ((0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)), "Noto Sans Myanmar"),
    Script("Georgian", "ა", ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)), "Noto Sans Georgian"),
    Script(
        "Ethiopic",
        "ሀ",
        ((0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F)),
        "Noto Sans Ethiopic",
    ),
    Script(
        "Khmer", "ក", ((0x1780, 0x17FF), (0x19E0, 0x19FF)), "Noto Sans Khmer", wheel="fontpkg_noto_sans_khmer"
    ),
    *EAST_ASIAN,
    # Found by Pango itself; named, its wide spaces would stand between other letters too.
    Script("Emoji", "🎉", PICTURES, "", EMOJI),
)


def scripts_in(text: str) -> list[Script]:
    """The scripts whose letters stand in this text and not in Source Sans 3."""
    letters = {letter for letter in set(text) if any(script.has(letter) for script in SCRIPTS)}
    if not letters:
        return []
    beyond = letters - _source_sans()
    return [script for script in SCRIPTS if any(map(script.has, beyond))]


@lru_cache(maxsize=1)
def _source_sans():
    from fontTools.ttLib import TTFont  # takes memory that a process without such text never needs

    with TTFont(fonts.file_of(fonts.IN_PDFS["app:font/regular"]), lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def stylesheet(found: list[Script]) -> str:
    """The style that adds the fonts of these scripts to a document."""
    faces = (
        f'@font-face {{ font-family: "{one.family}"; src: url("{one.address}"); font-weight: 100 900 }}'
        for one in found
        if one.wheel
    )
    names = ", ".join(f'"{name}"' for name in ("Source Sans 3", *(one.family for one in found if one.family)))
    rules = (f"{whose} {{ font-family: {names}, sans-serif }}" for whose in ("html", "@page"))
    return "\n".join((*faces, *rules))


def without_font() -> list[Script]:
    """The scripts that this machine has no font for; empty where it can't be asked."""
    asker = shutil.which("fc-list")
    return [one for one in SCRIPTS if asker and not one.wheel and not _is_installed(asker, one)]


def _is_installed(asker, script):
    """Any font that has its letters will do."""
    question = [asker, f":charset={ord(script.sample):x}", "family"]
    answer = subprocess.run(question, capture_output=True, timeout=10)
    return bool(answer.stdout.strip()) or answer.returncode != 0


def check_fonts(app_configs: Any = None, **kwargs: Any) -> Iterable[checks.Warning]:
    """Django's check (`manage.py check`): which scripts print as boxes here."""
    lacking = without_font()
    if not lacking:
        return []
    names = ", ".join(one.name for one in lacking)
    packages = " ".join(sorted({one.package for one in lacking}))
    return [
        checks.Warning(
            f"PDFs print boxes for these scripts, as this machine has no font for them: {names}.",
            hint=f"Debian and Ubuntu: apt-get install {packages}. Elsewhere: the Noto fonts of these scripts.",
            id="backbone.W001",
        )
    ]
