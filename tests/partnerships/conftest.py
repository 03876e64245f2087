"""A partnership with somebody of each kind, and who is signed in."""

import pytest

from backbone.panels import registry
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


@pytest.fixture
def only_partnerships(monkeypatch):
    """Pages without what the apps above add to them, so that their query counts are those of this app."""
    for name in ("nav", "overview", "partner_page", "setup", "partner_columns", "actions"):
        monkeypatch.setattr(registry, name, [entry for entry in getattr(registry, name) if _is_ours(entry)])
    monkeypatch.setattr(registry, "needs", [source for source in registry.needs if _is_ours(source)])


def _is_ours(entry):
    makers = [entry, *vars(entry).values()] if hasattr(entry, "__dict__") else [entry]
    names = {getattr(maker, "__module__", "") for maker in makers if callable(maker)}
    return not any(name.startswith(("workplans", "meetings", "impact")) for name in names)
