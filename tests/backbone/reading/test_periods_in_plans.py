"""What people write about when, and the days that are read from it."""

import pytest

from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy
from backbone.reading.dates import is_only_a_period, order_of_days

pytestmark = pytest.mark.fast


def read(words, day_first=True):
    return dates.read(words, DateContext(policy=Policy.PERIOD, day_first=day_first))


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2014-06-16", "2014-06-16", "2014-06-16"),
        ("1983", "1983-01-01", "1983-12-31"),
        ("2025.0", "2025-01-01", "2025-12-31"),
        ("Fall 2016 and Fall 2017", "2016-09-01", "2017-11-30"),
        ("najaar 2016", "2016-09-01", "2016-11-30"),
        ("2-year target 2016-17", "2016-01-01", "2017-12-31"),
        ("2016/17", "2016-01-01", "2017-12-31"),
        ("2016 t/m 2018", "2016-01-01", "2018-12-31"),
        ("between 2017 and 2018", "2017-01-01", "2018-12-31"),
        ("2016-06", "2016-06-01", "2016-06-30"),
        ("Q3 2016", "2016-07-01", "2016-09-30"),
        ("3e kwartaal van 2016", "2016-07-01", "2016-09-30"),
        ("first half of 2016", "2016-01-01", "2016-06-30"),
        ("tweede helft 2016", "2016-07-01", "2016-12-31"),
        ("June 2016", "2016-06-01", "2016-06-30"),
        ("juni – september 2016", "2016-06-01", "2016-09-30"),
        ("by June 2016", None, "2016-06-30"),
        ("uiterlijk 1 juli 2026", None, "2026-07-01"),
        ("as of the end of 2018", "2018-12-31", "2018-12-31"),
        ("eind 2018", "2018-12-31", "2018-12-31"),
        ("medio 2017", "2017-06-01", "2017-06-30"),
        ("16 June 2014", "2014-06-16", "2014-06-16"),
        ("June 16, 2014", "2014-06-16", "2014-06-16"),
        ("16.6.2014", "2014-06-16", "2014-06-16"),
        ("15 Jan 2026 - 20 March 2026", "2026-01-15", "2026-03-20"),
        ("winter 2016-17", "2016-12-01", "2017-02-28"),
    ],
)
def test_days_are_read_from_words(words, start, end):
    period = read(words)
    assert period.words == words
    assert (period.start and period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "words",
    [
        *("", "every year", "annual", "jaarlijks", "TBD", "long ago", "101", "20161", "1,999", "winter 2016"),
        # Years that begin nobody knows when, and more days than the date's.
        *("school year 2025/26", "academic year 2025-2026", "Academic year 2025", "studiejaar 2025/26"),
        *(
            "schooljaar 2025-2026",
            "boekjaar 2025",
            "financial year 2025/26",
            "season 2025-26",
            "seizoen 2025/2026",
        ),
        *("FY 2025", "Ramadan 2025-2026", "harvests 2025-26"),
        *(
            "12 months to June 2026",
            "12 maanden tot juni 2026",
            "six months ending March 2026",
            "3 weeks before May 2026",
        ),
    ],
)
def test_nothing_is_made_up(words):
    period = read(words)
    assert (period.words, period.is_read, period.is_impossible) == (words, False, False)


@pytest.mark.parametrize("words", ["31-02-2016", "13/13/2016", "2016-13-01", "30 February 2016"])
def test_a_date_that_does_not_exist_is_no_year_either(words):
    assert (read(words).is_read, read(words).is_impossible) == (False, True)


def test_the_order_of_day_and_month_comes_from_dates_that_tell():
    assert order_of_days(["3/4/2016", "25/12/2016"]) is True
    assert order_of_days(["3/4/2016", "12/25/2016"]) is False
    assert order_of_days(["3/4/2016"]) is None
    assert order_of_days(["25/12/2016", "12/25/2016"]) is None
    assert read("3/4/2016").is_ambiguous
    assert not read("4/4/2016").is_ambiguous
    assert read("3/4/2016", day_first=False).end.isoformat() == "2016-03-04"


def test_a_sentence_with_a_year_is_not_only_a_period():
    assert is_only_a_period("Fall 2016 and Fall 2017")
    assert not is_only_a_period("First cohort monitored in autumn 2015")
    assert not is_only_a_period("watershed")


@pytest.mark.parametrize("country", ["NL", "US"])
def test_both_days_of_a_range_have_their_day_and_month_in_the_same_order(country):
    context = DateContext(policy=Policy.PERIOD, country=country)
    spans = [dates.read(words, context) for words in ("1-3-2026 t/m 31-5-2026", "1/3/2026 - 5/31/2026")]
    days = [(span.start.isoformat(), span.end.isoformat()) for span in spans]
    assert days == [("2026-03-01", "2026-05-31"), ("2026-01-03", "2026-05-31")]


@pytest.mark.parametrize(
    "words", ["1-3-2026 t/m 4-2-2026", "31-5-2026 - 5/31/2026", "13-13-2026 to 14-13-2026"]
)
def test_a_range_without_an_order_is_no_period(words):
    context = DateContext(policy=Policy.PERIOD, country="NL")
    assert dates.read(words, context).end is None
