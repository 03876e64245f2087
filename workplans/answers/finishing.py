"""Saying that a task is done, with a line and with files that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from partnerships.attachments.attaching import attach_checked
from partnerships.attachments.kinds import attachable
from workplans import todo

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from workplans.forms import DoneForm
    from workplans.models import Task


@transaction.atomic
def finish(task: Task, form: DoneForm, *, by: Person, via: str = "page") -> list[str]:
    """Complete the task as the valid form says; raises `todo.NotPossible`, and then keeps no file either.

    Returns a sentence for each file for which there was no room: the task is done all the same.
    """
    todo.complete(task, by=by, evidence=form.cleaned_data["evidence"], via=via)
    attached = attach_checked(attachable("task"), task, form.cleaned_data["files"], by=by)
    return [f"{name}: {why}" for name, why in attached.refused]
