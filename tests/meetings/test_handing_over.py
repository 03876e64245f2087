"""Who takes over a seat comes to the meetings that were planned before; who comes back is on their lists again."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from meetings import attendance
from meetings.invitations.invitees import invitees
from partnerships import leaving
from tests import factories


@pytest.fixture
def board(coffee):
    """The co-op and the ministry sit there, Anna for the co-op; the meeting, to come, is its own."""
    body = coffee.of.bodies.create(name="Board")
    body.partners.set([coffee.coop, coffee.ministry])
    body.seats.filter(partner=coffee.coop).update(person=coffee.anna)
    coffee.meeting.body, coffee.meeting.starts_at = body, now() + timedelta(days=20)
    coffee.meeting.save()
    coffee.meeting.attendance.all().delete()
    attendance.prefill(coffee.meeting)
    return body


@pytest.fixture
def moses(coffee, board):
    return factories.representative(coffee.coop, factories.person("Moses Kato", "moses@example.org"))


def seat_of(coffee, person):
    return coffee.coop.representatives.get(person=person)


def asked(coffee):
    rows = attendance.rows_of(coffee.meeting)
    return {str(one.person) for one in invitees(coffee.meeting, {}, rows) if one.is_asked}


def test_the_successor_is_asked_to_the_meetings_that_were_planned(coffee, moses):
    assert asked(coffee) == {"Anna Kyomuhendo", "Peter Okello"}
    assert leaving.end(seat_of(coffee, coffee.anna), to=moses, agreed=True, by=coffee.ruth)
    assert asked(coffee) == {"Moses Kato", "Peter Okello"}
    row = coffee.meeting.attendance.get(person=moses)
    assert (row.partner, row.asked_at) == (coffee.coop, None)
    assert "places" not in {found.kind.key for found in leaving.hanging_on(seat_of(coffee, coffee.anna))}


def test_the_successor_is_asked_though_who_left_had_answered(coffee, moses):
    coffee.meeting.attendance.filter(person=coffee.anna).update(
        asked_at=now(), expected="coming", answered_at=now()
    )
    leaving.end(seat_of(coffee, coffee.anna), to=moses, agreed=True, by=coffee.ruth)
    row = coffee.meeting.attendance.get(person=moses)
    assert (row.asked_at, row.expected, row.answered_at) == (None, "", None)


def test_who_leaves_one_of_several_parts_is_not_asked_for_that_one(coffee, moses):
    factories.coordinator(coffee.of, coffee.anna)
    leaving.end(seat_of(coffee, coffee.anna), to=moses, agreed=True, by=coffee.ruth)
    assert asked(coffee) == {"Moses Kato", "Peter Okello"}


def test_a_meeting_that_was_is_nobody_elses(coffee, moses):
    coffee.meeting.starts_at = now() - timedelta(days=1)
    coffee.meeting.save()
    leaving.end(seat_of(coffee, coffee.anna), to=moses, agreed=True, by=coffee.ruth)
    assert not coffee.meeting.attendance.filter(person=moses).exists()


def test_nobody_comes_for_a_partner_that_is_not_theirs(coffee, board):
    leaving.end(seat_of(coffee, coffee.anna), to=coffee.ruth, agreed=True, by=coffee.ruth)
    assert not coffee.meeting.attendance.filter(person=coffee.ruth).exists()


def test_who_comes_back_is_asked_where_nobody_else_has_their_seat(coffee, board, moses):
    seat = seat_of(coffee, coffee.anna)
    leaving.end(seat, to=moses, agreed=True, by=coffee.ruth)
    # What was handed over stays: Moses sits there.
    assert leaving.take_back(seat)
    assert asked(coffee) == {"Moses Kato", "Peter Okello"}
    type(seat).objects.filter(pk=seat.pk).update(until=now())
    board.seats.filter(partner=coffee.coop).update(person=coffee.anna)
    assert leaving.take_back(seat)
    assert asked(coffee) == {"Anna Kyomuhendo", "Peter Okello"}
