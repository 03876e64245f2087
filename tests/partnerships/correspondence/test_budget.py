"""How many things somebody may be asked within thirty days."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partnerships.correspondence.budget import Budget, asks_left
from partnerships.correspondence.models import Correspondence
from partnerships.correspondence.sending import send
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


def asked(person, of, days_ago, asks=1):
    """The person was asked something so many days ago."""
    message = send(factories.news(person, of, f"ask:{person.pk}:{days_ago}", asks=asks))
    rows = Correspondence.objects.filter(message=message)
    rows.update(at=timezone.now() - timedelta(days=days_ago))


@pytest.mark.parametrize(("days_ago", "counted"), [(0, 1), (4, 1), (29, 1), (31, 0), (60, 0)])
def test_an_ask_counts_for_thirty_days(days_ago, counted):
    person, of = factories.person(), factories.partnership(asks_per_month=4)
    asked(person, of, days_ago)
    assert asks_left(person, of) == 4 - counted
    assert Budget([of]).left(person.pk, of) == 4 - counted


def test_asks_add_up_and_never_go_below_nothing():
    person, of = factories.person(), factories.partnership(asks_per_month=4)
    asked(person, of, 3, asks=2)
    asked(person, of, 20)
    assert asks_left(person, of) == 1
    asked(person, of, 25, asks=9)
    assert asks_left(person, of) == 0
    assert Budget([of], [person.pk]).left(person.pk, of) == 0


def test_what_others_or_elsewhere_was_asked_does_not_count():
    person, of = factories.person(), factories.partnership(asks_per_month=4)
    asked(factories.person(), of, 1)
    asked(person, factories.partnership(), 1)
    assert asks_left(person, of) == 4
