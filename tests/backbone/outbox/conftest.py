"""What the outbox needs before it sends, and somebody to send to."""

import pytest
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.outbox.models import SenderSettings


@pytest.fixture
def released(db):
    """Sending, released."""
    return SenderSettings.objects.create(
        name="Uganda Coffee Platform",
        address="ruth@coffee.example.org",
        held=False,
        released_at=timezone.now(),
    )


@pytest.fixture
def ruth(db):
    return Person.objects.create_user("ruth@example.org", name="Ruth Nansubuga")
