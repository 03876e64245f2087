"""A partnership with somebody of each kind, and who is signed in."""

import pytest

from tests import factories


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
