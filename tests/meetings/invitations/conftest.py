"""A meeting that is planned, and the moment before it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine

from meetings.models import Attendance
from tests import factories
from tests.meetings.invitations.inviting import LATER


@pytest.fixture(autouse=True)
def before_it():
    """The meeting of 3 December 2026 lies ahead, whenever this runs."""
    with time_machine.travel(LATER - timedelta(days=10)):
        yield


@pytest.fixture
def planned(coffee):
    """The coffee meeting with nobody recorded yet, and an observer and a director who are only informed."""
    Attendance.objects.update(state="")
    observer = factories.observer(coffee.of, factories.person("Olive Observer"))
    leader = factories.leader(coffee.of, factories.person("Lena Leader"))
    return SimpleNamespace(**vars(coffee), observer=observer, leader=leader, url=f"/meetings/{coffee.meeting.pk}/invitation/")  # fmt: skip
