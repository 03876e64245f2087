"""What can happen to a task, from which states, and what is remembered of it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils.translation import override

from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from backbone.time import dates
from backbone.time.days import today_here
from partnerships.correspondence.models import Notice
from tests import factories
from workplans import todo
from workplans.answers import more_time
from workplans.models import Change, Task
from workplans.reminding.days import moments

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
SOON = today_here() + timedelta(days=30)

STEPS = {
    "accept": lambda t, p: todo.accept(t, by=p),
    "decline": lambda t, p: todo.decline(t, by=p, words="No time"),
    "complete": lambda t, p: todo.complete(t, by=p, evidence="Signed list"),
    "drop": lambda t, p: todo.drop(t, by=p),
    "reopen": lambda t, p: todo.reopen(t, by=p),
    "ask_for_time": lambda t, p: more_time.ask(t, by=p, wanted_due_on=SOON, reason="Leave"),
}
# Which step leads where; what is not here is refused.
LEADS = {
    ("proposed", "accept"): "open",
    ("proposed", "decline"): "declined",
    ("proposed", "complete"): "done",
    ("proposed", "drop"): "dropped",
    ("proposed", "ask_for_time"): "proposed",
    ("open", "complete"): "done",
    ("open", "drop"): "dropped",
    ("open", "ask_for_time"): "open",
    ("done", "reopen"): "open",
    ("declined", "reopen"): "proposed",
    ("dropped", "reopen"): "open",
}


@pytest.fixture
def owner():
    return factories.representative()


def in_state(state, owner):
    of = owner.represents.get().partner
    row = factories.task(of.partnership, owner=owner, partner=of, proposed=state in ("proposed", "declined"))
    if state == "done":
        todo.complete(row, by=owner)
    if state == "declined":
        todo.decline(row, by=owner)
    if state == "dropped":
        todo.drop(row, by=owner)
    return row


@pytest.mark.parametrize("state", Task.State.values)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_from_each_state(state, step, owner):
    row = in_state(state, owner)
    history = row.changes.count()
    after = LEADS.get((state, step))
    if after is None:
        with pytest.raises(todo.NotPossible):
            STEPS[step](row, owner)
    else:
        STEPS[step](row, owner)
    row.refresh_from_db()
    assert row.state == (after or state)
    assert row.changes.count() == history + (after is not None)


def test_the_history_says_who_how_and_in_which_words(owner):
    row = in_state("open", owner)
    todo.complete(row, by=owner, evidence="Signed list, 12 Dec", via="link")
    change = Change.objects.filter(task=row).first()
    assert (change.what, change.before, change.after, change.by) == ("completed", "open", "done", owner)
    assert (change.words, change.via) == ("Signed list, 12 Dec", "link")


def test_agreed_time_moves_the_date_and_tells_the_owner(owner):
    row = in_state("open", owner)
    more_time.ask(row, by=owner, wanted_due_on=SOON, reason="Leave")
    more_time.agree(row, by=factories.coordinator(row.partnership))
    row.refresh_from_db()
    assert (row.due_on, row.wanted_due_on, row.wanted_reason) == (SOON, None, "")
    assert Notice.objects.get().person == owner


def test_a_date_that_is_kept_stays_and_the_owner_is_told_in_their_language(owner):
    owner.language = "en"
    row = in_state("open", owner)
    more_time.ask(row, by=owner, wanted_due_on=SOON, reason="Leave")
    more_time.keep_date(row, by=factories.coordinator(row.partnership), words="The board meets before")
    row.refresh_from_db()
    assert (row.due_on, row.wanted_due_on) == (None, None)
    assert Notice.objects.get().text == f"No later day was agreed for “{row}”: The board meets before"


def test_who_asked_for_time_reads_which_day_stays_why_and_answers_without_signing_in(owner):
    owner.mail_preference = "each"
    owner.save()
    row, day = in_state("open", owner), SOON - timedelta(days=10)
    Task.objects.filter(pk=row.pk).update(due_on=day)
    more_time.ask(row, by=owner, wanted_due_on=SOON, reason="Leave")
    more_time.keep_date(row, by=factories.coordinator(row.partnership), words="The board meets before")
    mail = Message.objects.get(kind="own_notice")
    assert f"“{row}” stays due on {dates.long(day)}: The board meets before" in " ".join(mail.text.split())
    assert f"#task-{row.pk}" in mail.text
    assert link_tokens.uuids_in(mail.text)


def test_a_wish_that_was_never_made_cannot_be_granted(owner):
    with pytest.raises(todo.NotPossible):
        more_time.agree(in_state("open", owner), by=owner)


def test_history_writes_a_day_as_people_do(owner):
    row = in_state("open", owner)
    todo.change(row, by=owner, due_on=date(2126, 12, 20), title="Order seedlings")
    assert row.changes.first().words == "what: Order seedlings; due: 20 December 2126"
    with override("nl"):
        todo.change(row, by=owner, due_on=date(2126, 5, 2))
    assert row.changes.first().words.endswith(": 2 mei 2126")


def test_a_day_that_has_passed_cannot_be_wished_for(owner):
    with pytest.raises(ValidationError):
        more_time.ask(
            in_state("open", owner), by=owner, wanted_due_on=today_here() - timedelta(days=1), reason=""
        )


@time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("UTC")), tick=False)
def test_the_next_reminder_follows_the_date_and_stops_when_it_is_done(owner):
    kampala = ZoneInfo("Africa/Kampala")
    owner.timezone = "Africa/Kampala"
    owner.save()
    row = factories.task(owner=owner, due_on=date(2026, 11, 27))
    assert row.next_reminder_at == datetime(2026, 11, 27, 8, tzinfo=kampala)
    todo.complete(row, by=owner)
    assert row.next_reminder_at is None
    todo.reopen(row, by=owner)
    assert row.next_reminder_at == datetime(2026, 11, 27, 8, tzinfo=kampala)


def test_moments_of_reminding_keep_local_mornings_when_the_clock_changes():
    amsterdam = ZoneInfo("Europe/Amsterdam")
    hours = [moment.hour for moment in moments(date(2026, 10, 28), amsterdam, "NL")]
    assert hours == [8, 8, 8, 8]
    first, second, *_ = (
        moment.astimezone(ZoneInfo("UTC")).hour for moment in moments(date(2026, 10, 28), amsterdam, "NL")
    )
    assert (first, second) == (6, 7)
