"""A partnership with somebody of each kind, and who is signed in."""

from datetime import UTC, datetime

import pytest

from backbone.outbox.models import SenderSettings
from tests import factories
from tests.partnerships.hung_on import hang_on


@pytest.fixture
def coffee(db):
    return factories.partnership(name="Uganda Coffee Platform", slug="coffee")


@pytest.fixture
def ruth(coffee):
    """The coordinator."""
    return factories.coordinator(coffee, factories.person("Ruth Nansubuga"))


@pytest.fixture
def union(coffee):
    """A partner."""
    return factories.partner(coffee, "Kigezi Farmers’ Union")


@pytest.fixture
def peter(union):
    """Who speaks for the partner."""
    return factories.representative(union, factories.person("Peter Mugabo"), capacity="lead")


@pytest.fixture
def hung(union, peter, ruth):
    """Everything that can hang on Peter and his partner."""
    return hang_on(peter, union, ruth)


@pytest.fixture
def released():
    """Sending is released, so that what is not sent is kept back by nothing else."""
    SenderSettings.objects.create(
        name="Backbone", address="b@example.org", held=False, released_at=datetime(2026, 1, 1, tzinfo=UTC)
    )


@pytest.fixture
def as_ruth(as_, ruth):
    """The coordinator's client."""
    return as_(ruth)


@pytest.fixture
def as_(client):
    """Sign somebody in: `as_(ruth).get(…)`."""

    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)> 🌱 مرحبا **b** [l](javascript:alert(1)) {{ 7|add:7 }}'


@pytest.fixture
def hostile():
    """What somebody may type into any field."""
    return HOSTILE
