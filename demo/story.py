"""The stories that the demo tells: a folder of plain text each, days counted from the one on which it is loaded."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

NAMES = ("coffee", "neighbourhood")
FOLDER = Path(__file__).parent / "stories"


def read(name: str) -> dict:
    """Everything that a story's files say, {key: value}; no two of them use a key at their top."""
    story = {}
    for path in sorted((FOLDER / name).glob("*.toml")):
        story |= tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    return story
