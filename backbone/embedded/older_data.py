"""Data from before the rooms: its tables lie elsewhere, and no migration leads from there to here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

CORE, ROOM = ("partnerships", "0001_initial"), ("documents", "0001_initial")


def way_out(applied: Container[tuple[str, str]], var: Path) -> str:
    """What to say when the migrations `applied` to the data in `var` are those of before; "" when they are not."""
    if CORE not in applied or ROOM in applied:
        return ""
    return (
        f"The data in {var} was made before 26 November 2026, when Backbone's tables moved; this version cannot "
        "take it over. Nothing was changed in it. Set it aside and start anew:\n\n"
        f"    mv {var} {var}-before\n    make start"
    )
