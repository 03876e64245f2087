"""A meeting with its minutes typed."""

import pytest

from tests import factories


@pytest.fixture
def minuted(coffee):
    """The meeting with a note, two action points (Anna there, Okello away), a decision and an open question."""
    factories.line(coffee.meeting, "Four districts visited", coffee.second)
    factories.line(coffee.meeting, "! Anna: send the site list, 11 December", coffee.second)
    factories.line(coffee.meeting, "! Okello: ask the district for the title", coffee.second)
    factories.line(coffee.meeting, "= We open nurseries in Kasese", coffee.second)
    factories.line(coffee.meeting, "? Who pays", coffee.second)
    return coffee
