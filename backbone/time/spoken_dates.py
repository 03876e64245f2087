"""Dates as people say and type them, in English and Dutch, counted from the day of the meeting."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from backbone.time.day_words import MONTH_OF, WEEKDAY_OF, any_of

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10,
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "acht": 8, "tien": 10,
}  # fmt: skip
FRIDAY = 4

MONTH = rf"(?P<month>{any_of(MONTH_OF)})\b\.?"
# Two-letter weekdays are ordinary words too, so they count only after "next" and the like.
WEEKDAY = rf"(?P<weekday>{any_of(w for w in WEEKDAY_OF if len(w) > 2)})\b\.?"
SHORT_WEEKDAY = rf"(?P<weekday>{any_of(WEEKDAY_OF)})\b\.?"
YEAR = r"(?:,?\s+(?P<year>20\d\d))?"
COUNT = rf"(?P<count>\d{{1,3}}|{any_of(NUMBERS)})"
NEXT_WEEK = r"(?:next\s+week|volgende\s+week)"
LEAD = (
    r"(?P<lead>(?:\b(?:by|before|on|until|till|due|no\s+later\s+than|not\s+later\s+than|at\s+the\s+latest|"
    r"voor|vóór|op|uiterlijk|tegen|tot|per|van|from)\s+)+(?:the\s+|de\s+|het\s+)?)?"
)
DEADLINE = re.compile(
    r"(?:by|before|due|until|no\s+later|not\s+later|at\s+the\s+latest|uiterlijk|voor|vóór|tegen)\b", re.I
)
END_OF = r"(?:(?:by\s+|before\s+)?(?:the\s+)?end\s+of|eind(?:e)?(?:\s+van)?)\s+(?:the\s+|de\s+|het\s+|this\s+|deze\s+|dit\s+)?"


@dataclass(frozen=True)
class Found:
    """A day, and where its words stand in the text, preposition included."""

    day: date
    start: int
    end: int
    # "by 11 December" and not "in October".
    is_deadline: bool = False


def find(text: str, on: date, next_meeting: date | None = None) -> Found | None:
    """The last date in the text that is meant as one: after a preposition or comma, or at the end."""
    found = [
        _read(match, reader, on, next_meeting)
        for pattern, reader in RULES
        for match in pattern.finditer(text)
    ]
    meant = [one for one in found if one and _is_meant(one, text)]
    return max(meant, key=lambda one: (one.end, -one.start), default=None)


def without(text: str, found: Found) -> str:
    """The text without the words of the date and the comma before them."""
    before = text[: found.start].rstrip().rstrip(",;–-").rstrip()
    return f"{before}{text[found.end :]}".strip(" ,;")


def read(text: str, on: date, next_meeting: date | None = None) -> date | None:
    """The day that a text says, when it says nothing else; else None."""
    found = find(text.strip(), on, next_meeting)
    return found.day if found and not without(text.strip(), found).strip(".() ") else None


def _is_meant(found, text):
    before, after = text[: found.start].rstrip(), text[found.end :]
    introduced = re.match(LEAD + r"(?=\S)", text[found.start : found.end], re.I)["lead"] is not None
    return introduced or before.endswith((",", ":", "–", "(")) or not before or not after.strip(" .!;)")


def _read(match, reader, on, next_meeting):
    try:
        day = reader(match.groupdict(), on, next_meeting)
    except (ValueError, OverflowError):
        return None
    is_deadline = DEADLINE.match(match[0].lstrip()) is not None
    return Found(day, match.start(), match.end(), is_deadline) if day else None


def _iso(parts, on, _):
    return date(int(parts["year"]), int(parts["number"]), int(parts["day"]))


def _in_figures(parts, on, _):
    day, month = int(parts["day"]), int(parts["number"])
    day, month = (month, day) if month > 12 >= day else (day, month)
    year = parts["year"]
    return date(int(year) + (2000 if len(year) == 2 else 0), month, day) if year else _coming(day, month, on)


def _named(parts, on, _):
    month, day = MONTH_OF[parts["month"].lower()], int(parts["day"])
    return date(int(parts["year"]), month, day) if parts["year"] else _coming(day, month, on)


def _coming(day, month, on):
    """That day and month, this year or, when it has passed, next year (29 February: the next one there is)."""
    for year in range(on.year, on.year + 9):
        if day <= monthrange(year, month)[1] and date(year, month, day) >= on:
            return date(year, month, day)
    raise ValueError("no such day")


def _end_of_month(parts, on, _):
    first = _month_start(parts, on)
    return first + relativedelta(day=31)


def _middle_of_month(parts, on, _):
    return _month_start(parts, on) + relativedelta(day=15)


def _month_start(parts, on):
    month = MONTH_OF[parts["month"].lower()]
    year = int(parts["year"]) if parts["year"] else on.year + (month < on.month)
    return date(year, month, 1)


def _weekday(parts, on, _):
    """The first such day after the meeting."""
    ahead = (WEEKDAY_OF[parts["weekday"].lower()] - on.weekday()) % 7
    return on + timedelta(days=ahead or 7)


def _weekday_next_week(parts, on, _):
    return _monday(on) + timedelta(days=7 + WEEKDAY_OF[parts["weekday"].lower()])


def _monday(on):
    return on - timedelta(days=on.weekday())


def _counted(parts, on, _):
    count = parts["count"].lower()
    number = int(count) if count.isdigit() else NUMBERS[count]
    unit = parts["unit"].lower()
    if unit.startswith(("day", "dag")):
        return on + timedelta(days=number)
    return on + (timedelta(weeks=number) if unit.startswith("we") else relativedelta(months=number))


def _week_number(parts, on, _):
    day = date.fromisocalendar(on.isocalendar().year, int(parts["number"]), FRIDAY + 1)
    return (
        day
        if day >= on
        else date.fromisocalendar(on.isocalendar().year + 1, int(parts["number"]), FRIDAY + 1)
    )


def _said(change):
    return lambda parts, on, next_meeting: change(on)


def _this_friday(on):
    return max(on, _monday(on) + timedelta(days=FRIDAY))


def _next_meeting(parts, on, next_meeting):
    return next_meeting


def _rule(pattern, reader):
    return re.compile(rf"{LEAD}(?<![\w]){pattern}(?!\w)", re.I), reader


RULES = [
    _rule(r"(?P<year>20\d\d)-(?P<number>\d\d?)-(?P<day>\d\d?)", _iso),
    _rule(r"(?<![\d.,/-])(?P<day>\d\d?)[-/](?P<number>\d\d?)(?:[-/](?P<year>20\d\d|\d\d))?(?![\d%/-]|[.,]\d)", _in_figures),
    _rule(r"(?<![\d.,/-])(?P<day>\d\d?)\.(?P<number>[01]\d)(?:\.(?P<year>20\d\d|\d\d))?(?![\d%/-]|[.,]\d)", _in_figures),
    _rule(rf"(?:{any_of(WEEKDAY_OF)}\.?,?\s+)?(?P<day>\d\d?)(?:st|nd|rd|th|e)?(?:\s+of)?\s+{MONTH}{YEAR}", _named),
    _rule(rf"{MONTH}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?(?!\d|:\d){YEAR}", _named),
    _rule(rf"{END_OF}{MONTH}{YEAR}", _end_of_month),
    _rule(rf"(?:mid|half|medio|halverwege)[\s-]+{MONTH}{YEAR}", _middle_of_month),
    _rule(rf"(?:in|during)\s+{MONTH}{YEAR}", _end_of_month),
    _rule(rf"(?:this|coming|this\s+coming|komende|aanstaande|a\.s\.|deze)\s+{SHORT_WEEKDAY}", _weekday),
    _rule(WEEKDAY + r"(?:\s+(?:a\.s|aanstaande)\.?)?", _weekday),
    _rule(rf"(?:next|volgende|{NEXT_WEEK})\s+(?:op\s+|on\s+)?{SHORT_WEEKDAY}", _weekday_next_week),
    _rule(rf"{WEEKDAY}\s+(?:of\s+|van\s+)?{NEXT_WEEK}", _weekday_next_week),
    _rule(rf"(?:in|within|over|binnen)\s+{COUNT}\s+(?P<unit>days?|weeks?|months?|dag(?:en)?|week|weken|maand(?:en)?)(?:'s\s+time|\s+time)?", _counted),
    _rule(r"(?:in\s+)?(?:a\s+fortnight|veertien\s+dagen)", _said(lambda on: on + timedelta(days=14))),
    _rule(r"(?:in\s+)?week\s+(?P<number>\d\d?)", _week_number),
    _rule(r"(?:tomorrow|morgen)", _said(lambda on: on + timedelta(days=1))),
    _rule(r"(?:the\s+)?(?:day\s+after\s+tomorrow|overmorgen)", _said(lambda on: on + timedelta(days=2))),
    _rule(r"(?:today|tonight|vandaag)", _said(lambda on: on)),
    _rule(r"(?:this\s+week|deze\s+week|(?:the\s+)?end\s+of\s+(?:the|this)\s+week|eind(?:e)?\s+(?:van\s+)?deze\s+week)", _said(_this_friday)),
    _rule(rf"{NEXT_WEEK}", _said(lambda on: _monday(on) + timedelta(days=7 + FRIDAY))),
    _rule(rf"{END_OF}(?:month|maand)", _said(lambda on: on + relativedelta(day=31))),
    _rule(r"(?:(?:the\s+)?end\s+of\s+)?next\s+month|(?:eind(?:e)?\s+(?:van\s+)?)?volgende\s+maand", _said(lambda on: on + relativedelta(months=1, day=31))),
    _rule(rf"{END_OF}(?:year|jaar)|year-end", _said(lambda on: date(on.year, 12, 31))),
    _rule(r"(?:the\s+|our\s+|de\s+|het\s+|ons\s+)?(?:next\s+meeting|volgende?\s+(?:overleg|vergadering|bijeenkomst))", _next_meeting),
]  # fmt: skip
