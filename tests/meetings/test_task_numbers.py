"""Numbers that people say aloud, "A 26-014": counted by partnership and year, given once and never again."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from backbone.outbox.models import Message
from meetings.minutes import issuing
from tests import factories
from tests.meetings.minutes.steps import issue
from tests.together import together
from tests.walks.markup import folded
from workplans.models import Task

pytestmark = pytest.mark.django_db


def numbers(of):
    return [task.spoken_number for task in Task.objects.filter(partnership=of).order_by("pk")]


@pytest.mark.parametrize(
    ("moment", "timezone", "number"),
    [
        (datetime(2026, 12, 31, 22, 30, tzinfo=UTC), "Europe/Amsterdam", "A 26-001"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "Europe/Amsterdam", "A 27-001"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "America/New_York", "A 26-001"),
        (datetime(2009, 6, 1, 12, 0, tzinfo=UTC), "Europe/Amsterdam", "A 09-001"),
    ],
)
def test_the_year_is_that_of_the_day_there(moment, timezone, number):
    of = factories.partnership()
    of.timezone = timezone
    of.save()
    with time_machine.travel(moment, tick=False):
        assert factories.task(of).spoken_number == number


@pytest.mark.parametrize(
    ("number", "words"), [(1, "A 26-001"), (14, "A 26-014"), (999, "A 26-999"), (1000, "A 26-1000")]
)
def test_how_a_number_is_said(number, words):
    assert Task(number_year=2026, number=number).spoken_number == words


def test_each_partnership_counts_for_itself():
    one, other = factories.partnership(), factories.partnership()
    for of in (one, one, other):
        factories.task(of)
    assert [number[-3:] for number in numbers(one)] == ["001", "002"]
    assert [number[-3:] for number in numbers(other)] == ["001"]


def test_a_removed_task_s_number_stays_used():
    of = factories.partnership()
    factories.task(of).delete()
    assert factories.task(of).number == 2


def test_the_database_refuses_a_number_given_twice_and_a_task_without_one():
    task, other = factories.task(of := factories.partnership()), factories.task(of)
    for columns, name in (
        ({"number": task.number}, "task_number_once"),
        ({"number": 0}, "task_has_a_number"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Task.objects.filter(pk=other.pk).update(**columns)


@pytest.mark.django_db(transaction=True)
def test_two_at_one_moment_get_two_numbers():
    of = factories.partnership()
    together(Task, *(lambda: factories.task(of) for _ in range(3)))
    assert sorted(Task.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_an_action_point_has_its_number_when_it_is_issued(minuted, ruth):
    room = f"/meetings/{minuted.meeting.pk}/minutes/?item={minuted.second.pk}"
    assert folded(ruth.get(room).text).count("number when issued") == 3
    assert "when issued" in ruth.get(f"/meetings/{minuted.meeting.pk}/issue/").text
    version, _ = issue(minuted)
    send, ask = numbers(minuted.of)
    assert [one["number"] for one in version.data["action_points"]] == [send, ask]
    assert f"{ask} Ask the district" in Message.objects.get(recipient=minuted.okello).text
    for address in (
        room,
        "/partnerships/coffee/tasks/",
        f"/minutes/{version.pk}/",
        f"/tasks/{Task.objects.first().pk}/",
    ):
        assert send in ruth.get(address).text
    later = factories.meeting(minuted.of, starts_at=datetime(2026, 12, 17, 13, 0, tzinfo=UTC))
    factories.line(later, f"! Anna: the next, {date(2026, 12, 24)}")
    printed = issuing.issue(later, number=1, to=(), by=minuted.ruth)[0]
    assert [one["number"] for one in printed.data["matters_arising"]] == [send, ask]
    assert printed.data["action_points"][0]["number"][-3:] == "003"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("{number}", True),
        ("{short}", True),
        (" {number} ", True),
        ("26-999999999", False),
        ("A 26-", False),
        ("26-0001 more", False),
        ("²6-001", False),
    ],
)
def test_a_task_is_found_by_its_number(coffee, ruth, words, found):
    task = factories.task(coffee.of, "Send the map")
    factories.task(coffee.of, "Another")
    short = f"a{task.number_year % 100}-{task.number}"
    page = ruth.get(
        "/partnerships/coffee/tasks/", {"q": words.format(number=task.spoken_number, short=short)}
    ).text
    assert ("Send the map" in page, "Another" in page) == (found, False)
