"""Issuing to many asks the database as often as issuing to few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backbone.outbox.models import Message
from tests import factories
from tests.meetings.minutes.steps import issue

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


@pytest.mark.parametrize("is_proposed", [False, True])
def test_a_mail_more_is_no_question_more(is_proposed):
    coffee = factories.coffee_meeting()
    few, many = guests_of(coffee, 3), guests_of(coffee, 30)
    for person in few:
        factories.line(coffee.meeting, f"! {person.name}: send the list, 11 December 2027", coffee.second)
    coffee.meeting.attendance.update(state="absent" if is_proposed else "present")
    asked = [queries_of(coffee, number, people) for number, people in ((1, few), (2, few), (3, few + many))]
    assert asked[2] <= asked[1]


def guests_of(coffee, count):
    people = [factories.person(f"Guest{number} Of{count}") for number in range(count)]
    for person in people:
        factories.attendance(coffee.meeting, person, "present")
    return people


def queries_of(coffee, number, people):
    """How many statements issuing this version to these people takes."""
    factories.line(coffee.meeting, f"A note for version {number}", coffee.second)
    with CaptureQueriesContext(connection) as asked:
        issue(coffee, number=number, to=[person.pk for person in people], changed="A note was left out.")
    assert Message.objects.filter(kind="minutes", key__contains=f":v{number}:").count() == len(people)
    return len(asked)
