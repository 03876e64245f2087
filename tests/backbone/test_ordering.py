"""Rows moved up and down: the same for the agenda, the minutes and the plan."""

import pytest

from backbone.database.ordering import DOWN, UP
from meetings import agendas
from meetings.minutes import line_changes
from meetings.models import AgendaItem, Line
from tests import factories
from tests.together import behind
from workplans import milestones, plans
from workplans.models import Milestone, Objective

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fast]


def items():
    meeting = factories.meeting()
    return [factories.agenda_item(meeting, title) for title in "ABC"]


def lines():
    item = factories.agenda_item()
    return [factories.line(item.meeting, text, item) for text in "ABC"]


def milestone_rows():
    objective = factories.objective()
    return [factories.milestone(objective, title) for title in "ABC"]


def objectives():
    of = factories.partnership()
    return [factories.objective(of, title) for title in "ABC"]


KINDS = {
    "agenda": (items, agendas.move, AgendaItem, "title"),
    "minutes": (lines, line_changes.move, Line, "text"),
    "milestones": (milestone_rows, milestones.move, Milestone, "title"),
    "objectives": (objectives, plans.move_objective, Objective, "title"),
}


@pytest.fixture(params=KINDS)
def kind(request):
    make, move, model, column = KINDS[request.param]
    rows = make()
    order = model.objects.filter(pk__in=[row.pk for row in rows]).order_by("position", "pk")
    return rows, move, lambda: "".join(order.values_list(column, flat=True))


@pytest.mark.parametrize(
    ("place", "step", "moved", "after"),
    [
        (0, UP, False, "ABC"),
        (0, DOWN, True, "BAC"),
        (1, UP, True, "BAC"),
        (1, DOWN, True, "ACB"),
        (2, UP, True, "ACB"),
        (2, DOWN, False, "ABC"),
    ],
)
def test_a_row_moves_one_place_and_not_past_the_end(kind, place, step, moved, after):
    rows, move, order = kind
    assert move(rows[place], step) is moved
    assert order() == after


def test_a_row_that_is_gone_moves_nothing(kind):
    rows, move, order = kind
    type(rows[1]).objects.filter(pk=rows[1].pk).delete()
    assert move(rows[1], UP) is False
    assert order() == "AC"


def test_two_who_move_rows_at_one_moment_both_get_their_way(kind):
    rows, move, order = kind
    # Lines are moved under their meeting's lock, the others under those of the rows.
    locked_first = rows[0].meeting if isinstance(rows[0], Line) else min(rows, key=lambda row: row.pk)
    behind(locked_first, lambda: move(rows[2], UP), lambda: move(rows[0], DOWN))
    assert order() == "CAB"


def test_a_removed_line_holds_no_place():
    rows = lines()
    line_changes.remove(rows[1])
    assert line_changes.move(rows[1], UP) is False
    assert line_changes.move(rows[2], UP) is True
    kept = Line.objects.kept().filter(item=rows[0].item).order_by("position")
    assert [line.text for line in kept] == ["C", "A"]
