"""The filters that write days and times: each in its form, nothing for what is missing."""

from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template
from django.utils import timezone

pytestmark = pytest.mark.fast

DAY = date(2019, 12, 3)
MOMENT = datetime(2019, 12, 3, 14, 3, tzinfo=UTC)


def written(name, value):
    with timezone.override("UTC"):
        return Template(f"{{{{ value|{name} }}}}").render(Context({"value": value}))


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("short_date", DAY, "3 Dec 2019"),
        ("weekday_date", DAY, "Tue 3 Dec 2019"),
        ("long_date", DAY, "3 December 2019"),
        ("wordy_date", DAY, "Tuesday 3 December 2019"),
        ("short_date", MOMENT, "3 Dec 2019"),
        ("clock", MOMENT, "14:03"),
        ("clock", time(14, 3), "14:03"),
        ("moment", MOMENT, "Tue 3 Dec 2019, 14:03"),
    ],
)
def test_a_day_or_a_moment_is_written(name, value, text):
    assert written(name, value) == text


@pytest.mark.parametrize("name", ["short_date", "weekday_date", "long_date", "wordy_date", "clock", "moment"])
@pytest.mark.parametrize("value", ["", None, "3 Dec", 3])
def test_what_is_no_day_is_written_as_nothing(name, value):
    assert written(name, value) == ""


@pytest.mark.parametrize("name", ["clock", "moment"])
def test_a_day_alone_has_no_time(name):
    assert written(name, DAY) == ""
