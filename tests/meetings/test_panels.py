"""What meetings shows on the overview, among the needs and in the table of partners."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from backbone.needs import needs_of
from meetings import panels, schedule
from meetings.minutes import issuing, remarks
from meetings.models import Meeting
from partnerships.access import check
from partnerships.models import PrivateNote
from tests import factories

pytestmark = pytest.mark.fast

# The meeting of the fixture is still to come.
BEFORE = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture
def meetings_held(coffee):
    """Two meetings that were held: Kigezi away without a word at the last, the Ministry with apologies at both."""
    Meeting.objects.filter(pk=coffee.meeting.pk).delete()
    for days, states in ((40, ("present", "apologies", "present")), (10, ("partly", "apologies", "absent"))):
        starts_at = timezone.now() - timedelta(days=days)
        meeting = factories.meeting(coffee.of, starts_at=starts_at, state="issued", issued_at=starts_at)
        people = (
            (coffee.anna, coffee.coop),
            (coffee.okello, coffee.ministry),
            (coffee.mwesigwa, coffee.kigezi),
        )
        for (who, partner), state in zip(people, states, strict=True):
            factories.attendance(meeting, who, state, partner)
    return coffee


def titles(person, of=None):
    return [need.title for need in needs_of(person, of)]


def test_attendance_is_shown_as_beads_with_a_sentence(meetings_held):
    cells = panels.attendance_cells(
        meetings_held.of, [meetings_held.coop, meetings_held.ministry, meetings_held.kigezi]
    )
    assert '<i class="done"></i><i class="part"></i>' in cells[meetings_held.coop.pk]
    assert "there at 2 of the last 2 meetings" in cells[meetings_held.coop.pk]
    assert "there at 0 of the last 2 meetings" in cells[meetings_held.ministry.pk]


@pytest.mark.parametrize("rows", [1, 3])
def test_beads_ask_the_database_as_often_for_three_partners_as_for_one(
    meetings_held, rows, django_assert_num_queries
):
    partners = [meetings_held.coop, meetings_held.ministry, meetings_held.kigezi][:rows]
    with django_assert_num_queries(2):
        panels.attendance_cells(meetings_held.of, partners)


def test_partners_who_stay_away_are_to_be_called_until_a_call_is_noted(meetings_held):
    calls = [title for title in titles(meetings_held.ruth, meetings_held.of) if title.startswith("Call")]
    assert calls == ["Call Kigezi Union", "Call Ministry of Agriculture"]
    PrivateNote.objects.create(
        partnership=meetings_held.of,
        partner=meetings_held.kigezi,
        about="call",
        text="x",
        by=meetings_held.ruth,
    )
    assert "Call Kigezi Union" not in titles(meetings_held.ruth, meetings_held.of)


def test_only_coordinators_are_told_whom_to_call(meetings_held):
    assert not [title for title in titles(meetings_held.anna) if title.startswith("Call")]
    assert not [title for title in titles(factories.leader(meetings_held.of)) if title.startswith("Call")]


def test_minutes_that_are_late_come_first(meetings_held):
    factories.meeting(
        meetings_held.of, "Last week", starts_at=timezone.now() - timedelta(days=8), state="closed"
    )
    needs = needs_of(meetings_held.ruth, meetings_held.of)
    assert needs[0].title == "Issue the minutes of “Last week”"
    assert needs[0].state == "late"


def test_a_remark_on_the_minutes_waits_for_the_coordinator(coffee):
    version, _ = issuing.issue(coffee.meeting, number=1, to={coffee.anna.pk}, by=coffee.ruth)
    remark = remarks.remark(version, coffee.anna, "I was not there")
    assert "Anna Kyomuhendo thinks something in the minutes is not right" in titles(coffee.ruth)
    remarks.settle(type(remark).objects.filter(pk=remark.pk), coffee.ruth)
    assert "Anna Kyomuhendo thinks something in the minutes is not right" not in titles(coffee.ruth)


def test_an_issued_action_point_without_an_owner_needs_one(coffee):
    factories.line(coffee.meeting, "! find a room", coffee.first)
    issuing.issue(coffee.meeting, number=1, to=set(), by=coffee.ruth)
    assert "Find a room" in titles(coffee.ruth, coffee.of)


def test_the_overview_shows_the_next_meeting_and_the_last_decisions(coffee, time_machine):
    time_machine.move_to(BEFORE)
    factories.line(coffee.meeting, "= We open in Kasese", coffee.first)
    issuing.issue(coffee.meeting, number=1, to=set(), by=coffee.ruth)
    following = factories.meeting(coffee.of, starts_at=datetime(2027, 1, 14, 13, 0, tzinfo=UTC))
    context = panels.overview(check(coffee.ruth, coffee.of, "see"))
    assert context["meeting"] == following
    assert (
        context["when"] == "Thu 14 Jan 2027, 14:00–15:30 (Europe/Amsterdam; for you Thu 14 Jan 2027, 13:00)"
    )
    assert [decision.text for decision in context["decisions"]] == ["We open in Kasese"]


def test_the_overview_renders_in_the_browser(coffee, client, time_machine):
    time_machine.move_to(BEFORE)
    client.force_login(coffee.ruth)
    page = client.get("/partnerships/coffee/").text
    assert "Next meeting" in page
    assert "Steering committee 10" in page


def test_decisions_are_found_by_their_words(coffee, ruth):
    for words in ("= We open in Kasese", "= <b>We close</b> in Rubirizi"):
        factories.line(coffee.meeting, words, coffee.first)
    issuing.issue(coffee.meeting, number=1, to=set(), by=coffee.ruth)
    page = ruth.get("/partnerships/coffee/decisions/?q=rubirizi").text
    assert "&lt;b&gt;We close&lt;/b&gt; in Rubirizi" in page
    assert "Kasese" not in page
    assert "No decision has these words" in ruth.get("/partnerships/coffee/decisions/?q=%00zzz").text


def test_the_last_six_meetings_count(meetings_held):
    for days in range(60, 160, 10):
        starts_at = timezone.now() - timedelta(days=days)
        factories.meeting(meetings_held.of, starts_at=starts_at, state="issued", issued_at=starts_at)
    assert len(schedule.last_held(meetings_held.of)) == 6
