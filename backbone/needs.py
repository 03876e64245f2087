"""What "Needs you" shows of what the apps registered, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from backbone.panels import registry


@dataclass(frozen=True)
class Need:
    """One row of "Needs you": `state` is late, risk, open or part; `action` is a verb phrase for a link."""

    state: str
    word: str
    title: str
    url: str
    detail: str = ""
    action: str = ""
    action_url: str = ""
    due: date | None = None


def needs_of(person: Any, partnership: Any = None) -> list[Need]:
    """All `Need`s of a person, in one partnership or everywhere: late first, then by date."""
    rows = [need for source in registry.needs for need in source(person, partnership)]
    rank = {"late": 0, "risk": 1, "part": 2, "open": 3}
    return sorted(rows, key=lambda need: (rank.get(need.state, 4), need.due or date.max))
