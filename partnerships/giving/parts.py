"""What of a contribution falls into a period: by the day of its delivery, or in proportion of its own days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from backbone.numbers import rounded

if TYPE_CHECKING:
    from partnerships.models import Contribution


@dataclass(frozen=True)
class Counted:
    """The part of a contribution that falls into a period: `days` of the `of_days` over which it was given."""

    contribution: Contribution
    days: int = 1
    of_days: int = 1

    @property
    def is_part(self) -> bool:
        """Whether a part of it lies outside."""
        return self.days < self.of_days

    @property
    def value(self) -> Decimal | None:
        """In its currency, to the cent, or None where nobody has put a value on it."""
        whole = self.contribution.value
        if whole is None or not self.is_part:
            return whole
        return rounded(whole * self.days / self.of_days)


def days_of(contribution: Contribution) -> tuple[date, date] | None:
    """The first and last day over which it was given: its period, or the day of its delivery; None when unknown."""
    start, end = contribution.period_start, contribution.period_end
    if start and end:
        return start, end
    day = contribution.delivered_on or end
    return (day, day) if day else None


def part_within(contribution: Contribution, start: date | None, end: date | None) -> Counted | None:
    """The part of a dated contribution that falls into a period; None when no day of it does."""
    first, last = days_of(contribution)
    begin, until = max(first, start or first), min(last, end or last)
    days = (until - begin).days + 1
    return Counted(contribution, days, (last - first).days + 1) if days > 0 else None
