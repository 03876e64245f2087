"""A meeting of a group: whom it invites, who counts for its quorum, what its minutes say, who hosts, until when."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import attendance, clock, needs
from meetings.bodies import hosts
from meetings.bodies.turnout import turnout
from meetings.invitations.invitees import invitees
from meetings.minutes.contents import contents
from meetings.minutes.recipients import recipients
from meetings.minutes.record import record_of
from meetings.models import Meeting
from partnerships.models import Pause
from partnerships.pausing.pauses import pause
from tests import factories
from tests.meetings.minutes.steps import issue

DAY = timedelta(days=1)


@pytest.fixture
def board(coffee):
    """The co-op and the ministry sit there; the meeting is its own."""
    body = coffee.of.bodies.create(name="Board", quorum_share="most")
    body.partners.set([coffee.coop, coffee.ministry])
    coffee.meeting.body = body
    coffee.meeting.save()
    return body


def listed_anew(coffee):
    coffee.meeting.attendance.all().delete()
    attendance.prefill(coffee.meeting)
    return set(coffee.meeting.attendance.values_list("person__name", flat=True))


def rest(coffee, **who):
    """A pause that lasts on the day of the meeting, whenever that is."""
    row = pause(coffee.of, coffee.meeting.day + DAY, by=coffee.ruth, **who)
    Pause.objects.filter(pk=row.pk).update(
        since=coffee.meeting.starts_at - DAY, until=coffee.meeting.starts_at + DAY
    )


def test_who_sits_there_is_invited_and_of_the_others_everybody(coffee, board):
    second = factories.representative(coffee.coop, factories.person("Moses Kato"))
    assert listed_anew(coffee) == {"Anna Kyomuhendo", "Moses Kato", "Peter Okello"}
    board.seats.filter(partner=coffee.coop).update(person=second)
    assert listed_anew(coffee) == {"Moses Kato", "Peter Okello"}


def test_a_sponsor_who_sits_there_is_invited(coffee, board):
    sponsor = factories.representative(coffee.coop, factories.person("Isaac Opio"), capacity="sponsor")
    assert "Isaac Opio" not in listed_anew(coffee)
    board.seats.filter(partner=coffee.coop).update(person=sponsor)
    assert listed_anew(coffee) == {"Isaac Opio", "Peter Okello"}


def test_the_alternate_comes_while_the_person_pauses_or_has_left(coffee, board):
    moses = factories.representative(coffee.coop, factories.person("Moses Kato"))
    board.seats.filter(partner=coffee.coop).update(person=coffee.anna, alternate=moses)
    assert listed_anew(coffee) == {"Anna Kyomuhendo", "Peter Okello"}
    rest(coffee, person=coffee.anna)
    assert listed_anew(coffee) == {"Moses Kato", "Peter Okello"}
    Pause.objects.all().delete()
    coffee.coop.representatives.filter(person=coffee.anna).update(until=coffee.meeting.starts_at - DAY)
    assert listed_anew(coffee) == {"Moses Kato", "Peter Okello"}


def test_a_seat_whose_term_is_over_is_not_invited(coffee, board):
    board.seats.filter(partner=coffee.coop).update(term_until=coffee.meeting.day - DAY)
    assert listed_anew(coffee) == {"Peter Okello"}


def test_observers_are_listed_and_count_for_nothing(coffee, board):
    board.guests.create(partnership=coffee.of, person=coffee.mwesigwa, kind="observer")
    assert "Peter Mwesigwa" in listed_anew(coffee)
    attendance.record_rest(coffee.meeting, "present")
    states = dict(coffee.meeting.attendance.values_list("person__name", "state"))
    assert states["Peter Mwesigwa"] == "observer"
    assert turnout(coffee.meeting, attendance.rows_of(coffee.meeting)).words == (
        "2 of 2 partners, quorum 2 reached"
    )


def test_who_is_informed_gets_the_minutes_and_hears_of_the_meeting_on_choice(coffee, board):
    isaac = factories.person("Isaac Opio")
    board.guests.create(partnership=coffee.of, person=isaac, kind="informed")
    record = record_of(coffee.meeting)
    assert isaac in [one.person for one in recipients(record, contents(record))]
    found = {one.person: one for one in invitees(coffee.meeting, {}, attendance.rows_of(coffee.meeting))}
    assert found[isaac].on_choice
    assert "Isaac Opio" not in listed_anew(coffee)


def test_who_pauses_is_no_part_of_the_quorum_and_is_named(coffee, board, ruth):
    rest(coffee, partner=coffee.ministry)
    found = turnout(coffee.meeting, attendance.rows_of(coffee.meeting))
    assert (found.here, found.expected, found.quorum) == (1, 1, 1)
    said = contents(record_of(coffee.meeting))
    assert said["paused"] == ["Ministry of Agriculture"]
    assert said["quorum"] == {"here": 1, "needed": 1, "of": 1, "reached": True}
    page = ruth.get(coffee.meeting.get_absolute_url()).text
    assert "Paused, and not counted for the quorum: Ministry of Agriculture." in page


def test_who_is_absent_is_what_the_quorum_is_a_share_of(coffee, board):
    found = turnout(coffee.meeting, attendance.rows_of(coffee.meeting))
    assert (found.here, found.expected, found.quorum) == (1, 2, 2)


def test_issued_minutes_freeze_paused_rules_and_number(coffee, board):
    board.ground_rules, board.minutes_numbering = "Phones away.", "yearly"
    board.save()
    rest(coffee, partner=coffee.ministry)
    version, _sent = issue(coffee)
    Pause.objects.all().delete()
    assert version.data["paused"] == ["Ministry of Agriculture"]
    assert version.data["number"] == f"{coffee.meeting.day.year}-1"
    for words in ("Paused, and not counted", "Phones away.", version.data["number"]):
        assert words in version.html


def test_minutes_are_numbered_as_the_group_says_and_keep_their_number(coffee, board):
    board.minutes_numbering = "running"
    board.save()
    issue(coffee)
    coffee.meeting.refresh_from_db()
    assert coffee.meeting.minutes_number == "1"
    issue(coffee, number=2, changed="A name")
    later = factories.meeting(coffee.of, "Board 2", body=board)
    coffee.meeting = later
    issue(coffee)
    later.refresh_from_db()
    assert later.minutes_number == "2"


def test_the_group_says_how_long_minutes_may_take(coffee, board):
    meeting = Meeting.objects.get(pk=coffee.meeting.pk)
    usual = clock.due_on(meeting)
    board.minutes_working_days = coffee.of.minutes_working_days + 1
    board.save()
    assert clock.due_on(Meeting.objects.get(pk=meeting.pk)) > usual


def test_an_agenda_that_has_items_needs_nobody(coffee, board):
    board.agenda_days = 90
    board.save()
    Meeting.objects.update(starts_at=timezone.now() + DAY)
    assert _agenda_needs(coffee) == []


@pytest.mark.parametrize(("ahead", "state"), [(11, None), (10, "open"), (7, "open"), (6, "late")])
def test_an_agenda_that_is_due_is_told_while_it_is_empty(coffee, board, ahead, state):
    board.agenda_days = 7
    board.save()
    coffee.meeting.starts_at, coffee.meeting.timezone = timezone.now() + ahead * DAY, "UTC"
    coffee.meeting.save()
    type(coffee.of).objects.update(timezone="UTC")
    coffee.of.refresh_from_db()
    coffee.meeting.items.all().delete()
    assert _agenda_needs(coffee) == ([state] if state else [])


def _agenda_needs(coffee):
    return [
        need.state for need in needs.for_coordinators(coffee.ruth, coffee.of) if need.kind == needs.AGENDAS
    ]


def test_the_next_host_is_proposed_with_the_place_where_it_hosted(coffee, board, ruth):
    board.seats.filter(partner=coffee.coop).update(host_turn=1)
    board.seats.filter(partner=coffee.ministry).update(host_turn=2)
    assert hosts.proposed(board) == {"host": coffee.coop.pk, "place": "Rwenzori Growers Co-op"}
    Meeting.objects.filter(pk=coffee.meeting.pk).update(host=coffee.coop, place="The hall")
    assert hosts.next_to_host(board) == coffee.ministry
    assert "Hosts next: Ministry of Agriculture" in ruth.get(board.get_absolute_url()).text
    form = ruth.get(reverse("meeting_new", args=[coffee.of.slug]), {"body": board.pk}).context["form"]
    assert (form["host"].value(), form["place"].value()) == (coffee.ministry.pk, "Ministry of Agriculture")
    Meeting.objects.create(
        partnership=coffee.of,
        body=board,
        title="Next",
        starts_at=coffee.meeting.starts_at + DAY,
        host=coffee.ministry,
    )
    assert hosts.proposed(board) == {"host": coffee.coop.pk, "place": "The hall"}


def test_the_secretary_writes_down_a_new_meeting(coffee, board, ruth):
    board.secretary = coffee.anna
    board.save()
    data = {"title": "Board 2", "starts_at": "2031-05-06T10:00", "minutes_planned": 60, "body": board.pk}
    ruth.post(reverse("meeting_new", args=[coffee.of.slug]), data)
    assert Meeting.objects.get(title="Board 2").minute_taker == coffee.anna


def test_a_host_is_invited_though_its_seat_is_over(coffee, board):
    board.seats.filter(partner=coffee.coop).update(term_until=coffee.meeting.day - DAY)
    coffee.meeting.host = coffee.coop
    assert listed_anew(coffee) == {"Anna Kyomuhendo", "Peter Okello"}


def test_a_host_that_is_chosen_later_is_invited_and_nobody_else_comes_back(coffee, board, ruth):
    coffee.meeting.attendance.all().delete()
    data = {"title": "Board 1", "starts_at": "2031-05-06T10:00", "minutes_planned": 60, "body": board.pk}
    ruth.post(reverse("meeting_edit", args=[coffee.meeting.pk]), {**data, "revision": 0})
    assert not coffee.meeting.attendance.exists()
    data |= {"host": coffee.kigezi.pk, "revision": 1}
    ruth.post(reverse("meeting_edit", args=[coffee.meeting.pk]), data)
    assert coffee.meeting.attendance.get().person == coffee.mwesigwa


def planned_anew(coffee, **seat):
    Meeting.objects.filter(pk=coffee.meeting.pk).update(starts_at=timezone.now() + 9 * DAY)
    coffee.meeting.refresh_from_db()
    coffee.meeting.body.seats.filter(partner=coffee.coop).update(**seat)
    listed_anew(coffee)


@pytest.mark.parametrize("page", ["meeting", "meeting_invitation"])
def test_whoever_invites_reads_whose_seat_does_not_last_until_then(coffee, board, ruth, browser_of, page):
    address = reverse(page, args=[coffee.meeting.pk])
    planned_anew(coffee, term_until=None)
    assert "The seat of" not in ruth.get(address).text
    planned_anew(coffee, term_until=timezone.now() + DAY)
    text = " ".join(ruth.get(address).text.split())
    assert "The seat of Rwenzori Growers Co-op in Board ended on" in text
    assert "So none of its people is invited." in text
    assert "The seat of" not in browser_of(coffee.okello).get(address).text
    Meeting.objects.filter(pk=coffee.meeting.pk).update(host=coffee.coop)
    assert "none of its people is on the list" in ruth.get(address).text
    coffee.meeting.refresh_from_db()
    listed_anew(coffee)
    assert "It hosts this meeting, so its people are invited." in ruth.get(address).text


def test_a_seat_that_begins_later_is_told_and_one_that_ended_long_ago_is_not(coffee, board, ruth):
    planned_anew(coffee, term_from=timezone.now() + 30 * DAY)
    assert "The seat of Rwenzori Growers Co-op in Board begins on" in " ".join(
        ruth.get(coffee.meeting.get_absolute_url()).text.split()
    )
    planned_anew(coffee, term_from=None, term_until=timezone.now() - 400 * DAY)
    assert "The seat of" not in ruth.get(coffee.meeting.get_absolute_url()).text
