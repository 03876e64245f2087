"""What the reader of dates is told besides the words, and how it finds a year that nobody wrote."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

# Where 3/4 is 4 March.
MONTH_FIRST = frozenset({"US", "PH", "FM"})
# So that 29 February is found.
YEARS_AHEAD = 9

Span = tuple[date, date]


class Policy(Enum):
    """Which year a date has that was written without one."""

    # What people say of what they will do: the first such day from `on`. "Friday" and "in two weeks" count from it.
    NEXT = "next"
    # What stands in old lists: the nearest to `on`. Nobody knows when "Friday" was written there.
    NEAREST = "nearest"
    # What stands in a plan: without a year it is not read.
    PERIOD = "period"


@dataclass(frozen=True)
class DateContext:
    """Whose words these are. `on` is the day they count from; `Policy.PERIOD` needs none."""

    on: date = date.min
    policy: Policy = Policy.NEXT
    # Two letters; decides whether 3/4 is 3 April or 4 March, and which days are holidays.
    country: str = ""
    # Whether the day comes first, when the other dates of a column say so.
    day_first: bool | None = None
    next_meeting: date | None = None
    # Whether "before" stands in front, so that the days before it have to be to come.
    is_before: bool = False
    # The words of the names of those who are meant: "May" is no month where May Ling is.
    names: frozenset[str] = frozenset()

    @property
    def is_day_first(self) -> bool:
        """Whether 3/4 is 3 April."""
        return self.country not in MONTH_FIRST if self.day_first is None else self.day_first


class NotRead(ValueError):
    """Words that look like a date and give no day."""


class NoSuchDay(NotRead):
    """A date that no calendar has, such as 31 February."""


class NoYear(NotRead):
    """A day without its year, where the year has to be written."""


class NotCounted(NotRead):
    """ "Next Friday", where nobody knows from which day it counts."""


def in_year(written: str | None, build: Callable[[int], Span], context: DateContext) -> Span:
    """The span that `build` makes of a year: the one that was written, else the one that the policy finds."""
    if written:
        return _built(build, full_year(written))
    if context.policy is Policy.PERIOD:
        raise NoYear
    return _next(build, context) if context.policy is Policy.NEXT else _nearest(build, context.on)


def counted(context: DateContext) -> date:
    """The day from which "tomorrow" counts."""
    if context.policy is not Policy.NEXT:
        raise NotCounted
    return context.on


def full_year(written: str) -> int:
    """2027 for "2027" and for "27"."""
    return int(written) + (2000 if len(written) == 2 else 0)


def _built(build: Callable[[int], Span], year: int) -> Span:
    try:
        return build(year)
    except (ValueError, OverflowError):
        raise NoSuchDay from None


def _possible(build: Callable[[int], Span], years: range) -> list[Span]:
    found = []
    for year in years:
        try:
            found.append(build(year))
        except (ValueError, OverflowError):
            continue
    if not found:
        raise NoSuchDay
    return found


def _next(build: Callable[[int], Span], context: DateContext) -> Span:
    on = context.on
    spans = _possible(build, range(on.year, on.year + YEARS_AHEAD))
    return next((span for span in spans if _is_to_come(span, context)), spans[-1])


def _is_to_come(span: Span, context: DateContext) -> bool:
    first, last = span
    return first > context.on if context.is_before and first != last else last >= context.on


def _nearest(build: Callable[[int], Span], on: date) -> Span:
    spans = _possible(build, range(on.year - 1, on.year + 2))
    return min(spans, key=lambda span: abs(span[1] - on))
