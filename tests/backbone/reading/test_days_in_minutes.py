"""Days as people type them, counted from Thursday 3 December 2026."""

from datetime import date

import pytest
from django.utils import translation

from backbone.reading import dates
from backbone.reading.date_context import DateContext
from backbone.time.dates import long

pytestmark = pytest.mark.fast

THURSDAY = date(2026, 12, 3)
MEETING = DateContext(THURSDAY, country="NL", next_meeting=date(2027, 1, 14))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11 December", date(2026, 12, 11)),
        ("11 dec", date(2026, 12, 11)),
        ("11 dec.", date(2026, 12, 11)),
        ("11th of December", date(2026, 12, 11)),
        ("December 11", date(2026, 12, 11)),
        ("Dec 11th, 2027", date(2027, 12, 11)),
        ("Friday 11 December", date(2026, 12, 11)),
        ("11 december 2026", date(2026, 12, 11)),
        ("1 maart", date(2027, 3, 1)),
        ("3 mei", date(2027, 5, 3)),
        ("1 mrt", date(2027, 3, 1)),
        ("2 December", date(2027, 12, 2)),
        ("3 December", date(2026, 12, 3)),
        ("29 February", date(2028, 2, 29)),
        ("11-12", date(2026, 12, 11)),
        ("11/12", date(2026, 12, 11)),
        ("11.12.2026", date(2026, 12, 11)),
        ("11-12-26", date(2026, 12, 11)),
        ("12/25", date(2026, 12, 25)),
        ("2026-12-11", date(2026, 12, 11)),
        ("Friday", date(2026, 12, 4)),
        ("Thursday", date(2026, 12, 10)),
        ("this Friday", date(2026, 12, 4)),
        ("next Friday", date(2026, 12, 11)),
        ("Friday next week", date(2026, 12, 11)),
        ("next week Friday", date(2026, 12, 11)),
        ("vrijdag", date(2026, 12, 4)),
        ("komende vrijdag", date(2026, 12, 4)),
        ("komende do", date(2026, 12, 10)),
        ("volgende week vrijdag", date(2026, 12, 11)),
        ("vrijdag volgende week", date(2026, 12, 11)),
        ("a.s. vrijdag", date(2026, 12, 4)),
        ("tomorrow", date(2026, 12, 4)),
        ("morgen", date(2026, 12, 4)),
        ("overmorgen", date(2026, 12, 5)),
        ("today", date(2026, 12, 3)),
        ("vandaag", date(2026, 12, 3)),
        ("this week", date(2026, 12, 4)),
        ("deze week", date(2026, 12, 4)),
        ("next week", date(2026, 12, 11)),
        ("volgende week", date(2026, 12, 11)),
        ("in two weeks", date(2026, 12, 17)),
        ("within 10 days", date(2026, 12, 13)),
        ("in a month", date(2027, 1, 3)),
        ("over twee weken", date(2026, 12, 17)),
        ("binnen een week", date(2026, 12, 10)),
        ("over 3 maanden", date(2027, 3, 3)),
        ("in a fortnight", date(2026, 12, 17)),
        ("end of January", date(2027, 1, 31)),
        ("end of the month", date(2026, 12, 31)),
        ("eind januari", date(2027, 1, 31)),
        ("eind van de maand", date(2026, 12, 31)),
        ("mid-January", date(2027, 1, 15)),
        ("half januari", date(2027, 1, 15)),
        ("in February", date(2027, 2, 28)),
        ("end of the year", date(2026, 12, 31)),
        ("eind van het jaar", date(2026, 12, 31)),
        ("next month", date(2027, 1, 31)),
        ("volgende maand", date(2027, 1, 31)),
        ("week 50", date(2026, 12, 11)),
        ("week 2", date(2027, 1, 15)),
        ("by 11 December", date(2026, 12, 11)),
        ("no later than 11 December", date(2026, 12, 11)),
        ("uiterlijk 11 december", date(2026, 12, 11)),
        ("uiterlijk op vrijdag", date(2026, 12, 4)),
        ("vóór 1 januari", date(2027, 1, 1)),
        ("the next meeting", date(2027, 1, 14)),
        ("het volgende overleg", date(2027, 1, 14)),
    ],
)
def test_a_day_is_read(text, day):
    assert dates.read(text, MEETING).end == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "31 February",
        "32 December",
        "99-99",
        "week 99",
        "1.5",
        "€ 11",
        "morgenvroeg",
    ],
)
def test_what_is_no_day_is_not_read(text):
    assert not dates.read(text, MEETING).is_read


@pytest.mark.parametrize(
    "text",
    [
        "read 3-4 pages of it",
        "Four districts visited in October. Kasese is ready",
        "the 1.5 million",
        "we may go",
        "phone 030-1234567 for help",
    ],
)
def test_figures_and_past_months_in_a_sentence_are_no_deadline(text):
    assert dates.find(text, MEETING) is None


def test_the_words_of_the_date_are_taken_out():
    text = "Anna sends it to all, no later than 11 December"
    found = dates.find(text, MEETING)
    assert dates.without(text, found) == "Anna sends it to all"


def test_without_a_next_meeting_that_day_is_not_read():
    assert not dates.read("next meeting", DateContext(THURSDAY)).is_read


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_as_pages_write_it_is_read_back(language, month):
    day = date(2027, month, 28)
    with translation.override(language):
        assert dates.read(long(day), DateContext(date(2026, 11, 22))).end == day
