"""What can happen to a task. Each function locks the row, checks the step, writes row and history in one go.

    task = todo.create(partnership, title="…", owner=person, partner=partner, due_on=day, by=coordinator)
    todo.complete(task, by=person, evidence="Signed list, 12 Dec", via="link")

A step that the task's state does not allow raises `NotPossible`, whose words say what the task is now.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from backbone.time import dates
from backbone.time.days import today_of
from partnerships.documents.numbering import next_number
from workplans.models import Change, Task
from workplans.reminding.days import (
    first_reminder_at,
    late_reminder_at,
    next_reminder_at,
    what_decides,
)

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership
    from workplans.forms import TaskForm

State = Task.State
UNFINISHED = (State.PROPOSED, State.OPEN)
FINISHED = (State.DONE, State.DECLINED, State.DROPPED)


class NotPossible(Exception):
    """The task is in a state from which this step does not go."""

    def __init__(self, task):
        self.task = task
        super().__init__(_("Nothing was changed: this task is now “%(state)s”.") % {"state": task.word})


@transaction.atomic
def create(
    partnership: Partnership,
    *,
    title: str,
    by: Person | None = None,
    via: str = "page",
    proposed: bool = False,
    remind_late: bool = False,
    words: str = "",
    numbered_on: date | None = None,
    **columns: Any,
) -> Task:
    """A new task: open when it was agreed, proposed when its owner has still to say yes.

    numbered_on: the day from whose year it has its number, when that is not today (the demo's history)
    remind_late: of what was late before we knew of it its owner is reminded once
    """
    # Nobody can say yes to a task without an owner, so there is nothing to propose.
    state = State.PROPOSED if proposed and columns.get("owner") else State.OPEN
    today = today_of(partnership)
    columns.setdefault("raised_on", today)
    year = (numbered_on or today).year
    columns |= {"number_year": year, "number": next_number(partnership, counter_of(year))}
    task = Task(partnership=partnership, title=title[:300], state=state, **columns)
    task.next_reminder_at = late_reminder_at(task) if remind_late else first_reminder_at(task)
    task.save()
    _note(task, "created", "", by, via, words)
    return task


def counter_of(year: int) -> str:
    """The name of the counter of a partnership's action points in a year."""
    return f"action point {year}"


def accept(
    task: Task, *, by: Person, via: str = "page", words: str = "", told_on: date | None = None
) -> Task | None:
    """The owner takes on what was proposed. told_on: the day on which they told `by`, who notes it."""
    columns = {"state": State.OPEN, "accepted_at": timezone.now(), "reminder_held_at": None}
    return step(task, "accepted", (State.PROPOSED,), by, via, words, told_on=told_on, **columns)


def decline(
    task: Task, *, by: Person, words: str = "", via: str = "page", told_on: date | None = None
) -> Task | None:
    """The owner does not take it on; the coordinator finds somebody else."""
    return _close(task, "declined", State.DECLINED, (State.PROPOSED,), by, via, words, told_on=told_on)


def complete(
    task: Task, *, by: Person, evidence: str = "", via: str = "page", told_on: date | None = None
) -> Task | None:
    """It is done, with a line that shows it if there is one. Doing what was proposed accepts it."""
    evidence = evidence[:500]
    return _close(
        task, "completed", State.DONE, UNFINISHED, by, via, evidence, told_on=told_on, evidence=evidence
    )


def drop(task: Task, *, by: Person, words: str = "", via: str = "page") -> Task | None:
    """Nobody needs to do it any more."""
    return _close(task, "dropped", State.DROPPED, UNFINISHED, by, via, words)


@transaction.atomic
def reopen(task: Task, *, by: Person, words: str = "", via: str = "page") -> Task | None:
    """Undo: the task is again what it was before it was closed."""
    # What closed it remembers what it was: a task that was only proposed is no promise after the undo either.
    last = task.changes.filter(after__in=FINISHED).first()
    state = last.before if last and last.before in UNFINISHED else State.OPEN
    return step(task, "reopened", FINISHED, by, via, words, state=state, closed_at=None, evidence="")


@transaction.atomic
def edit(form: TaskForm, *, by: Person | None, agreed: bool = False) -> Task | None:
    """Save an edit form; a new owner is asked first, unless they have said yes already. None on a conflict.

    What was saved as it stood is no step in its history.
    """
    before = Task.objects.get(pk=form.instance.pk)
    task = form.save_or_conflict()
    if task is None:
        return None
    words = _edited(before, task)
    if not words:
        return task
    columns = {}
    if task.owner_id != before.owner_id and task.is_unfinished:
        columns = _handed_over(task, agreed)
    return step(task, "edited", State.values, by, "page", words, was=before, **columns)


@transaction.atomic
def change(task: Task, *, by: Person, agreed: bool = False, **columns: Any) -> Task:
    """Change owner, partner or date of an unfinished task; what is new for its owner follows from it.

    agreed: a new owner has said yes already, and is not asked first
    """
    before = Task.objects.get(pk=task.pk)
    for name, value in columns.items():
        setattr(task, name, value)
    task.save(update_fields=list(columns))
    follows = _handed_over(task, agreed) if task.owner_id != before.owner_id else {}
    return step(task, "edited", UNFINISHED, by, "page", _edited(before, task), was=before, **follows)


EDITED = ("title", "owner", "partner", "backup", "due_on", "milestone")
NO_WISH = {"wanted_due_on": None, "wanted_reason": ""}


def _handed_over(task, agreed):
    state = State.OPEN if agreed or not task.owner else State.PROPOSED
    # Reminders and wishes belong to the person who had them; whoever comes after begins anew.
    return {
        "state": state,
        "accepted_at": timezone.now() if agreed else None,
        "reminders_sent": 0,
        "reminder_held_at": None,
        **NO_WISH,
    }


def _edited(before, task):
    """What an edit changed, in a line of history."""
    fields = [Task._meta.get_field(name) for name in EDITED]
    changed = [f for f in fields if getattr(before, f.attname) != getattr(task, f.attname)]
    return "; ".join(f"{f.verbose_name}: {_in_words(getattr(task, f.name))}" for f in changed)[:500]


def _in_words(value):
    return dates.long(value) if isinstance(value, date) else str(value or "–")


def _close(task, what, state, allowed, by, via, words, told_on=None, **columns):
    columns = {"closed_at": timezone.now(), **NO_WISH, **columns}
    return step(task, what, allowed, by, via, words, told_on=told_on, state=state, **columns)


@transaction.atomic
def step(
    task: Task,
    what: str,
    allowed: tuple | list,
    by: Person | None,
    via: str,
    words: str = "",
    was: Task | None = None,
    told_on: date | None = None,
    **columns: Any,
) -> Task:
    """Lock, check, write, remember; the task passed in gets the new values too. Raises NotPossible.

    what: the step, as history names it; allowed: the states from which it goes
    was: the task before this transaction, where it has changed it already
    told_on: the day on which the person concerned told `by`, who notes it
    """
    # `of`: PostgreSQL locks no row on the outer side of a join, and the owner may be missing.
    row = Task.objects.select_for_update(of=("self",)).select_related("owner").get(pk=task.pk)
    if row.state not in allowed:
        raise NotPossible(row)
    before, decided = row.state, what_decides(was or row)
    for name, value in columns.items():
        setattr(row, name, value)
    # Only then: a step that is due already must not be moved to tomorrow by an edit of the title.
    if what_decides(row) != decided:
        is_asked_anew = what_decides(row)[:2] != decided[:2]
        row.next_reminder_at = first_reminder_at(row) if is_asked_anew else next_reminder_at(row)
    row.revision += 1
    written = [*columns, "next_reminder_at", "revision"]
    row.save(update_fields=written)
    _note(row, what, before, by, via, words, told_on)
    # The caller shows the task that it passed in.
    for name in written:
        setattr(task, name, getattr(row, name))
    return task


def _note(task, what, before, by, via, words="", told_on=None):
    return Change.objects.create(
        partnership_id=task.partnership_id,
        task=task,
        what=what,
        before=before,
        after=task.state,
        words=words[:500],
        by=by,
        via=via,
        told_on=told_on,
    )
