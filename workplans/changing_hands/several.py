"""Several tasks at once: another owner, another date, or done with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from workplans import task_proposals, todo
from workplans.changing_hands.handing_over import partner_of
from workplans.models import Task
from workplans.people import partners_of

if TYPE_CHECKING:
    from backbone.accounts.models import Person

DONE, DROPPED = "done", "dropped"


@dataclass(frozen=True)
class Wanted:
    """What is to be of each of them; what is empty stays as it is.

    state: DONE or DROPPED; agreed: a new owner has said yes already
    """

    owner: Person | None = None
    due_on: date | None = None
    state: str = ""
    agreed: bool = False


def change_all(tasks: list[Task], wanted: Wanted, *, by: Person) -> tuple[list[Task], list[Task]]:
    """Change each that can be; returns (those changed, those left as they were since they are finished)."""
    changed, left = [], []
    for task in tasks:
        try:
            with transaction.atomic():
                _change(task, wanted, by)
            changed.append(task)
        except todo.NotPossible:
            left.append(task)
    return changed, left


def _change(task, wanted, by):
    columns = {"due_on": wanted.due_on} if wanted.due_on else {}
    if wanted.owner and wanted.owner.pk != task.owner_id:
        own = partners_of(wanted.owner, task.partnership)
        columns |= {"owner": wanted.owner, "partner": partner_of(task, own)}
    if columns:
        todo.change(task, by=by, agreed=wanted.agreed or wanted.owner == by, **columns)
        task_proposals.ask_owner(task, by)
    if wanted.state == DONE:
        todo.complete(task, by=by)
    elif wanted.state == DROPPED:
        todo.drop(task, by=by)
