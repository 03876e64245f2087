"""What of the work plan hangs on somebody who leaves: unfinished tasks and leads, handed over or nobody's now."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import ngettext

from backbone.numbers import number
from workplans import leads, milestones, task_proposals, todo
from workplans.models import Milestone, Task
from workplans.people import partners_of

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partner, Partnership

UNFINISHED = (Milestone.State.PLANNED, Milestone.State.UNDER_WAY, Milestone.State.AT_RISK)


def tasks_of(person: Person, partnership: Partnership, partner: Partner | None) -> QuerySet[Task]:
    """Their unfinished tasks: all, or those that they do for one partner."""
    rows = Task.objects.unfinished().filter(owner=person, partnership=partnership)
    return (rows.filter(partner=partner) if partner else rows).order_by("due_on", "pk")


def leads_of(person: Person, partnership: Partnership, partner: Partner | None) -> QuerySet[Milestone]:
    """The milestones that they lead and that are not over: all, or those that one partner leads."""
    rows = Milestone.objects.filter(lead_person=person, partnership=partnership, state__in=UNFINISHED)
    return (rows.filter(lead_partner=partner) if partner else rows).order_by("due", "pk")


def move_tasks(tasks: list[Task], *, of: Person, to: Person, by: Person, agreed: bool) -> int:
    """Another person does these; they are asked by mail, unless they have said yes. Returns how many were moved."""
    own = partners_of(to, tasks[0].partnership)
    for task in tasks:
        todo.change(task, by=by, agreed=agreed or to == by, owner=to, partner=partner_of(task, own))
        task_proposals.ask_owner(task, by)
    return len(tasks)


def partner_of(task: Task, own: list[Partner]) -> Partner | None:
    """For whom it is done: as before where the person may, else for the one partner that they represent."""
    if not own or task.partner in own:
        return task.partner
    return own[0] if len(own) == 1 else None


def move_leads(led: list[Milestone], *, of: Person, to: Person, by: Person, agreed: bool) -> int:
    """Another person leads these, where they represent the organisation that does; returns how many were moved."""
    own = partners_of(to, led[0].partnership)
    moved = [one for one in led if not own or one.lead_partner is None or one.lead_partner in own]
    for milestone in moved:
        milestones.change(milestone, by=by, lead_person=to)
        if agreed:
            milestones.accept_lead(milestone, by=by, via=leads.RECORDED)
        elif to != by:
            _ask_lead(milestone, by)
    return len(moved)


def _ask_lead(milestone, by):
    # Who has no address is asked in person: the milestone says that its lead is not accepted.
    with suppress(leads.CannotAsk):
        leads.ask(milestone, by=by)


def tasks_in_words(n: int) -> str:
    """How many tasks somebody has."""
    return ngettext("%(n)s open task", "%(n)s open tasks", n) % {"n": number(n)}


def leads_in_words(n: int) -> str:
    """How many milestones somebody leads."""
    return ngettext("%(n)s milestone led", "%(n)s milestones led", n) % {"n": number(n)}
