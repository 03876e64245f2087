"""In which order "Needs you" stands, whoever put what on it."""

from datetime import date
from functools import partial
from itertools import permutations

import pytest

from backbone.needs import AT_FIRST, Kind, Need, needs_of
from backbone.panels import registry
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]

EARLY, LATER = date(2026, 3, 1), date(2026, 6, 1)
TASKS, CALLS = Kind("tasks", "Tasks"), Kind("calls", "Calls")
need = partial(Need, kind=TASKS)
RIGHT_ORDER = [
    need("late", "Late", "late, early", "/", due=EARLY),
    need("late", "Late", "late, later", "/", due=LATER),
    need("late", "Late", "late, no day", "/"),
    need("risk", "At risk", "risk", "/", due=LATER),
    need("part", "Under way", "part", "/", due=LATER),
    need("open", "Open", "open, early", "/", due=EARLY),
    need("open", "Open", "open, no day", "/"),
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


def many(n, kind=TASKS, state="open"):
    return [Need(state, "Open", f"{kind.key} {n}", f"/{kind.key}/{n}/", kind=kind) for n in range(n)]


def test_of_a_kind_the_first_few_stand_there_and_how_many_more_there_are(needs):
    needs[:] = [*many(AT_FIRST + 3), *many(2, CALLS)]
    rows = needs_of(factories.person()).in_groups()
    assert [(row.title, row.more) for row in rows][AT_FIRST - 1 :] == [
        (f"tasks {AT_FIRST - 1}", 3),
        ("calls 0", 0),
        ("calls 1", 0),
    ]


def test_one_more_is_shown_rather_than_counted(needs):
    needs[:] = many(AT_FIRST + 1)
    assert [row.more for row in needs_of(factories.person()).in_groups()] == [0] * (AT_FIRST + 1)


def test_a_kind_in_another_state_is_a_group_of_its_own_and_late_stays_first(needs):
    needs[:] = [*many(7), *many(7, CALLS), *many(7, state="late")]
    rows = needs_of(factories.person()).in_groups()
    assert [row.group for row in rows[::AT_FIRST]] == ["tasks-late", "tasks-open", "calls-open"]


def test_an_opened_group_is_whole_and_alone_and_an_unknown_one_opens_nothing(needs):
    needs[:] = [*many(9), *many(2, CALLS)]
    rows = needs_of(factories.person())
    assert len(rows.in_groups("tasks-open")) == 9
    assert rows.in_groups("tasks-open").opened == TASKS
    assert list(rows.in_groups("nonsense")) == list(rows.in_groups())
