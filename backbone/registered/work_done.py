"""What the people of a partner did in a period, as far as it is recorded; the registry is backbone.panels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class WorkDone:
    """How many meetings they were at, their hours in them together, how many tasks they did, and how many are open."""

    meetings: int = 0
    hours: Decimal = Decimal(0)
    tasks: int = 0
    open_tasks: int = 0

    def __add__(self, other: WorkDone) -> WorkDone:
        return WorkDone(
            self.meetings + other.meetings,
            self.hours + other.hours,
            self.tasks + other.tasks,
            self.open_tasks + other.open_tasks,
        )


@dataclass(frozen=True)
class WorkRow:
    """One of the rows behind a figure: its day, what it is, where it is read, and what else is said of it."""

    day: date | None
    words: str
    url: str = ""
    note: str = ""


# Of the rows behind one figure, those that a page reads; the figure itself counts all.
MOST_ROWS = 500
# source(partner, person's key, what is counted, first day, last day) -> WorkRow: "meetings", "tasks" or "open_tasks"
WorkRows = Callable[[Any, int, str, date, date], Iterable[WorkRow]]
# source(partner, first day, last day) -> {person's key: WorkDone}
WorkByPerson = Callable[[Any, date, date], dict[int, WorkDone]]
# source(partnership, first day, last day) -> {partner's key: WorkDone}
WorkSource = Callable[[Any, date, date], dict[int, WorkDone]]
