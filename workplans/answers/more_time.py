"""More time for a task: the owner asks for it, the coordinator answers, and the owner is told what became of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from backbone.time import dates
from backbone.time.days import today_of
from partnerships.correspondence.notices import tell
from workplans.models import Task
from workplans.todo import NO_WISH, UNFINISHED, NotPossible, step

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def ask(task: Task, *, by: Person, wanted_due_on: date, reason: str, via: str = "page") -> Task | None:
    """The owner needs until another day and says why; the coordinator answers."""
    check(task, wanted_due_on)
    columns = {"wanted_due_on": wanted_due_on, "wanted_reason": reason[:500]}
    return step(task, "time_wanted", UNFINISHED, by, via, _dated(wanted_due_on, reason), **columns)


def check(task: Task, day: date) -> None:
    """Refuse a wish that is in the past or no different from what is agreed."""
    if day < today_of(task.partnership):
        raise ValidationError(_("Choose a day in the future."))
    if task.due_on and day == task.due_on:
        raise ValidationError(_("That is the day on which it is due now."))


@transaction.atomic
def agree(task: Task, *, by: Person | None, via: str = "page") -> Task | None:
    """The coordinator agrees to the day that was asked for."""
    task = _with_wish(task)
    step(task, "time_agreed", UNFINISHED, by, via, due_on=task.wanted_due_on, **NO_WISH)
    _tell_owner(task, gettext_lazy("Agreed: you have until %(day)s for “%(task)s”."), by)
    return task


@transaction.atomic
def keep_date(task: Task, *, by: Person | None, words: str = "", via: str = "page") -> Task:
    """The coordinator keeps the date and says so."""
    task = step(_with_wish(task), "date_kept", UNFINISHED, by, via, words, **NO_WISH)
    _tell_owner(task, _stays(task, words), by, words)
    return task


def _with_wish(task):
    row = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if row.wanted_due_on is None:
        raise NotPossible(row)
    return row


def _dated(day, reason):
    return f"{dates.long(day)}: {reason}"[:500]


def _stays(task, words):
    """What the owner reads, with the coordinator's reason where there is one."""
    if task.due_on and words:
        return gettext_lazy("“%(task)s” stays due on %(day)s: %(words)s")
    if task.due_on:
        return gettext_lazy("“%(task)s” stays due on %(day)s.")
    if words:
        return gettext_lazy("No later day was agreed for “%(task)s”: %(words)s")
    return gettext_lazy("No later day was agreed for “%(task)s”.")


def _tell_owner(task, sentence, by, words=""):
    """What became of the question goes back to whoever asked, with their own way to answer again."""
    if not task.owner or task.owner == by:
        return
    with override(task.owner.language):
        day = dates.long(task.due_on) if task.due_on else ""
        text = sentence % {"task": task, "day": day, "words": words}
    # By the change, so that a second wish and its answer are news again.
    key = f"task:{task.pk}:change:{task.changes.first().pk}"
    path = task.get_absolute_url()
    tell(task.owner, task.partnership, key=key, text=text, path=path, anchor=f"task-{task.pk}")
