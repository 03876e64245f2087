"""The kinds of mail about tasks and milestones: rows of the register, which the apps' panels fill."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.panels import MailKind
from backbone.registered.mail_kinds import MailField, Worded
from backbone.time.days import today_of
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.wording.mail_fields import COMMON, asker, due_in_ours, due_words
from workplans import leads
from workplans.models import Milestone, Task


def _how_many(mail):
    return ngettext("%(n)s task", "%(n)s tasks", len(mail["tasks"])) % {"n": len(mail["tasks"])}


ASKER = MailField("asker", gettext_lazy("who asks"), asker)
TASK = MailField("task", gettext_lazy("the task"), lambda mail: mail["task"])
DUE = MailField(
    "due",
    gettext_lazy("when it is due, as “due Fri 5 Mar”, “was due …” or “no date yet”"),
    lambda mail: due_words(mail["task"].due_on, today_of(mail["person"])),
    lambda mail: due_in_ours(mail["task"].due_on),
)
FIRST = MailField("task", gettext_lazy("the task, or the first of several"), lambda mail: mail["first"])
FIRST_DUE = MailField(
    "due",
    DUE.meaning,
    lambda mail: due_words(mail["first"].due_on, mail["today"]),
    lambda mail: due_in_ours(mail["first"].due_on),
)
TASKS = MailField("tasks", gettext_lazy("how many tasks, as “2 tasks”"), _how_many)
MILESTONE = MailField("milestone", gettext_lazy("the milestone"), lambda mail: mail["milestone"])
MILESTONE_DUE = MailField(
    "due", DUE.meaning, lambda mail: due_words(mail["milestone"].due, today_of(mail["person"]))
)


def _task(person, partnership, **columns):
    day = today_of(person) + timedelta(days=7)
    return Task(
        pk=0,
        partnership=partnership,
        owner=person,
        title=_("Order the seedlings"),
        due_on=day,
        number_year=day.year,
        number=1,
        **columns,
    )


def _reminder(person, partnership):
    task = _task(person, partnership)
    return Draft(
        kind="reminder",
        person=person,
        partnership=partnership,
        context=lambda link: {"tasks": [task], "first": task, "today": today_of(person), "link": link},
    )


def _proposal(person, partnership):
    task = _task(person, partnership, state=Task.State.PROPOSED)
    return Draft(
        kind="task_proposed",
        person=person,
        partnership=partnership,
        context=lambda link: {"task": task, "link": link, "is_gone_by": False, "asker": person},
    )


def _lead(person, partnership):
    milestone = Milestone(
        pk=0,
        partnership=partnership,
        number=1,
        title=_("The nursery is planted"),
        due=today_of(person) + timedelta(days=90),
    )
    return Draft(
        kind="task_lead",
        person=person,
        partnership=partnership,
        context=lambda link: {"milestone": milestone, "asker": person, "link": link},
    )


KINDS = [
    MailKind(
        key="reminder",
        template="reminder",
        why="A task is due in a week or today, or was due; or the person can be asked now what had to wait.",
        asks=True,
        budget_holds=True,
        merges_into="digest",
        link="tasks",
        worded=Worded(
            gettext_lazy("Reminder"),
            gettext_lazy("when tasks are due in a week or today, or were due"),
            (*COMMON, FIRST, FIRST_DUE, TASKS),
            _reminder,
            in_subject=("task",),
        ),
    ),
    MailKind(
        key="task_proposed",
        template="task_proposed",
        why="Somebody is asked to take on a task that they have not agreed to.",
        asks=True,
        budget_holds=True,
        link="tasks",
        worded=Worded(
            gettext_lazy("Proposed task"),
            gettext_lazy("when somebody is asked to take on a task"),
            (*COMMON, ASKER, TASK, DUE),
            _proposal,
            in_subject=("task",),
            in_opening=("asker",),
        ),
    ),
    MailKind(
        key="task_lead",
        template="task_lead",
        why="Somebody is named as lead of a milestone and has not accepted.",
        asks=True,
        budget_holds=True,
        link="tasks",
        question=leads.KIND,
        put=leads.put,
        draft=leads.draft_of,
        url=lambda pk: reverse("milestone", args=[pk]),
        worded=Worded(
            gettext_lazy("Lead of a milestone"),
            gettext_lazy("when somebody is named as the lead of a milestone"),
            (*COMMON, ASKER, MILESTONE, MILESTONE_DUE),
            _lead,
            in_subject=("milestone",),
            in_opening=("asker",),
        ),
    ),
]
