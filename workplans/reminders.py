"""Reminders of tasks, overdue ones too, at their owner's local morning: a week before, on the day, then two steps late.

Due tasks are claimed, and one mail per person and partnership says what is due.

A task's `next_reminder_at` is the claim: whoever holds the row lock sends and moves it on, in one
transaction, so that two workers never remind of the same step. The mail's key (person, partnership,
local date) is the second wall: one reminder a day, whatever becomes due. A step that finds the day's mail
gone waits for the next morning; one whose row somebody else has waits, with all of the person's mail, for
the next run.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from backbone.accounts.models import MailPreference, Person
from backbone.database.claims import claim_all
from backbone.isolation import each, rested
from backbone.outbox.models import SenderSettings
from backbone.outbox.sender import leaves_at
from backbone.time.days import today_of
from backbone.time.mornings import morning, next_morning
from partnerships.correspondence.budget import asks_left
from partnerships.correspondence.links import link_for
from partnerships.correspondence.sending import send
from partnerships.models import Partnership
from workplans.models import Task
from workplans.own_work import tasks_of

DAYS_BEFORE_AND_AFTER = (-7, 0, 3, 7)


def send_due():
    """Send what is due now; returns how many mails were queued. While sending is held, everything waits."""
    sender = SenderSettings.load()
    if sender.held:
        return 0
    _leave_to_the_morning(sender)
    pairs = _due().order_by("owner", "partnership").values_list("owner_id", "partnership_id").distinct()
    return each(pairs, lambda pair: remind(*pair), what="reminder of person in partnership", put_off=_put_off)


def _put_off(pair):
    """What could not be said today is tried again tomorrow; it does not count as said."""
    person_id, partnership_id = pair
    rows = _due().filter(owner=person_id, partnership=partnership_id)
    rows.update(next_reminder_at=rested())


def _leave_to_the_morning(sender):
    """What fell due while sending was held does not rush out at the release, but at its owner's next morning."""
    owners = _due_before(sender).order_by("owner").values_list("owner_id", flat=True).distinct()
    each(
        owners,
        lambda owner: _wait_for_morning(owner, sender),
        what="reminders after the release of person",
        put_off=lambda owner: _due_before(sender).filter(owner=owner).update(next_reminder_at=rested()),
    )


def _due_before(sender):
    return _due().filter(next_reminder_at__lte=sender.released_at)


def _wait_for_morning(owner_id, sender):
    late = claim_all(_due_before(sender).filter(owner=owner_id).select_related("owner"))
    for task in late:
        task.next_reminder_at = leaves_at(task.next_reminder_at, task.owner.zone, sender)
    Task.objects.bulk_update(late, ["next_reminder_at"])


@transaction.atomic
def remind(person_id, partnership_id):
    """Claim what is due of one person in one partnership and queue their mail, or None."""
    claimed = _claim(person_id, partnership_id)
    if not claimed:
        return None
    person = Person.objects.get(pk=person_id)
    partnership = Partnership.objects.get(pk=partnership_id)
    if not person.mail_address or not person.is_active:
        return _move_on(claimed, sent=False)
    if asks_left(person, partnership) < 1:
        return _hold_back(claimed, person)
    message = _queue(person, partnership, claimed)
    if message is None:
        return _leave_for_tomorrow(claimed, person)
    _move_on(claimed, sent=True)
    return message


def _due():
    """Unfinished tasks whose reminder is due; those of people with a digest come in their digest."""
    rows = Task.objects.unfinished().filter(next_reminder_at__lte=timezone.now(), owner__isnull=False)
    return rows.exclude(owner__mail_preference=MailPreference.DIGEST)


def _claim(person_id, partnership_id):
    rows = _due().filter(owner=person_id, partnership=partnership_id).order_by("due_on", "pk")
    return claim_all(rows.select_related("owner"))


def _queue(person, partnership, claimed):
    day = today_of(person)
    return send(
        key=f"reminder:{person.pk}:{partnership.pk}:{day}",
        cause="reminder",
        asks=1,
        **mail_of(person, partnership, claimed, day, link_for),
    )


def mail_of(person, partnership, tasks, day, new_link):
    """The reminder of these tasks on that day: what is due first, then the rest of the person's list."""
    link = new_link(person, partnership, "tasks")
    due = {task.pk for task in tasks}
    context = {
        "tasks": tasks,
        "first": tasks[0],
        "others": [t for t in tasks_of(person, Q(partnership=partnership)) if t.pk not in due],
        "today": day,
        "link": link,
        "unsubscribe": f"{link.placeholder}unsubscribe/",
    }
    return {"person": person, "partnership": partnership, "template": "reminder", "context": context}


def _move_on(claimed, sent):
    """The next step of each task; what was said today is said."""
    now = timezone.now()
    for task in claimed:
        task.next_reminder_at = next_reminder_at(task, now)
        task.reminders_sent += sent
        task.reminder_held_at = None
    Task.objects.bulk_update(claimed, ["next_reminder_at", "reminders_sent", "reminder_held_at"])


def _hold_back(claimed, person):
    """Asked enough this month: try again tomorrow morning, and let the coordinator know meanwhile."""
    now = timezone.now()
    for task in claimed:
        task.reminder_held_at = now
        task.next_reminder_at = next_morning(person.zone, now)
    Task.objects.bulk_update(claimed, ["next_reminder_at", "reminder_held_at"])


def _leave_for_tomorrow(claimed, person):
    """The day's mail went before these were due: their step is still to be said."""
    for task in claimed:
        task.next_reminder_at, task.reminder_held_at = next_morning(person.zone), None
    Task.objects.bulk_update(claimed, ["next_reminder_at", "reminder_held_at"])


def claim_for_digest(person, partnership):
    """The tasks that this day's digest reminds of; their step is taken in the digest's transaction."""
    claimed = claim_all(for_digest(person, partnership, timezone.now()))
    _move_on(claimed, sent=True)
    return claimed


def for_digest(person, partnership, at):
    """The tasks that a digest of that moment reminds of."""
    rows = Task.objects.unfinished().filter(owner=person, partnership=partnership, next_reminder_at__lte=at)
    return rows.select_related("owner", "partnership")


# When


def next_reminder_at(task, after=None):
    """The next moment at which the task's owner is reminded, or None when there is none left."""
    if not (task.is_unfinished and task.due_on and task.owner):
        return None
    after = after or timezone.now()
    return next((moment for moment in moments(task.due_on, task.owner.zone) if moment > after), None)


def what_decides(task):
    """What a task's moments hang on: as long as it stays the same, a step that is due or put off stays due."""
    return task.due_on, task.owner_id, task.is_unfinished


def late_reminder_at(task):
    """For what was late before we knew of it, all its moments past: the owner's next morning, once."""
    if not (task.is_unfinished and task.due_on and task.owner):
        return None
    return next_reminder_at(task) or next_morning(task.owner.zone)


def moments(due_on, zone):
    """All moments of reminding of something due on a day, for somebody in a time zone."""
    return [morning(due_on + timedelta(days=days), zone) for days in DAYS_BEFORE_AND_AFTER]
