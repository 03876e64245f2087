"""One partner whose lead has an address, before a version that is proposed."""

import pytest

from partnerships.agreements import writing
from partnerships.signing import proposing
from partnerships.signing.models import Acceptance


@pytest.fixture
def agreement(coffee, union, peter):
    return writing.write(coffee)


@pytest.fixture
def round(agreement, ruth, released):
    return proposing.propose(agreement, ruth, "all")


@pytest.fixture
def row(round, union):
    return Acceptance.objects.get(round=round, partner=union)
