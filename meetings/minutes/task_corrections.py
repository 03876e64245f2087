"""What a correction of the minutes does to the task that came from them; each step locks the row and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from backbone.time import dates
from workplans import todo
from workplans.models import Task

if TYPE_CHECKING:
    from backbone.accounts.models import Person

State = Task.State
# Whom or when it is about: whoever answered for something else is asked again.
MEANING = {"owner", "due_on"}


@transaction.atomic
def correct(task: Task, *, agreed: bool, words: str, by: Person | None, **columns: Any) -> Task:
    """Give the task what the corrected minutes say of it: `title`, `owner`, `partner`, `due_on`, as far as given.

    With a new owner or day it is proposed anew, or open when `agreed` in the room; what is done or was dropped
    stays so. words: why the minutes were corrected
    """
    row = Task.objects.select_for_update(of=("self",)).select_related("owner").get(pk=task.pk)
    changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
    if not changed:
        return task
    before = {name: getattr(row, name) for name in changed}
    if MEANING & set(changed) and row.state not in (State.DONE, State.DROPPED):
        changed |= _asked_anew(changed.get("owner", row.owner), agreed)
    if changed.get("owner") and changed["owner"].pk == row.backup_id:
        changed["backup"] = None
    return todo.step(
        task, "corrected", State.values, by, "meeting", _words(words, before, changed), **changed
    )


@transaction.atomic
def agree(task: Task, *, agreed: bool, words: str, by: Person | None) -> Task:
    """The corrected minutes say that its owner was in the room after all, or was not: then they are asked.

    What somebody answered since they were asked stays.
    """
    row = Task.objects.select_for_update(of=("self",)).select_related("owner").get(pk=task.pk)
    if row.state != (State.PROPOSED if agreed else State.OPEN) or row.agreed_in_room == agreed:
        return task
    return todo.step(task, "corrected", State.values, by, "meeting", words, **_asked_anew(row.owner, agreed))


def _asked_anew(owner, agreed):
    return {
        "state": State.OPEN if agreed or not owner else State.PROPOSED,
        "agreed_in_room": agreed,
        "accepted_at": timezone.now() if agreed else None,
        "closed_at": None,
        "reminders_sent": 0,
        "reminder_held_at": None,
        **todo.NO_WISH,
    }


def _words(why, before, changed):
    """Such as "The date was wrong. due: 11 December 2026 → 18 December 2026"."""
    parts = [f"{_label(name)}: {_value(old)} → {_value(changed[name])}" for name, old in before.items()]
    return f"{why.rstrip('.')}. {'; '.join(parts)}"


def _label(name):
    return Task._meta.get_field(name).verbose_name


def _value(value):
    return dates.long(value) if hasattr(value, "isoformat") else str(value or "–")


def strike_out(task: Task, *, by: Person | None, words: str) -> Task:
    """The minutes do not have it any more: it is dropped; what has ended already keeps its end."""
    task.refresh_from_db()
    if task.is_unfinished:
        return todo.drop(task, by=by, words=words, via="meeting")
    return todo.step(task, "struck_out", State.values, by, "meeting", words)


def put_back(task: Task, *, by: Person | None, words: str) -> Task:
    """The minutes have it again: what was dropped with its line is open again, or proposed."""
    task.refresh_from_db()
    if task.state == State.DROPPED:
        return todo.reopen(task, by=by, words=words, via="meeting")
    return task
