"""How a day and a moment read: short and absolute, in the reader's language."""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from itertools import pairwise

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from backbone.time import days


def short(day: date) -> str:
    """`12 Dec`, with the year when it is not this year."""
    return _written(day, pgettext("date format, see Django's date filter", "j M"))


def dated(day: date) -> str:
    """`12 Dec 2026`: short, and with its year always, for what is read years later."""
    return date_format(_local(day), pgettext("date format, see Django's date filter", "j M") + " Y")


def weekday(day: date) -> str:
    """`Fri 11 Dec`, with the year when it is not this year."""
    return _written(day, pgettext("date format, see Django's date filter", "D j M"))


def long(day: date) -> str:
    """`11 December 2026`."""
    return date_format(_local(day), pgettext("date format, see Django's date filter", "j F Y"))


def month(day: date) -> str:
    """`Mar 2026`."""
    return date_format(day, pgettext("date format, see Django's date filter", "M Y"))


def in_words(day: date) -> str:
    """`Thursday 3 December 2026`: for what people put in their diaries."""
    return date_format(_local(day), pgettext("date format, see Django's date filter", "l j F Y"))


def several(days: Iterable[date]) -> str:
    """`8 and 12 Dec`, `28 Nov and 8 Dec`: some days in their order, each once."""
    days = sorted(set(days))
    words = [_without_month(day, after) for day, after in pairwise(days)] + [short(days[-1])]
    if len(words) == 1:
        return words[0]
    joined: str = _("%(first)s and %(last)s")
    return joined % {"first": ", ".join(words[:-1]), "last": words[-1]}


def _without_month(day: date, after: date) -> str:
    """Its number alone, where the next of them names the same month."""
    same = (day.year, day.month) == (after.year, after.month)
    return date_format(day, "j") if same else short(day)


def clock(moment: datetime) -> str:
    """`14:03`, in the current time zone."""
    return date_format(_local(moment), "H:i")


def moment(value: datetime) -> str:
    """`Fri 11 Dec, 14:03`, in the current time zone."""
    return f"{weekday(value)}, {clock(value)}"


def other_zone(moment: datetime, zone: tzinfo) -> str:
    """The name of the current time zone, where its clock shows another time then than the one in `zone`."""
    here = timezone.localtime(moment)
    return (
        ""
        if here.utcoffset() == moment.astimezone(zone).utcoffset()
        else timezone.get_current_timezone_name()
    )


def _written(day: date, pattern: str) -> str:
    day = _local(day)
    year = "" if days.is_this_year(day) else " Y"
    return date_format(day, pattern + year)


def _local(day: date) -> date:
    return timezone.localtime(day) if isinstance(day, datetime) and timezone.is_aware(day) else day
