"""A draft of the agreement, and another partner that is asked for comments."""

import pytest

from partnerships.agreements import writing
from tests import factories


@pytest.fixture
def agreement(coffee, union):
    return writing.write(coffee)


@pytest.fixture
def clause(agreement):
    return agreement.clauses.get(key="disputes")


@pytest.fixture
def bank(coffee):
    """Another partner."""
    return factories.partner(coffee, "Rural Bank")


@pytest.fixture
def joan(bank):
    return factories.representative(bank, factories.person("Joan Akello"), capacity="lead")
