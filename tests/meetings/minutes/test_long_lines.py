"""The longest line that may be typed costs work in proportion to its length, whatever it is made of."""

import sys
from datetime import date

import pytest

from backbone.pages.markup import to_html
from backbone.reading.date_context import DateContext
from meetings.minutes import typing
from meetings.minutes.forms import LONGEST_LINE
from meetings.owners import Candidate

CONTEXT = DateContext(date(2026, 11, 26))
PEOPLE = (Candidate(1, "Anna Berg"), Candidate(2, "Jan van den Berg", 3, "Growers", "G"))
PIECES = [
    "by ", "on ", "no later than ", "uiterlijk ", "not before ", "the end of ", "in the ", "van ", "op ", "half ",
    "1 ", "1-", "1/2 ", "12 dec ", "1st ", "q1 ", "2027 ", "monday ", "next ", "week ", "10:", "Anna ", "Anna and ",
    "Anna, ", "! ", "= ", "a,", "(", "[", "http://", "@", "én ", "  ", "will ", "to ",
]  # fmt: skip


def line(piece, length, start="! "):
    return (start + piece * (length // len(piece) + 1))[:length]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("piece", PIECES)
def test_twice_as_long_a_line_is_about_twice_the_work(piece, language):
    """Counted in calls, of Python's functions and of those in C, so on any machine alike."""
    half, whole = (calls(lambda n=n: parse(line(piece, n), language)) for n in (1000, 2000))
    assert whole < half * 2.6 + 200


@pytest.mark.long
@pytest.mark.parametrize("piece", PIECES)
def test_the_longest_line_is_understood(piece):
    """Where a pattern looks at the whole line from each of its places this takes minutes."""
    for start in ("! ", "Anna: ", "Anna "):
        assert parse(line(piece, LONGEST_LINE - 1, start), "en").text


@pytest.mark.parametrize(
    "piece", ["[", "*", "**a ", "`", "> ", "- ", "![", "[a](", "<a", "&", "\\", "_a*", "a\n", "    - "]
)
def test_the_longest_markdown_is_set(piece):
    assert "<p dir=" in to_html("start\n\n" + line(piece, 29_000, ""))


def parse(text, language):
    return typing.parse(text, PEOPLE, CONTEXT, language)


def calls(work):
    count = 0

    def note(frame, event, arg):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
