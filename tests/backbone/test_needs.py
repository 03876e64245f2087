"""In which order "Needs you" stands, whoever put what on it."""

from datetime import date
from itertools import permutations

import pytest

from backbone.needs import Need, needs_of
from backbone.panels import registry
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]

EARLY, LATER = date(2026, 3, 1), date(2026, 6, 1)
RIGHT_ORDER = [
    Need("late", "Late", "late, early", "/", due=EARLY),
    Need("late", "Late", "late, later", "/", due=LATER),
    Need("late", "Late", "late, no day", "/"),
    Need("risk", "At risk", "risk", "/", due=LATER),
    Need("part", "Under way", "part", "/", due=LATER),
    Need("open", "Open", "open, early", "/", due=EARLY),
    Need("open", "Open", "open, no day", "/"),
]


@pytest.fixture
def needs():
    """What one app more has for whoever asks."""
    own = []
    registry.needs.append(source := lambda person, partnership: own)
    yield own
    registry.needs.remove(source)


def test_late_comes_first_then_at_risk_then_what_is_open_each_by_date(needs):
    needs[:] = reversed(RIGHT_ORDER)
    assert list(needs_of(factories.person())) == RIGHT_ORDER


def test_the_order_does_not_hang_on_who_was_asked_first(needs):
    person, few = factories.person(), RIGHT_ORDER[1:6:2]
    for some in permutations(few):
        needs[:] = some
        assert list(needs_of(person)) == few
