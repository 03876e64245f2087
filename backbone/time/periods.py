"""Reads when something is: "Fall 2016 and Fall 2017", "2-year target 2016-17", "eind 2018", "16-06-2014".

What people wrote is kept; start and end are what could be read from it, or None. Nothing is guessed beyond
the words: "every year" has no dates, and a winter may begin in the year before its number or in it.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from backbone.time.day_words import MONTH_OF, any_of

SEASONS = {
    **dict.fromkeys(["spring", "voorjaar", "lente"], (3, 5)),
    **dict.fromkeys(["summer", "zomer"], (6, 8)),
    **dict.fromkeys(["fall", "autumn", "herfst", "najaar"], (9, 11)),
}
REPEATING = re.compile(
    r"\b(every|each|annual|annually|yearly|ongoing|continuous|monthly|quarterly|elke?|ieder|jaarlijks|doorlopend"
    r"|maandelijks|per jaar)\b",
    re.I,
)
YEAR = r"(?:19|20)\d\d"
MONTH = rf"({any_of(MONTH_OF)})\.?"
PART = {"first": 1, "second": 2, "third": 3, "fourth": 4, "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
ORDINAL = r"(?:([1-4])(?:st|nd|rd|th|e|ste|de)?|(" + "|".join(PART) + "))"
UNTIL = re.compile(r"^\s*(by|before|until|till|no later than|uiterlijk|v[oó][oó]r|tot|per)\b", re.I)


@dataclass(frozen=True)
class Period:
    """What was written, and the days it covers as far as they could be read."""

    words: str = ""
    start: date | None = None
    end: date | None = None
    # A full date that no calendar has, such as 31-02-2016: the rest of the text is not read instead.
    is_impossible: bool = False

    @property
    def is_read(self):
        return self.end is not None


def read(words, day_first=True):
    """The `Period` that a text, a year or a date means. `day_first` decides what 3/4/2016 is."""
    words = str(words).strip()
    text = _plain(words)
    if not text or (REPEATING.search(text) and not re.search(YEAR, text)):
        return Period(words)
    try:
        spans, _rest = _spans(text, day_first)
    except NoSuchDay:
        return Period(words, is_impossible=True)
    if not spans:
        return Period(words)
    start, end = min(s for s, e in spans), max(e for s, e in spans)
    only_an_end = UNTIL.match(text) and len(spans) == 1
    return Period(words, None if only_an_end else start, end)


def is_only_a_period(words):
    """Whether a text says when and nothing else: "Fall 2016", not "monitored in autumn 2015"."""
    try:
        spans, rest = _spans(_plain(str(words).strip()), True)
    except NoSuchDay:
        return True
    return bool(spans) and not re.sub(r"\b(and|to|by|until|en|tot|and|in)\b|[\W\d_]", "", rest)


def order_of_days(texts):
    """True for day first, False for month first, None when no date in these texts tells."""
    firsts = seconds = False
    for found in (DAY_NUMBERS.fullmatch(str(text).strip()) for text in texts):
        if found:
            firsts = firsts or int(found[1]) > 12
            seconds = seconds or int(found[2]) > 12
    return None if firsts == seconds else firsts


def is_ambiguous(text):
    """Whether day and month of this date could be exchanged."""
    found = DAY_NUMBERS.fullmatch(str(text).strip())
    return bool(found) and int(found[1]) <= 12 and int(found[2]) <= 12 and found[1] != found[2]


def _plain(words):
    text = words.lower().replace("–", "-").replace("—", "-").replace("’", "'")
    return re.sub(r"\s+", " ", text)


def _spans(text, day_first):
    """Each reader takes its pieces out of the text, the most particular first."""
    spans = []
    for pattern, days in READERS:

        def take(found, days=days):
            span = days(found, day_first)
            if span is None:
                return found[0]
            spans.append(span)
            return " · "

        text = pattern.sub(take, text)
    return spans, text


class NoSuchDay(ValueError):
    """A date that no calendar has."""


DAY_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)")


def _iso(found, day_first):
    return _day(int(found[1]), int(found[2]), int(found[3]))


def _numbers(found, day_first):
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    day, month = (first, second) if day_first else (second, first)
    return _day(year, month, day)


def _day_month(found, day_first):
    return _day(int(found[3]), MONTH_OF[found[2]], int(found[1]))


def _month_day(found, day_first):
    return _day(int(found[3]), MONTH_OF[found[1]], int(found[2]))


def _day(year, month, day):
    try:
        return (date(year, month, day),) * 2
    except ValueError:
        raise NoSuchDay from None


def _months_one_year(found, day_first):
    year = int(found[3])
    return _months(year, MONTH_OF[found[1]], year, MONTH_OF[found[2]])


def _month(found, day_first):
    return _months(int(found[2]), MONTH_OF[found[1]], int(found[2]), MONTH_OF[found[1]])


def _iso_month(found, day_first):
    month = int(found[2])
    return _months(int(found[1]), month, int(found[1]), month) if 1 <= month <= 12 else None


def _season(found, day_first):
    first, last = SEASONS[found[1]]
    return _months(int(found[2]), first, int(found[2]), last)


def _winter(found, day_first):
    return _months(int(found[1]), 12, int(found[1]) + 1, 2)


def _quarter(found, day_first):
    quarter = int(found[1] or PART[found[2]])
    return _months(int(found[3]), quarter * 3 - 2, int(found[3]), quarter * 3)


def _quarter_after(found, day_first):
    return _months(int(found[1]), int(found[2]) * 3 - 2, int(found[1]), int(found[2]) * 3)


def _half(found, day_first):
    half = int(found[1] or PART[found[2]])
    return _months(int(found[3]), half * 6 - 5, int(found[3]), half * 6) if half < 3 else None


def _years(found, day_first):
    first, last = int(found[1]), found[2]
    last = int(last) if len(last) == 4 else first - first % 100 + int(last)
    return _months(first, 1, last, 12) if first < last <= first + 50 else None


def _end_of(found, day_first):
    return (date(int(found[1]), 12, 31),) * 2


def _middle_of(found, day_first):
    return _months(int(found[1]), 6, int(found[1]), 6)


def _year(found, day_first):
    return _months(int(found[1]), 1, int(found[1]), 12)


def _months(year, month, last_year, last_month):
    if (year, month) > (last_year, last_month):
        return None
    last_day = calendar.monthrange(last_year, last_month)[1]
    return date(year, month, 1), date(last_year, last_month, last_day)


def _pattern(text):
    return re.compile(rf"(?<![\w.]){text}(?![\w])")


BETWEEN = r"\s*(?:-|to|and|until|through|t/m|tot en met|tot|en)\s*"
READERS = [
    (_pattern(rf"({YEAR})-(\d\d)-(\d\d)(?: \d\d:\d\d)?"), _iso),
    (re.compile(rf"(?<!\d){DAY_NUMBERS.pattern}(?!\d)"), _numbers),
    (_pattern(rf"(\d{{1,2}})(?:st|nd|rd|th|e)?[ -](?:of )?{MONTH},?[ -]({YEAR})"), _day_month),
    (_pattern(rf"{MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? ({YEAR})"), _month_day),
    (_pattern(rf"{MONTH}{BETWEEN}{MONTH} ({YEAR})"), _months_one_year),
    (_pattern(rf"{MONTH},?[ -](?:of )?({YEAR})"), _month),
    (_pattern(rf"winter(?: of)? ({YEAR})[-/](?:{YEAR}|\d\d)"), _winter),
    (_pattern(rf"({'|'.join(SEASONS)})(?: of| van)? ({YEAR})"), _season),
    (_pattern(rf"[qk]([1-4])()[ '/-]*({YEAR})"), _quarter),
    (_pattern(rf"({YEAR})[ '/-]*[qk]([1-4])"), _quarter_after),
    (_pattern(rf"{ORDINAL} (?:quarter|kwartaal)(?: of| van)? ({YEAR})"), _quarter),
    (_pattern(rf"[h]([12])()[ '/-]*({YEAR})"), _half),
    (_pattern(rf"{ORDINAL} (?:half|helft|halfjaar)(?: of| van)? ({YEAR})"), _half),
    (_pattern(rf"({YEAR}){BETWEEN}({YEAR})"), _years),
    (re.compile(rf"(?<=[a-z] )({YEAR})[-/](\d\d)(?![\w/-])"), _years),
    (_pattern(rf"({YEAR})-(0[1-9]|1[0-2])"), _iso_month),
    (_pattern(rf"({YEAR})[-/](\d\d)(?![/-])"), _years),
    (_pattern(rf"(?:the )?(?:end|close)(?: of|-)? ?({YEAR})"), _end_of),
    (_pattern(rf"(?:eind|einde|ultimo)(?: van)? ({YEAR})"), _end_of),
    (_pattern(rf"(?:mid|middle of|medio|halverwege)[ -]?({YEAR})"), _middle_of),
    (_pattern(rf"({YEAR})(?:\.0)?"), _year),
]
