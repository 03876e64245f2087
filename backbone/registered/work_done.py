"""What the people of a partner did in a period, as far as it is recorded; the registry is backbone.panels."""

from __future__ import annotations

from collections.abc import Callable
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


# source(partner, first day, last day) -> {person's key: WorkDone}
WorkByPerson = Callable[[Any, date, date], dict[int, WorkDone]]
# source(partnership, first day, last day) -> {partner's key: WorkDone}
WorkSource = Callable[[Any, date, date], dict[int, WorkDone]]
