"""A correction of issued minutes: what people have answered already, and what later versions make of it."""

from datetime import date
from functools import partial

import pytest
from django.utils import timezone

from backbone.outbox.models import Message
from meetings.minutes import line_changes
from meetings.models import Decision, Line
from partnerships.correspondence.models import Correspondence
from tests import factories
from tests.meetings.minutes.steps import issue
from tests.meetings.test_after_issue import CASES, SEND, change, correct, task_of
from tests.sentences.scene import settle
from tests.walks.markup import folded
from workplans import todo
from workplans.answers import more_time
from workplans.models import Task, TaskReminder

pytestmark = pytest.mark.django_db


ANSWERS = {
    "accepted": (partial(todo.accept), "you accepted on"),
    "declined": (partial(todo.decline, words="No time"), "you declined on"),
    "done": (partial(todo.complete, evidence="The letter"), "done on"),
    "asked for more time": (
        partial(more_time.ask, wanted_due_on=date(2027, 1, 8), reason="Harvest"),
        "you asked for more time, until 8 Jan",
    ),
    "not answered": (lambda task, by: None, "you were asked before"),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_was_answered_is_not_asked_again(issued, answer):
    act, words = ANSWERS[answer]
    task = Task.objects.get(owner=issued.okello)
    act(task, by=issued.okello)
    task.refresh_from_db()
    before = Task.objects.filter(pk=task.pk).values().get()
    change(issued, CASES["a note"])
    version = correct(issued)
    row = Correspondence.objects.get(cause_id=version.pk, person=issued.okello)
    assert row.asks == 0
    assert words in row.message.text
    assert "Accept or decline" not in row.message.text + row.message.html
    assert "Nothing new is asked of you" in row.message.text
    assert "No longer yours" not in row.message.text + row.message.html
    assert Task.objects.filter(pk=task.pk).values().get() == before


@pytest.mark.parametrize(
    ("state", "is_asked"),
    [
        ("sent", False),
        ("waiting", False),
        ("perhaps", False),
        ("given_up", True),
        ("cancelled", True),
        ("", True),
    ],
)
def test_whom_no_mail_has_asked_is_asked_by_the_correction(issued, state, is_asked):
    if state:
        settle(state)
    else:
        Correspondence.objects.filter(person=issued.okello, cause="minutes").delete()
    change(issued, CASES["a note"])
    version = correct(issued)
    row = Correspondence.objects.get(cause_id=version.pk, person=issued.okello)
    assert ("you were asked before" in row.message.text) is not is_asked
    assert ("Accept or decline" in row.message.text) is is_asked
    assert row.asks == is_asked


def test_whom_a_reminder_has_asked_was_asked(issued):
    task = Task.objects.get(owner=issued.okello)
    message = Message.objects.filter(recipient=issued.anna).first()
    settle("given_up")
    Message.objects.filter(pk=message.pk).update(state="sent", error="", sent_at=timezone.now())
    row = TaskReminder(partnership=issued.of, task=task, person=issued.okello, message=message)
    row.save()
    change(issued, CASES["a note"])
    correct(issued)
    assert "you were asked before" in Message.objects.filter(recipient=issued.okello).last().text


def test_more_time_that_was_agreed_is_shown_and_stays(issued):
    task = Task.objects.get(owner=issued.anna)
    more_time.ask(task, by=issued.anna, wanted_due_on=date(2027, 1, 8), reason="Harvest")
    more_time.agree(task, by=issued.ruth)
    change(issued, CASES["an action point's words"])
    correct(issued)
    task.refresh_from_db()
    assert (task.title, task.due_on) == ("Post the map", date(2027, 1, 8))
    assert "moved to 8 Jan" in Message.objects.filter(recipient=issued.anna).last().text


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (todo.decline, "proposed"),
        (todo.accept, "proposed"),
        (todo.complete, "done"),
        (todo.drop, "dropped"),
    ],
)
def test_another_day_is_asked_anew_unless_it_is_done_or_dropped(issued, act, state):
    task = Task.objects.get(owner=issued.okello)
    act(task, by=issued.okello)
    line = issued.meeting.lines.get(text__icontains="district for the title")
    line_changes.rewrite(line, "! Okello: ask the district for the title, 18 December", by=issued.ruth)
    version = correct(issued)
    task.refresh_from_db()
    assert (task.state, task.due_on) == (state, date(2026, 12, 18))
    asks = Correspondence.objects.get(cause_id=version.pk, person=issued.okello).asks
    assert asks == (state == "proposed")


def test_whose_action_point_it_is_no_longer_is_told_so(issued, ruth):
    change(issued, CASES["its owner"])
    page = folded(ruth.get(f"/meetings/{issued.meeting.pk}/issue/").text)
    assert f'value="{issued.anna.pk}" checked' in page
    assert f'value="{issued.okello.pk}" checked' in page
    assert f'value="{issued.mwesigwa.pk}" >' in page.replace('">', '" >')
    correct(issued)
    text = Message.objects.filter(recipient=issued.anna).last().text
    assert "No longer yours" in text
    assert "Send the site list" in text


def test_struck_out_and_put_back_again_by_later_versions(issued, ruth):
    for name in ("an action point struck out", "a decision struck out"):
        change(issued, CASES[name])
    correct(issued)
    third = issue(issued, 3, set(), changed="Spelling")[0]
    assert third.html.count("struck out in version 2") == 2
    for line in issued.meeting.lines.filter(removed_at__isnull=False):
        line_changes.put_back(line, by=issued.ruth)
    assert Line.objects.unissued().count() == 2
    issue(issued, 4, set(), changed="They stand after all")
    assert Decision.objects.get().struck_out_in is None
    assert task_of(issued, Task.objects.order_by("pk").first()) == SEND
    assert not Line.objects.filter(struck_out_in__isnull=False).exists()


def test_what_was_issued_as_a_decision_becomes_nothing_else(issued, ruth):
    line = Decision.objects.get().line
    page = ruth.post(f"/lines/{line.pk}/kind/", {"kind": "note"}, follow=True)
    assert "Strike it out" in page.text
    line.refresh_from_db()
    assert line.kind == "decision"


@pytest.mark.parametrize(
    ("who", "attended", "state", "agreed", "asks"),
    [("okello", "present", "open", True, 0), ("anna", "absent", "proposed", False, 1)],
)
def test_who_was_in_the_room_after_all_is_not_asked_and_who_was_not_is(
    issued, who, attended, state, agreed, asks
):
    row = issued.rows[who]
    row.state = attended
    row.save()
    version = correct(issued)
    task = Task.objects.get(owner=getattr(issued, who))
    assert (task.state, task.agreed_in_room) == (state, agreed)
    assert Correspondence.objects.get(cause_id=version.pk, person=getattr(issued, who)).asks == asks


def test_an_answer_given_since_outlives_a_corrected_attendance(issued):
    todo.accept(Task.objects.get(owner=issued.okello), by=issued.okello)
    before = Task.objects.filter(owner=issued.okello).values().get()
    issued.rows["okello"].state = "present"
    issued.rows["okello"].save()
    correct(issued)
    assert Task.objects.filter(owner=issued.okello).values().get() == before


def test_what_was_given_to_somebody_else_since_is_asked_of_nobody_who_has_it_no_longer(issued):
    task = Task.objects.get(owner=issued.okello)
    Task.objects.filter(pk=task.pk).update(owner=issued.mwesigwa)
    line = issued.meeting.lines.get(text__icontains="district for the title")
    line_changes.rewrite(line, "! Okello: ask the district for the title, 18 December", by=issued.ruth)
    version = correct(issued)
    row = Correspondence.objects.get(cause_id=version.pk, person=issued.okello)
    assert (row.asks, "now with Peter Mwesigwa" in row.message.text) == (0, True)
    task.refresh_from_db()
    assert (task.owner, task.state, str(task.due_on)) == (issued.mwesigwa, "proposed", "2026-12-18")
    assert task.reminder_held_at


def test_who_gets_it_by_a_correction_does_it_for_their_own_organisation(issued):
    task = Task.objects.get(owner=issued.anna)
    Task.objects.filter(pk=task.pk).update(owner=issued.okello, partner=issued.ministry)
    factories.representative(issued.coop, factories.person("Tom Baluku"))
    line = issued.meeting.lines.get(text__icontains="site list")
    line_changes.rewrite(line, "! Tom: send the site list, 11 December", by=issued.ruth)
    correct(issued)
    task.refresh_from_db()
    assert (task.owner.name, task.partner) == ("Tom Baluku", issued.coop)


def corrected(coffee, words, raw):
    """The task of the line with these words, after version 2 said `raw` instead."""
    line = coffee.meeting.lines.get(text__icontains=words)
    line_changes.rewrite(line, raw, by=coffee.ruth)
    correct(coffee)
    return Task.objects.get(action_point__line=line)


def test_a_wish_for_time_is_over_when_the_day_is_corrected(issued):
    task = Task.objects.get(owner=issued.anna)
    more_time.ask(task, by=issued.anna, wanted_due_on=date(2027, 1, 8), reason="Harvest")
    task = corrected(issued, "site list", "! Anna: send the site list, 18 December")
    assert (task.due_on, task.wanted_due_on, task.wanted_reason) == (date(2026, 12, 18), None, "")


def test_a_backup_who_gets_it_by_a_correction_is_no_backup_any_more(issued):
    Task.objects.filter(owner=issued.anna).update(backup=issued.okello)
    task = corrected(issued, "site list", "! Okello: send the site list, 11 December")
    assert (task.owner, task.backup) == (issued.okello, None)


@pytest.mark.parametrize(
    ("act", "state"), [(todo.complete, "done"), (todo.drop, "dropped"), (todo.decline, "declined")]
)
def test_what_has_ended_keeps_its_end_when_it_is_struck_out(issued, act, state):
    task = Task.objects.get(owner=issued.okello)
    act(task, by=issued.okello)
    line_changes.remove(issued.meeting.lines.get(text__icontains="district for the title"), by=issued.ruth)
    correct(issued)
    task.refresh_from_db()
    last = task.changes.first()
    assert (task.state, last.what) == (state, "struck_out")
    assert "Struck out in version 2" in last.words
