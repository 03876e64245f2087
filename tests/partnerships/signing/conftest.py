"""A partnership of three partners whose agreement is proposed."""

import pytest

from partnerships.agreements import writing
from partnerships.signing import proposing
from tests import factories


@pytest.fixture
def partners(coffee, union):
    """Three of them; Kigezi is the union."""
    return [union, *(factories.partner(coffee, name) for name in ("Ministry of Agriculture", "Savings Bank"))]


@pytest.fixture
def agreement(coffee):
    return writing.write(coffee)


@pytest.fixture
def proposed(agreement, partners, ruth):
    """Version 1 before all three; all have to accept it."""
    return proposing.propose(agreement, ruth, "all")
