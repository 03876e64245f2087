"""What of the work plan can be answered to a coordinator on the phone: tasks proposed or due, leads not accepted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.registered.open_asks import AskKind, OpenAsk
from backbone.time import dates
from backbone.time.days import today_of
from workplans import leads, todo
from workplans.changing_hands.handing_over import UNFINISHED
from workplans.models import Milestone, Task
from workplans.models.milestones import NOT_ACCEPTED

if TYPE_CHECKING:
    from partnerships.correspondence.calling.told import Told
    from partnerships.models import Partnership

SOON = timedelta(days=7)
TAKES_ON = [("yes", gettext_lazy("Takes it on")), ("no", gettext_lazy("Can’t take it on"))]
IS_DONE = [("done", gettext_lazy("It is done"))]
LEADS = [("yes", gettext_lazy("Leads it")), ("no", gettext_lazy("Does not lead it"))]


def _tasks(partnership) -> QuerySet[Task]:
    """Those that wait for a yes, and those due within a week or late."""
    soon = Q(state=Task.State.PROPOSED) | Q(state=Task.State.OPEN, due_on__lte=today_of(partnership) + SOON)
    return Task.objects.filter(soon, partnership=partnership, owner__isnull=False)


def _open_tasks(partnership, people):
    rows = _tasks(partnership).filter(owner__in=people).order_by("due_on", "pk")
    return [
        OpenAsk(
            person=task.owner_id,
            key=str(task.pk),
            title=task.title,
            url=task.get_absolute_url(),
            detail=_day(task.due_on),
            answers=TAKES_ON if task.state == Task.State.PROPOSED else IS_DONE,
            due=task.due_on,
        )
        for task in rows
    ]


def _day(day):
    return _("due %(day)s") % {"day": dates.short(day)} if day else _("no date")


def _record_task(partnership: Partnership, person: int, key: str, answer: str, told: Told) -> None:
    task = _tasks(partnership).filter(pk=key, owner=person).first()
    if task is None or answer not in dict(TAKES_ON if task.state == Task.State.PROPOSED else IS_DONE):
        raise LookupError
    how = {"by": told.by, "via": told.way, "told_on": told.on}
    if answer == "done":
        todo.complete(task, evidence=told.words, **how)
    elif answer == "yes":
        todo.accept(task, words=told.words, **how)
    else:
        todo.decline(task, words=told.words, **how)


def _leads(partnership) -> QuerySet[Milestone]:
    rows = Milestone.objects.filter(NOT_ACCEPTED, partnership=partnership, lead_person__isnull=False)
    return rows.filter(state__in=UNFINISHED)


def _open_leads(partnership, people):
    rows = _leads(partnership).filter(lead_person__in=people).order_by("due", "pk")
    return [
        OpenAsk(
            person=row.lead_person_id,
            key=str(row.pk),
            title=_("Lead of “%(milestone)s”") % {"milestone": row},
            url=row.get_absolute_url(),
            detail=_day(row.due),
            answers=LEADS,
            due=row.due,
        )
        for row in rows
    ]


def _record_lead(partnership: Partnership, person: int, key: str, answer: str, told: Told) -> None:
    row = _leads(partnership).filter(pk=key, lead_person=person).first()
    if row is None or answer not in dict(LEADS):
        raise LookupError
    leads.answer(row, answer == "yes", by=told.by, words=told.words, told=told)


KINDS = [
    AskKind("task", lambda of: _tasks(of).values("owner"), _open_tasks, _record_task, 10, hangs=True),
    AskKind("lead", lambda of: _leads(of).values("lead_person"), _open_leads, _record_lead, 20, hangs=True),
]
