"""A partnership on the morning after its meeting."""

from datetime import timedelta

import pytest

from backbone.outbox.models import SenderSettings
from tests import factories
from tests.meetings.digests.mornings import NOW, WORDS


@pytest.fixture
def morning(coffee, time_machine):
    """A morning on which Joy, who is on no list of the meeting, gets a digest; she represents the co-op."""
    time_machine.move_to(NOW, tick=False)
    SenderSettings.objects.create(held=False, released_at=NOW - timedelta(days=90))
    coffee.joy = factories.person("Joy Atim", mail_preference="digest", next_digest_at=NOW)
    factories.representative(coffee.coop, coffee.joy)
    factories.line(coffee.meeting, f"= {WORDS}", coffee.second)
    return coffee
