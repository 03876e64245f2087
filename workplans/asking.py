"""Asking somebody to take on a task: by mail with a link, within what may be asked of a person in a month."""

from django.db import transaction
from django.utils.translation import gettext as _

from backbone.outbox.models import Message
from partnerships.correspondence.budget import asks_left
from partnerships.correspondence.links import link_for
from partnerships.correspondence.sending import send
from workplans import todo
from workplans.models import Task


@transaction.atomic
def add_task(partnership, *, by, agreed, **columns):
    """A new task; its owner is asked by mail, unless they agreed already or it is their own doing."""
    agreed = agreed or columns.get("owner") == by
    task = todo.create(partnership, by=by, proposed=not agreed, **columns)
    ask_owner(task)
    return task


@transaction.atomic
def change_task(form, *, by):
    """Save a task's form; a new owner is asked by mail. None when somebody saved it meanwhile."""
    agreed = form.cleaned_data.get("agreed") or form.cleaned_data.get("owner") == by
    task = todo.edit(form, by=by, agreed=agreed)
    if task:
        ask_owner(task)
    return task


def ask_owner(task):
    """Mail the owner of a proposed task, once per task and owner; None when nobody was asked by mail."""
    if task.state != Task.State.PROPOSED or not task.owner or not task.owner.mail_address:
        return None
    if asks_left(task.owner, task.partnership) < 1:
        return None
    return send(
        key=f"task:{task.pk}:proposed:{task.owner_id}",
        person=task.owner,
        partnership=task.partnership,
        partner=task.partner,
        cause="task",
        cause_id=task.pk,
        asks=1,
        template="task_proposed",
        context={"task": task, "link": link_for(task.owner, task.partnership, "tasks")},
    )


def was_asked(task):
    """Whether a mail asks the owner about this task."""
    return Message.objects.filter(key=f"task:{task.pk}:proposed:{task.owner_id}").exists()


def what_happens(task):
    """What the coordinator reads after writing down a task."""
    if task.state != Task.State.PROPOSED:
        return _("Task added.")
    if not task.owner.mail_address:
        return _("Task added. %(owner)s has no mail address: ask in person.") % {"owner": task.owner}
    if not was_asked(task):
        return _("Task added. %(owner)s has been asked enough this month: ask in person.") % {
            "owner": task.owner
        }
    return _("Task added; %(owner)s is asked by mail.") % {"owner": task.owner}
