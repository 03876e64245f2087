"""The room view: the current item for everybody in the room, and nothing that is for some of them only."""

import pytest

from meetings.models import Attendance, Meeting
from tests import factories

pytestmark = pytest.mark.fast


@pytest.fixture
def private(coffee):
    """The meeting with something private in each place; returns what must not be seen."""
    personnel = coffee.meeting.items.create(
        partnership=coffee.of, title="Personnel (confidential)", position=9
    )
    factories.line(coffee.meeting, "Somebody is leaving", personnel)
    factories.line(coffee.meeting, "Removed remark", coffee.second)
    coffee.meeting.lines.filter(text="Removed remark").update(removed_at="2026-12-03T13:00Z")
    Attendance.objects.filter(meeting=coffee.meeting, person=coffee.okello).update(replacement="My deputy")
    coffee.personnel = personnel
    return ["Personnel", "Somebody is leaving", "Removed remark", "My deputy", coffee.anna.email, "Okello"]


def room_view(browser, coffee, **headers):
    return browser.get(f"/meetings/{coffee.meeting.pk}/minutes/?room", headers=headers).text


def test_nothing_private_is_on_the_wall(coffee, ruth, private):
    page = room_view(ruth, coffee)
    assert "Welcome" in page
    assert not [words for words in private if words in page]


def test_while_a_confidential_item_is_on_the_wall_is_blank(coffee, ruth, private):
    Meeting.objects.filter(pk=coffee.meeting.pk).update(current_item=coffee.personnel)
    page = room_view(ruth, coffee)
    assert "A confidential item" in page
    assert not [words for words in private if words in page]


def test_the_current_item_and_its_lines_are_shown_without_a_way_to_change_them(coffee, ruth):
    Meeting.objects.filter(pk=coffee.meeting.pk).update(current_item=coffee.second)
    factories.line(coffee.meeting, "! Peter: ask the district", coffee.second)
    factories.line(coffee.meeting, "! Anna: call, 11 December", coffee.second)
    page = room_view(ruth, coffee, **{"HX-Request": "true"})
    assert "owner still open" in page
    assert "due Fri 11 Dec" in page
    assert not [sign for sign in ("<a ", "<button", "<form", "hx-get", "hx-post") if sign in page]


def test_only_who_may_write_the_minutes_opens_it(coffee, browser_of):
    for person in (coffee.anna, factories.leader(coffee.of)):
        address = f"/meetings/{coffee.meeting.pk}/minutes/?room"
        assert browser_of(person).get(address).status_code == 403
