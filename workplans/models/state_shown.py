"""How the state of a milestone or a task is shown: by a shape and by a word."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.utils.translation import ngettext

from backbone.numbers import number
from backbone.time.days import today_of
from backbone.time.working_days import working_days_between

YEAR = 365


class StateShown:
    """A row with a `state` that can be late (`is_late`) since a day (`due_day`); how late it is is then shown."""

    # {state: the shape of its bead}
    SHAPES: ClassVar[dict[str, str]] = {}
    # States that go on to be shown beside how late it is.
    SHOWN_WHEN_LATE: ClassVar[tuple[str, ...]] = ()

    @property
    def kind(self) -> str:
        """The shape of its state."""
        return "late" if self.is_late else self.SHAPES[self.state]

    @property
    def word(self) -> str:
        """Its state in a word, or how late it is."""
        if not self.is_late:
            return self.get_state_display()
        late = how_late(self.due_day, today_of(self.partnership), self.partnership.country)
        return f"{self.get_state_display()}, {late}" if self.state in self.SHOWN_WHEN_LATE else late


def how_late(due: date, today: date, country: str) -> str:
    """`3 working days late` there; days where none of them was a working day, months after a year."""
    days = (today - due).days
    if days > YEAR:
        return _months_late(due, today)
    n = working_days_between(due, today, country)
    words = ngettext("%(n)s working day late", "%(n)s working days late", n)
    return words % {"n": number(n)} if n else _days_late(days)


def _days_late(n):
    return ngettext("%(n)s day late", "%(n)s days late", n) % {"n": number(n)}


def _months_late(due, today):
    n = (today.year - due.year) * 12 + today.month - due.month - (today.day < due.day)
    return ngettext("%(n)s month late", "%(n)s months late", n) % {"n": number(n)}
