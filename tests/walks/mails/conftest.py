"""A partnership of which every kind of mail can be made."""

from datetime import UTC, datetime, timedelta

import pytest

from backbone.outbox.models import SenderSettings
from meetings.models import Attendance, Meeting
from tests import factories

NOW = datetime(2026, 12, 11, 12, tzinfo=UTC)


@pytest.fixture
def coffee(db, time_machine):
    time_machine.move_to(NOW, tick=False)
    released = datetime(2026, 1, 1, tzinfo=UTC)
    SenderSettings.objects.create(name="Backbone", address="b@example.org", held=False, released_at=released)
    found = factories.coffee_meeting()
    Attendance.objects.update(state="")
    Meeting.objects.update(starts_at=NOW + timedelta(days=20), started_at=None)
    return found
