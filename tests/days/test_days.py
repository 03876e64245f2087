"""Days and moments: a day begins and ends where it is meant, whatever the clock does there."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from backbone.time import days
from backbone.time.time_zones import zone_names
from partnerships.models import Partnership
from tests import factories

pytestmark = pytest.mark.fast

NOON = datetime(2026, 7, 10, 10, 30, tzinfo=UTC)
# Three places that have three different days at NOON.
DAYS = {
    "Pacific/Kiritimati": date(2026, 7, 11),
    "Europe/Amsterdam": date(2026, 7, 10),
    "Pacific/Pago_Pago": date(2026, 7, 9),
}


def test_today_is_asked_of_somebody_and_not_of_whoever_looks(settings, time_machine):
    time_machine.move_to(NOON)
    for here, day in DAYS.items():
        settings.INSTALLATION_TIME_ZONE = here
        for reader in DAYS:
            with timezone.override(reader):
                assert days.today_here() == day
                assert days.today_of(SimpleNamespace(zone=ZoneInfo(here))) == day


@pytest.mark.parametrize(
    ("zone", "day", "start", "hours"),
    [
        ("Europe/Amsterdam", date(2027, 3, 28), datetime(2027, 3, 27, 23, tzinfo=UTC), 23),
        ("Europe/Amsterdam", date(2027, 10, 31), datetime(2027, 10, 30, 22, tzinfo=UTC), 25),
        # Midnight is left out that night, and comes twice.
        ("Africa/Cairo", date(2026, 4, 24), datetime(2026, 4, 23, 22, tzinfo=UTC), 23),
        ("America/Havana", date(2026, 11, 1), datetime(2026, 11, 1, 4, tzinfo=UTC), 25),
        ("Asia/Kathmandu", date(2028, 2, 29), datetime(2028, 2, 28, 18, 15, tzinfo=UTC), 24),
    ],
)
def test_a_day_is_as_long_as_its_clock_makes_it(zone, day, start, hours):
    zone = ZoneInfo(zone)
    assert days.start_of_day(day, zone) == start
    assert days.end_of_day(day, zone) - start == timedelta(hours=hours)
    assert days.day_of(start, zone) == days.last_day_of(days.end_of_day(day, zone), zone) == day
    assert days.day_of(start - days.INSTANT, zone) == day - timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.parametrize("moment", [NOON, datetime(2026, 12, 31, 23, 30, tzinfo=UTC)])
def test_a_filter_knows_the_day_of_each_rows_own_zone(moment, time_machine):
    time_machine.move_to(moment, tick=False)
    places = [factories.partnership(timezone=zone) for zone in DAYS]
    for place in places:
        for ahead in (-1, 0, 1):
            Partnership.objects.update(started_on=days.today_of(place) + timedelta(days=ahead))
            same = Partnership.objects.filter(pk=place.pk, started_on=days.today_there("timezone", ahead))
            assert same.exists()


@pytest.mark.django_db
def test_the_database_knows_every_zone_that_can_be_chosen():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_timezone_names")
        known = {name for (name,) in cursor.fetchall()}
    assert zone_names() - known == set()
