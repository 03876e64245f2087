"""What can happen to a meeting, from which state, and what two at one moment make of it."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.utils import timezone

from meetings import agendas, states
from meetings.invitations import answers, rounds
from meetings.minutes import issuing, line_changes
from meetings.minutes.forms import ClosingForm
from meetings.models import AgendaItem, Meeting
from tests import factories
from tests.together import behind, together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fast]

STEPS = {
    states.start: ("planned", "running"),
    states.cancel: ("planned", "cancelled"),
    states.plan_again: ("cancelled", "planned"),
    states.reopen: ("closed", "running"),
}
EARLY, LATE = datetime(2026, 12, 3, 13, 5, tzinfo=UTC), datetime(2026, 12, 3, 13, 40, tzinfo=UTC)


def put(meeting, state):
    issued_at = timezone.now() if state == "issued" else None
    Meeting.objects.filter(pk=meeting.pk).update(state=state, issued_at=issued_at)
    meeting.refresh_from_db()


def stored(meeting):
    return Meeting.objects.get(pk=meeting.pk)


@pytest.mark.parametrize("state", Meeting.State.values)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_goes_from_its_own_state_only(coffee, step, state):
    put(coffee.meeting, state)
    before, after = STEPS[step]
    possible = state == before
    assert step(coffee.meeting, by=coffee.ruth) is possible
    expected = (after, 1) if possible else (state, 0)
    assert (stored(coffee.meeting).state, stored(coffee.meeting).revision) == expected
    assert coffee.meeting.state == expected[0]


@pytest.mark.parametrize("step", STEPS)
def test_each_step_looks_at_the_state_that_the_meeting_has_by_then(coffee, step):
    put(coffee.meeting, STEPS[step][0])
    issued = partial(put, stored(coffee.meeting), "issued")
    assert behind(coffee.meeting, issued, lambda: step(coffee.meeting)) == [False]
    assert stored(coffee.meeting).state == "issued"


@pytest.mark.parametrize("state", ["planned", "running", "closed", "issued"])
def test_closing_closes_what_was_not_issued(coffee, state):
    put(coffee.meeting, state)
    assert states.close(closing(coffee.meeting))
    assert stored(coffee.meeting).state == ("issued" if state == "issued" else "closed")


def closing(meeting):
    data = {"started_at": "2026-12-03T14:03", "ended_at": "2026-12-03T15:36", "revision": meeting.revision}
    form = ClosingForm(data, instance=stored(meeting), partnership=meeting.partnership)
    assert form.is_valid()
    return form


@pytest.mark.parametrize("meanwhile", ["issue", "cancel", "start"])
def test_a_closing_form_that_is_behind_changes_nothing(coffee, meanwhile):
    form = closing(coffee.meeting)
    if meanwhile == "issue":
        issuing.issue(coffee.meeting, number=1, to=(), by=coffee.ruth)
    else:
        getattr(states, meanwhile)(coffee.meeting)
    seen = stored(coffee.meeting).state
    assert states.close(form) is None
    assert (stored(coffee.meeting).state, bool(form.conflict)) == (seen, True)


def test_an_open_form_is_not_behind_because_the_room_went_on(coffee):
    form = closing(coffee.meeting)
    assert states.go_to(coffee.meeting, coffee.second)
    assert states.close(form)
    assert stored(coffee.meeting).current_item == coffee.second


def test_the_first_time_at_an_item_is_remembered_by_whoever_came_first(coffee):
    put(coffee.meeting, "running")
    first = partial(AgendaItem.objects.filter(pk=coffee.second.pk).update, begun_at=EARLY)
    behind(coffee.meeting, first, lambda: states.go_to(coffee.meeting, coffee.second, now=LATE))
    coffee.second.refresh_from_db()
    assert coffee.second.begun_at == EARLY


def test_the_room_comes_to_no_item_that_was_taken_off_the_agenda(coffee):
    agendas.remove(AgendaItem.objects.get(pk=coffee.second.pk))
    assert states.go_to(coffee.meeting, coffee.second) is False
    assert stored(coffee.meeting).current_item is None


def test_the_trail_says_who_did_what(coffee):
    states.start(coffee.meeting, by=coffee.ruth)
    event = coffee.meeting.events.order_by("pgh_id").last()
    assert event.pgh_context.metadata == {"user": coffee.ruth.pk, "steps": ["started"]}


def test_an_invitation_to_what_was_cancelled_at_that_moment_is_not_sent(coffee):
    Meeting.objects.filter(pk=coffee.meeting.pk).update(starts_at=timezone.now() + timedelta(days=9))
    seen = rounds.mark_of(stored(coffee.meeting))

    def send():
        try:
            return rounds.send(coffee.meeting, seen=seen, to={coffee.anna.pk}, by=coffee.ruth)
        except rounds.Outdated:
            return "outdated"

    assert behind(coffee.meeting, partial(put, stored(coffee.meeting), "cancelled"), send) == ["outdated"]


def test_an_answer_to_what_was_cancelled_at_that_moment_comes_too_late(coffee):
    Meeting.objects.filter(pk=coffee.meeting.pk).update(starts_at=timezone.now() + timedelta(days=9))
    meeting = stored(coffee.meeting)
    rounds.send(meeting, seen=rounds.mark_of(meeting), to={coffee.anna.pk}, by=coffee.ruth)

    def answer():
        try:
            return answers.answer(meeting, coffee.anna, "coming")
        except answers.TooLate:
            return "too late"

    assert behind(meeting, partial(rounds.call_off, stored(meeting), by=coffee.ruth), answer) == ["too late"]
    assert coffee.meeting.attendance.get(person=coffee.anna).expected == ""


def test_items_added_at_one_moment_stand_one_after_the_other(coffee):
    new = [AgendaItem(title=title) for title in ("One", "Two")]
    together(AgendaItem, *(partial(agendas.add, coffee.meeting, item) for item in new))
    assert list(coffee.meeting.items.values_list("position", flat=True)) == [1, 2, 3, 4]


def test_agendas_copied_at_one_moment_stand_one_after_the_other(coffee):
    new = factories.meeting(coffee.of)
    together(AgendaItem, *[partial(agendas.copy_from, coffee.meeting, new)] * 2)
    assert list(new.items.values_list("position", flat=True)) == [1, 2, 3, 4]


def test_a_line_put_back_at_that_moment_keeps_its_item(coffee):
    line = factories.line(coffee.meeting, "Keep me", coffee.second)
    line_changes.remove(line)
    put_back = partial(line_changes.put_back, line)
    assert behind(coffee.meeting, put_back, partial(agendas.remove, coffee.second)) == [None]
    assert coffee.meeting.lines.kept().get() == line
