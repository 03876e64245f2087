"""One partner whose lead has an address, before a version that is proposed."""

import pytest
from django.urls import reverse

from backbone.outbox import link_tokens
from partnerships.agreements import writing
from partnerships.signing import proposing
from partnerships.signing.models import Acceptance
from tests import factories


@pytest.fixture
def agreement(coffee, union, peter):
    return writing.write(coffee)


@pytest.fixture
def round(agreement, ruth, released):
    return proposing.propose(agreement, ruth, "all")


@pytest.fixture
def row(round, union):
    return Acceptance.objects.get(round=round, partner=union)


@pytest.fixture
def address(row, peter, coffee):
    token = link_tokens.token(factories.link_for(peter, coffee, "acceptance").pk)
    return reverse("link_acceptance", args=[token, row.pk])
