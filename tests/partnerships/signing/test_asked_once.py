"""Which versions in force a round changes is one query, however many are told and whatever stands on a page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.correspondence.models import Notice
from partnerships.signing import in_force, proposing
from partnerships.signing.models import SigningRound
from tests import factories
from tests.partnerships.signing.said import accept

COLUMNS = '"in_force_on" AS "in_force_on", "documents_version"."number"'


@pytest.fixture
def amended(agreement, proposed, ruth):
    """Version 2, which changes version 1 and has to be accepted by all."""
    for row in proposed.acceptances.all():
        accept(row, ruth)
    in_force.put_in_force(proposed, ruth, "")
    return proposing.propose(agreement, ruth, "all", reason="A fee")


@pytest.fixture
def leads(partners, peter):
    others = [
        factories.representative(partner, factories.person(name), capacity="lead")
        for partner, name in zip(partners[1:], ("Joy Akello", "Dave Okot"), strict=True)
    ]
    return [peter, *others]


def asked_in(do):
    with CaptureQueriesContext(connection) as asked:
        do()
    return sum(COLUMNS in one["sql"] for one in asked)


def test_for_all_leads_that_hear_of_it(amended, leads, ruth):
    for row in amended.acceptances.all():
        accept(row, ruth)
    assert asked_in(lambda: in_force.put_in_force(amended, ruth, "")) == 1
    said = Notice.objects.filter(key__startswith=f"signing:{amended.pk}:")
    assert said.filter(text__contains="which changes version 1").count() == len(leads)


def test_on_the_page_of_the_round(amended, as_ruth):
    assert asked_in(lambda: as_ruth.get(amended.get_absolute_url())) == 1


def test_on_the_page_of_who_answers(amended, as_, peter, union):
    row = amended.acceptances.get(partner=union)
    own = as_(peter)
    assert asked_in(lambda: own.get(reverse("acceptance_answer", args=[row.pk]))) == 1


def test_a_round_that_follows_none_asks_for_none(proposed):
    round = SigningRound.objects.get(pk=proposed.pk)
    assert asked_in(lambda: round.in_force_before) == 0
