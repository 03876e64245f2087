"""Next meeting, matters arising and approved minutes are those of the same group; approval leaves its mark."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from meetings.minutes import issuing, line_changes
from meetings.minutes.contents import contents
from meetings.minutes.record import record_of
from meetings.models import Meeting
from partnerships.models import Body
from tests import factories
from tests.meetings.minutes.steps import issue
from tests.walks.markup import folded
from workplans import todo
from workplans.models import Task

pytestmark = pytest.mark.django_db
THIRD = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)


@pytest.fixture
def bodies(coffee):
    """The meeting's own steering committee (None: of no group), and a working group with meetings around it."""
    return {
        name: Body.objects.create(partnership=coffee.of, name=name) if name else None
        for name in ("", "Steering committee", "Working group")
    }


def meeting_of(coffee, body, days, **fields):
    return factories.meeting(coffee.of, body=body, starts_at=THIRD + timedelta(days=days), **fields)


def says(meeting):
    return contents(record_of(meeting))


PAIRS = [("Steering committee", "Working group"), ("", "Working group"), ("Steering committee", "")]


@pytest.fixture(params=PAIRS)
def own_and_other(request, bodies, coffee):
    own, other = (bodies[name] for name in request.param)
    Meeting.objects.filter(pk=coffee.meeting.pk).update(body=own)
    coffee.meeting.refresh_from_db()
    return own, other


def test_the_next_meeting_is_of_the_same_group(coffee, own_and_other):
    own, other = own_and_other
    meeting_of(coffee, other, 1)
    assert says(coffee.meeting)["next"] is None
    following = meeting_of(coffee, own, 7)
    assert says(coffee.meeting)["next"]["title"] == following.title


def test_next_meeting_as_a_day_is_that_of_the_same_group(coffee, own_and_other):
    own, other = own_and_other
    meeting_of(coffee, other, 1)
    line = factories.line(coffee.meeting, "! Anna: write, next meeting", coffee.second)
    assert line.due_on is None
    meeting_of(coffee, own, 7)
    line = line_changes.rewrite(line, "! Anna: write it, next meeting")
    assert str(line.due_on) == "2026-12-10"


def test_matters_arising_are_of_the_same_group(coffee, own_and_other):
    own, other = own_and_other
    for body, text in ((other, "! Anna: theirs"), (own, "! Anna: ours")):
        before = meeting_of(coffee, body, -7)
        factories.line(before, text)
        issuing.issue(before, number=1, to=(), by=coffee.ruth)
    assert [one["what"] for one in says(coffee.meeting)["matters_arising"]] == ["Ours"]


def test_what_was_closed_before_the_meeting_before_is_no_matter_arising_any_more(coffee):
    earlier, _before = meeting_of(coffee, None, -14), meeting_of(coffee, None, -7)
    for text in ("! Anna: long done", "! Anna: done since", "! Anna: still open"):
        factories.line(earlier, text)
    issuing.issue(earlier, number=1, to=(), by=coffee.ruth)
    for title, days in (("Long done", -10), ("Done since", -2)):
        task = Task.objects.get(title=title)
        todo.complete(task, by=coffee.anna)
        Task.objects.filter(pk=task.pk).update(closed_at=THIRD + timedelta(days=days))
    told = {one["what"]: one["kind"] for one in says(coffee.meeting)["matters_arising"]}
    assert told == {"Done since": "done", "Still open": "open"}


# Approving


def close(ruth, meeting, approval="approved", words=""):
    meeting.refresh_from_db()
    data = {
        "started_at": f"{meeting.starts_at:%Y-%m-%dT%H:%M}",
        "ended_at": f"{meeting.ends_at:%Y-%m-%dT%H:%M}",
        "previous_minutes": approval,
        "previous_words": words,
        "revision": meeting.revision,
    }
    return ruth.post(f"/meetings/{meeting.pk}/closing/", data)


def test_only_issued_minutes_of_the_same_group_are_approved(coffee, own_and_other, ruth):
    own, other = own_and_other
    theirs = meeting_of(coffee, other, -1)
    issuing.issue(theirs, number=1, to=(), by=coffee.ruth)
    before = meeting_of(coffee, own, -7)
    page = close(ruth, coffee.meeting)
    assert page.status_code == 422
    assert f"“{before.title}” were not issued yet" in page.text
    issuing.issue(before, number=1, to=(), by=coffee.ruth)
    assert close(ruth, coffee.meeting).status_code == 302
    coffee.meeting.refresh_from_db()
    assert coffee.meeting.approved == before
    assert says(coffee.meeting)["previous"]["title"] == before.title


@pytest.mark.parametrize(
    ("approval", "words", "mark"),
    [
        ("approved", "", "Approved on 10 December 2026 in Steering committee 11"),
        (
            "corrected",
            "Kasese, not Kasesse",
            "Approved with corrections on 10 December 2026 in Steering committee 11: Kasese, not Kasesse",
        ),
    ],
)
def test_approval_leaves_its_mark_on_the_minutes(minuted, ruth, browser_of, approval, words, mark):
    first, _ = issue(minuted)
    later = meeting_of(minuted, None, 7, title="Steering committee 11")
    close(ruth, later, approval, words)
    anna = browser_of(minuted.anna)
    for address in (f"/meetings/{minuted.meeting.pk}/", f"/minutes/{first.pk}/"):
        assert mark in folded(anna.get(address).text)
    with time_machine.travel(THIRD + timedelta(days=14), tick=False):
        assert "Issued and approved" in browser_of(minuted.anna).get("/partnerships/coffee/meetings/").text
    second, _ = issue(minuted, 2, changed="Spelling")
    assert mark in folded(second.html)
    assert mark not in folded(first.html)
    assert folded(anna.get(f"/minutes/{second.pk}/").text).count(mark) == 1


def test_an_approval_taken_back_leaves_no_mark(minuted, ruth):
    first, _ = issue(minuted)
    later = meeting_of(minuted, None, 7, title="Steering committee 11")
    close(ruth, later)
    close(ruth, later, approval="")
    assert "Approved" not in ruth.get(f"/minutes/{first.pk}/").text
    later.refresh_from_db()
    assert later.approved is None
