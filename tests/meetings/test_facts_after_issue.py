"""What is changed beside the lines after issue is told to the coordinator until it is issued or as it was."""

from datetime import timedelta

import pytest

from meetings.models import Meeting
from tests import factories
from tests.meetings.minutes.steps import issue
from tests.walks.markup import folded

pytestmark = pytest.mark.django_db

NEED = "What was changed at “Steering committee 10” is not yet issued"
HEADING = "Changed since the minutes were issued"


def edit(coffee, **changed):
    meeting = coffee.meeting
    meeting.refresh_from_db()
    fields = {
        "title": meeting.title,
        "goal": "",
        "starts_at": "2026-12-03T14:00",
        "minutes_planned": 90,
        "place": "",
    }
    return f"/meetings/{meeting.pk}/edit/", {**fields, "revision": meeting.revision, **changed}  # fmt: skip


def close(coffee, **changed):
    coffee.meeting.refresh_from_db()
    times = {"started_at": "2026-12-03T14:00", "ended_at": "2026-12-03T15:00"}
    return f"/meetings/{coffee.meeting.pk}/closing/", {
        **times,
        "revision": coffee.meeting.revision,
        **changed,
    }


# Each: (address, data) of a press, what it is about, and words of it.
PRESSES = {
    "one person's attendance": (
        lambda coffee: (f"/attendance/{coffee.rows['anna'].pk}/", {"state": "absent"}), "Absent", "Anna Kyomuhendo",
    ),
    "the whole list": (
        lambda coffee: (
            f"/meetings/{coffee.meeting.pk}/attendance/", {f"state-{coffee.rows['okello'].pk}": "present"},
        ), "Present", "Peter Okello",
    ),
    "everybody else": (
        lambda coffee: (f"/meetings/{coffee.meeting.pk}/attendance/rest/", {"state": "absent"}),
        "Absent", "Peter Mwesigwa",
    ),
    "somebody who was not on the list": (
        lambda coffee: (
            f"/meetings/{coffee.meeting.pk}/attendance/person/", {"name": "Tom Baluku", "state": "present"},
        ), "Present", "Tom Baluku",
    ),
    "somebody taken off the list": (
        lambda coffee: (f"/attendance/{coffee.rows['mwesigwa'].pk}/removal/", {}), "Not recorded", "Peter Mwesigwa",
    ),
    "the place": (lambda coffee: edit(coffee, place="Town hall"), "Place", "Town hall"),
    "who led it": (lambda coffee: edit(coffee, chair=coffee.okello.pk), "Chair", "Peter Okello"),
    "the times": (lambda coffee: close(coffee), "Times", "14:00–15:00"),
    "declared interests": (lambda coffee: close(coffee, interests="Anna owns land"), "Declared interests", "owns land"),
    "an item of the agenda": (
        lambda coffee: (
            f"/meetings/{coffee.meeting.pk}/items/", {"title": "Roads", "purpose": "inform", "minutes": "5"},
        ), "Agenda", "Roads",
    ),
    "an item's title": (
        lambda coffee: (
            f"/agenda-items/{coffee.first.pk}/",
            {"title": "Greeting", "purpose": "inform", "minutes": "10", "revision": coffee.first.revision},
        ), "Agenda", "Greeting",
    ),
    "the order of the agenda": (
        lambda coffee: (f"/agenda-items/{coffee.first.pk}/move/", {"direction": "down"}), "Agenda", "Welcome",
    ),
    "an item taken off the agenda": (
        lambda coffee: (f"/agenda-items/{coffee.first.pk}/removal/", {}), "Agenda", "Welcome",
    ),
}  # fmt: skip


@pytest.fixture(params=PRESSES)
def press(request):
    return PRESSES[request.param]


def needs(browser):
    return folded(browser.get("/partnerships/coffee/").text)


def meeting_page(browser, coffee):
    return folded(browser.get(f"/meetings/{coffee.meeting.pk}/").text)


def test_what_is_changed_after_issue_stands_in_needs_you_until_it_is_issued(issued, ruth, press):
    make, heading, words = press
    assert NEED not in needs(ruth)
    address, data = make(issued)
    assert ruth.post(address, data).status_code == 302
    assert NEED in needs(ruth)
    for page in (f"/meetings/{issued.meeting.pk}/", f"/meetings/{issued.meeting.pk}/minutes/"):
        shown = folded(ruth.get(page).text).split(HEADING)[1].split("</section>")[0]
        assert heading in shown
        assert words in shown
    issue(issued, 2, to=(), changed="Created wrongly")
    assert NEED not in needs(ruth)
    assert HEADING not in meeting_page(ruth, issued)


def test_before_issue_nothing_waits(minuted, ruth, press):
    address, data = press[0](minuted)
    ruth.post(address, data)
    assert Meeting.objects.get(pk=minuted.meeting.pk).facts_unissued_since is None


def test_what_is_changed_back_waits_no_longer(issued, ruth):
    row = issued.rows["anna"].pk
    ruth.post(f"/attendance/{row}/", {"state": "absent"})
    assert NEED in needs(ruth)
    ruth.post(f"/attendance/{row}/", {"state": "present"})
    assert NEED not in needs(ruth)


def test_with_lines_that_wait_it_is_one_entry(issued, ruth):
    factories.line(issued.meeting, "Late", issued.second)
    ruth.post(f"/attendance/{issued.rows['anna'].pk}/", {"state": "absent"})
    shown = needs(ruth)
    assert "1 line of “Steering committee 10” is not yet issued" in shown
    assert NEED not in shown
    assert HEADING in meeting_page(ruth, issued)


def test_partners_see_nothing_of_what_is_not_issued(issued, ruth, browser_of):
    ruth.post(f"/attendance/{issued.rows['anna'].pk}/", {"state": "absent"})
    anna = browser_of(issued.anna)
    assert HEADING not in meeting_page(anna, issued)
    assert HEADING not in anna.get(f"/meetings/{issued.meeting.pk}/minutes/").text


def test_issuing_that_is_undone_says_again_what_waited(issued, ruth):
    ruth.post(f"/attendance/{issued.rows['anna'].pk}/", {"state": "absent"})
    issue(issued, 2, to=(), changed="Anna was not there", undo_seconds=60)
    assert NEED not in needs(ruth)
    ruth.post(f"/meetings/{issued.meeting.pk}/issue/undo/")
    assert NEED in needs(ruth)


# The next meeting that the minutes name is another meeting's row


@pytest.fixture
def named(minuted):
    """Minutes that name the next meeting."""
    later = minuted.meeting.starts_at + timedelta(days=30)
    minuted.next = factories.meeting(minuted.of, "Steering committee 11", starts_at=later)
    issue(minuted)
    return minuted


def test_a_next_meeting_that_moves_or_is_called_off_was_named_wrongly(named, ruth):
    address, data = edit(named)
    data |= {
        "title": "Steering committee 11",
        "starts_at": "2027-01-20T14:00",
        "revision": named.next.revision,
    }
    ruth.post(address.replace(str(named.meeting.pk), str(named.next.pk)), data)
    assert NEED in needs(ruth)
    issue(named, 2, to=(), changed="It moved")
    assert NEED not in needs(ruth)
    ruth.post(f"/meetings/{named.next.pk}/cancellation/")
    assert NEED in needs(ruth)


def test_a_meeting_that_is_planned_afterwards_was_no_part_of_the_minutes(issued, ruth):
    later = {"title": "Steering committee 11", "starts_at": "2027-01-20T14:00", "minutes_planned": 60}
    ruth.post("/partnerships/coffee/meetings/new/", later)
    assert Meeting.objects.filter(title="Steering committee 11").exists()
    assert NEED not in needs(ruth)


def test_what_becomes_of_earlier_action_points_moves_on_by_itself(issued, ruth):
    later = issued.meeting.starts_at + timedelta(days=30)
    following = factories.meeting(issued.of, "Steering committee 11", starts_at=later)
    issue_of = type("Coffee", (), {"meeting": following, "ruth": issued.ruth})
    issue(issue_of, to=())
    task = issued.meeting.action_points.first().task
    ruth.post(f"/tasks/{task.pk}/completion/", {"evidence": "Sent"})
    row = factories.attendance(following, issued.mwesigwa, "", issued.kigezi)
    ruth.post(f"/attendance/{row.pk}/", {"state": "present"})
    ruth.post(f"/attendance/{row.pk}/removal/")
    following.refresh_from_db()
    assert following.facts_unissued_since is None
