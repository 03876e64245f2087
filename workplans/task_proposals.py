"""Asking somebody to take on a task: by mail with a link, within what may be asked of a person in a month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from backbone.outbox.mail import is_known
from backbone.time import dates
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.reached import is_held
from partnerships.correspondence.sending import AskedEnough, send
from partnerships.pausing import who_rests
from workplans import reminders, todo
from workplans.models import Task

if TYPE_CHECKING:
    from datetime import date

    from backbone.accounts.models import Person
    from backbone.outbox.models import Message
    from partnerships.models import Partnership
    from workplans.forms import TaskForm


@transaction.atomic
def add_task(partnership: Partnership, *, by: Person, agreed: bool, **columns: Any) -> Task:
    """A new task; its owner is asked by mail, unless they agreed already or it is their own doing."""
    agreed = agreed or columns.get("owner") == by
    task = todo.create(partnership, by=by, proposed=not agreed, **columns)
    ask_owner(task, by)
    return task


@transaction.atomic
def change_task(form: TaskForm, *, by: Person) -> Task | None:
    """Save a task's form; a new owner is asked by mail. None when somebody saved it meanwhile."""
    agreed = form.cleaned_data.get("agreed") or form.cleaned_data.get("owner") == by
    task = todo.edit(form, by=by, agreed=agreed)
    if task:
        ask_owner(task, by)
    return task


def ask_owner(task: Task, by: Person | None = None) -> Message | None:
    """Mail the owner of a proposed task, once per task and owner; None when nobody was asked by mail.

    Who has been asked enough this month is asked by a reminder, as soon as there is room.
    """
    if task.state != Task.State.PROPOSED or not task.owner or not task.owner.mail_address:
        return None
    # Not decided by a look at the budget: `send` counts under a lock, so that two askers can't share one place.
    try:
        return send(_draft(task, by))
    except AskedEnough:
        return reminders.hold_question(task)


def _draft(task, by=None):
    return Draft(
        kind="task_proposed",
        key=_key(task),
        person=task.owner,
        partnership=task.partnership,
        context=lambda link: {"task": task, "link": link, "is_gone_by": task.is_late, "asker": by},
        cause="task",
        cause_id=task.pk,
        partner=task.partner,
        asks=1,
    )


def _key(task):
    return f"task:{task.pk}:proposed:{task.owner_id}"


def was_asked(task: Task) -> bool:
    """Whether a mail asks the owner about this task."""
    return is_known(_key(task))


def what_happens(task: Task) -> str:
    """What the coordinator reads after writing down a task."""
    if task.is_late:
        return f"{_asking(task)} {gone_by(task.due_on)}"
    return _asking(task)


def gone_by(day: date) -> str:
    """What a coordinator reads who set a date of before today."""
    return _("Its date, %(day)s, has gone by.") % {"day": dates.short(day)}


def _asking(task):
    if task.state != Task.State.PROPOSED:
        return _("Task added.")
    if not task.owner.mail_address:
        return _("Task added. %(owner)s has no email address: ask in person.") % {"owner": task.owner}
    if not was_asked(task):
        if rests := who_rests.in_words(task.owner, task.partnership, task.partner):
            return " ".join([_("Task added."), rests])
        words = _(
            "Task added. %(owner)s has reached this month’s limit of requests; the email is sent when there is room."
        )
        return words % {"owner": task.owner}
    if is_held():
        return _("Task added; %(owner)s will be asked when sending starts.") % {"owner": task.owner}
    return _("Task added; %(owner)s is asked by email.") % {"owner": task.owner}
