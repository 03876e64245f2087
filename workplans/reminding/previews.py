"""The next reminder of each person, before its time has come: read only, nothing claimed, no link made."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Min, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.accounts.models import MailPreference
from backbone.numbers import number
from backbone.outbox.models import SenderSettings
from backbone.outbox.sender import leaves_at
from backbone.panels import Forthcoming
from backbone.time.days import day_of
from backbone.time.mornings import working_morning
from partnerships.correspondence.budget import Budget
from partnerships.correspondence.sending import preview
from partnerships.pausing.who_rests import rests
from partnerships.taking_part import takes_part
from workplans.models import Task
from workplans.own_work import tasks_of
from workplans.reminders import draft, name_origins

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership


def forthcoming(partnerships: QuerySet[Partnership] | list[Partnership]) -> list[Forthcoming]:
    """The next reminder of each owner in each of the partnerships."""
    sender, budget = SenderSettings.load(), Budget(partnerships)
    return [
        _next_mail(list(tasks), sender, budget)
        for _pair, tasks in groupby(
            _reachable(partnerships), key=lambda task: (task.owner_id, task.partnership_id)
        )
    ]


def owed_in_digests(
    partnerships: QuerySet[Partnership] | list[Partnership], people: list[Person] | None = None
) -> dict:
    """When the digest of a person has a task to remind of, by (person, partnership); of all people, or of some."""
    rows = _reminded(partnerships) if people is None else _reminded(partnerships).filter(owner__in=people)
    rows = rows.filter(owner__mail_preference=MailPreference.DIGEST).order_by()
    first = rows.values("owner", "partnership").annotate(at=Min("next_reminder_at"))
    return {(row["owner"], row["partnership"]): row["at"] for row in first}


def _reminded(partnerships):
    rows = Task.objects.unfinished().filter(
        partnership__in=partnerships, next_reminder_at__isnull=False, owner__is_active=True
    )
    return rows.filter(takes_part("owner"), ~rests("owner"))


def _reachable(partnerships):
    """What is reminded of by a mail of its own, in the order of the mail's list."""
    rows = _reminded(partnerships).exclude(owner__mail_preference=MailPreference.DIGEST)
    rows = rows.select_related("owner", "partner", "partnership").order_by(
        "owner", "partnership", "due_on", "pk"
    )
    return (task for task in rows if task.owner.mail_address)


def _next_mail(tasks, sender, budget):
    person, partnership = tasks[0].owner, tasks[0].partnership
    moments = {task.pk: _leaves_at(task, sender) for task in tasks}
    at = min(moments.values())
    due = [task for task in tasks if moments[task.pk] <= at]
    return Forthcoming(
        key=f"reminder-{person.pk}-{partnership.pk}",
        person=person,
        about=_about(due),
        leaves_at=at,
        message=partial(_message, person, partnership, due, at),
        partnership=partnership,
        held_back=not budget.left(person.pk, partnership, at),
    )


def _leaves_at(task, sender):
    zone = task.owner.zone
    return working_morning(leaves_at(task.next_reminder_at, zone, sender), zone, task.partnership.country)


def _about(due):
    more = len(due) - 1
    if not more:
        return _("Reminder: %(task)s") % {"task": due[0]}
    words = ngettext("Reminder: %(task)s and %(n)s more", "Reminder: %(task)s and %(n)s more", more)
    return words % {"task": due[0], "n": number(more)}


def _message(person, partnership, due, at):
    listed = tasks_of(person, Q(partnership=partnership))
    name_origins(due)
    return preview(draft(person, partnership, due, day_of(at, person.zone), listed), at)
