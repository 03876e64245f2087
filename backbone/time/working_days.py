"""Working days: Monday to Friday without a country's public holidays."""

from collections.abc import Container
from datetime import date, timedelta
from functools import lru_cache

import holidays

WEEKEND = (5, 6)


def working_day_after(day: date, count: int, country: str) -> date:
    """The day that is `count` working days after a day; `country` is two letters, or none for no holidays."""
    free = _holidays(country)
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() not in WEEKEND and day not in free:
            count -= 1
    return day


def is_working_day(day: date, country: str) -> bool:
    """Whether people work there on that day."""
    return day.weekday() not in WEEKEND and day not in _holidays(country)


def working_day_before(day: date, country: str) -> date:
    """The last working day before a day."""
    while not is_working_day(day := day - timedelta(days=1), country):
        pass
    return day


def working_days_between(after: date, until: date, country: str) -> int:
    """How many working days come after a day, up to and with a later one."""
    free = _holidays(country)
    days = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
    return sum(day.weekday() not in WEEKEND and day not in free for day in days)


@lru_cache(maxsize=64)
def _holidays(country: str) -> Container[date]:
    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        # The library has no calendar of this country: only weekends are free there.
        return {}
