"""Of whom nothing was recorded nobody says that they were there, nor that they were not."""

import pytest

from meetings.minutes.contents import contents
from meetings.minutes.record import record_of
from meetings.models import Attendance
from partnerships.correspondence.models import Correspondence
from tests import factories
from tests.meetings.minutes.steps import issue
from workplans.models import Task

pytestmark = pytest.mark.fast

RECORDED = {
    "present": (True, False),
    "observer": (True, False),
    "apologies": (False, True),
    "absent": (False, True),
    "": (False, False),
}
AWAY = "since you were not in the room"
UNRECORDED = "whether you were in the room was not recorded"


def attend(coffee, state, **more):
    Attendance.objects.filter(meeting=coffee.meeting, person=coffee.okello).update(state=state, **more)


def point_of(coffee):
    factories.line(coffee.meeting, "! Okello: ask the district", coffee.first)
    return contents(record_of(coffee.meeting))["action_points"][0]


def mail_to(coffee):
    issue(coffee)
    message = Correspondence.objects.get(person=coffee.okello, cause="minutes").message
    return message.text, message.html


@pytest.mark.parametrize(("state", "expected"), RECORDED.items())
def test_what_was_recorded_decides_whether_it_was_agreed_or_somebody_was_away(coffee, state, expected):
    attend(coffee, state)
    point = point_of(coffee)
    assert (point["agreed"], point["away"]) == expected


def test_somebody_who_is_on_no_list_was_not_away(coffee):
    Attendance.objects.filter(person=coffee.okello).delete()
    point = point_of(coffee)
    assert (point["agreed"], point["away"]) == (False, False)


def test_who_came_later_was_away_when_it_was_agreed(coffee):
    attend(coffee, "partly", from_item=coffee.second)
    point = point_of(coffee)
    assert (point["agreed"], point["away"]) == (False, True)


@pytest.mark.parametrize(
    ("state", "words", "not_said"), [("absent", AWAY, UNRECORDED), ("", UNRECORDED, AWAY)]
)
def test_the_mail_says_what_was_recorded(coffee, state, words, not_said):
    attend(coffee, state)
    point_of(coffee)
    for part in mail_to(coffee):
        assert words in " ".join(part.split())
        assert not_said not in " ".join(part.split())


def test_before_issuing_one_press_says_that_all_were_there_and_it_can_be_changed(coffee, ruth):
    Attendance.objects.filter(meeting=coffee.meeting).exclude(person=coffee.okello).update(state="")
    attend(coffee, "apologies")
    factories.line(coffee.meeting, "! Anna: call", coffee.first)
    address = f"/meetings/{coffee.meeting.pk}/issue/"
    assert "Who was there?" in ruth.get(address).text
    pressed = ruth.post(
        f"/meetings/{coffee.meeting.pk}/attendance/rest/", {"from": "issue", "state": "present"}, follow=True
    )
    assert pressed.redirect_chain == [(address, 302)]
    assert "Recorded: 2 people were there." in pressed.text
    assert "Who was there?" not in pressed.text
    states = coffee.meeting.attendance.values_list("person", "state")
    assert dict(states)[coffee.okello.pk] == "apologies"
    assert dict(states)[coffee.anna.pk] == "present"
    issue(coffee)
    assert Task.objects.get().agreed_in_room


def test_where_all_is_recorded_nothing_is_asked(coffee, ruth):
    Attendance.objects.filter(meeting=coffee.meeting).update(state="present")
    assert "Who was there?" not in ruth.get(f"/meetings/{coffee.meeting.pk}/issue/").text
