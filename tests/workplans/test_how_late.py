"""How late something is, in working days of its country; and several days in one breath."""

from datetime import date

import pytest
from django.utils.translation import override

from backbone.time import dates
from backbone.time.working_days import working_days_between
from workplans.models.state_shown import how_late

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(
    ("due", "today", "country", "words"),
    [
        (date(2026, 12, 10), date(2026, 12, 11), "NL", "1 working day late"),
        (date(2026, 12, 8), date(2026, 12, 11), "NL", "3 working days late"),
        (date(2026, 12, 11), date(2026, 12, 14), "NL", "1 working day late"),
        (date(2026, 12, 11), date(2026, 12, 12), "NL", "1 day late"),
        (date(2026, 12, 11), date(2026, 12, 13), "NL", "2 days late"),
        (date(2026, 12, 24), date(2026, 12, 28), "NL", "1 working day late"),
        (date(2026, 12, 24), date(2026, 12, 28), "", "2 working days late"),
        (date(2026, 12, 24), date(2026, 12, 25), "NL", "1 day late"),
        (date(2026, 3, 11), date(2026, 12, 11), "", "197 working days late"),
        (date(2025, 12, 1), date(2026, 12, 11), "NL", "12 months late"),
        (date(1, 1, 1), date(2026, 12, 11), "NL", "24,311 months late"),
    ],
)
def test_how_late_it_is_there(due, today, country, words):
    assert how_late(due, today, country) == words


@pytest.mark.parametrize(
    ("after", "until", "count"),
    [
        (date(2026, 12, 11), date(2026, 12, 11), 0),
        (date(2026, 12, 11), date(2026, 12, 18), 5),
        (date(2026, 12, 18), date(2026, 12, 11), 0),
    ],
)
def test_working_days_are_counted_up_to_and_with_the_last(after, until, count):
    assert working_days_between(after, until, "NL") == count


@pytest.mark.parametrize(
    ("days", "english", "dutch"),
    [
        ([date(2026, 11, 8)], "8 Nov", "8 nov"),
        ([date(2026, 11, 12), date(2026, 11, 8)], "8 and 12 Nov", "8 en 12 nov"),
        ([date(2026, 11, 8), date(2026, 11, 8)], "8 Nov", "8 nov"),
        ([date(2026, 10, 28), date(2026, 11, 4)], "28 Oct and 4 Nov", "28 okt en 4 nov"),
        (
            [date(2026, 10, 28), date(2026, 11, 4), date(2026, 11, 8)],
            "28 Oct, 4 and 8 Nov",
            "28 okt, 4 en 8 nov",
        ),
        ([date(2025, 11, 8), date(2026, 11, 8)], "8 Nov 2025 and 8 Nov", "8 nov 2025 en 8 nov"),
    ],
)
def test_several_days_are_read_in_one_breath(days, english, dutch, time_machine):
    time_machine.move_to(date(2026, 12, 11))
    assert dates.several(days) == english
    with override("nl"):
        assert dates.several(days).replace(".", "") == dutch
