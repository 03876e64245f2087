"""Tasks and milestones whose owner or lead left the partnership: nobody has them now, which their coordinator is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from backbone.database.prepared import prepared
from backbone.needs import Need
from partnerships.access import coordinated_by
from partnerships.taking_part import takes_part
from workplans.handing_over import UNFINISHED
from workplans.models import Milestone, Task

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership


def of_the_plan(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """A row for each: "Nobody now", with who had it, and the way to name somebody."""
    where = {one.pk: one.name for one in coordinated_by(person, partnership)}
    if not where:
        return
    keys, now = list(where), timezone.now()
    for task in _tasks(keys, now):
        yield _need(
            task,
            task.owner,
            reverse("task_edit", args=[task.pk]),
            "" if partnership else where[task.partnership_id],
        )
    for milestone in _milestones(keys, now):
        url = reverse("milestone_edit", args=[milestone.pk])
        yield _need(
            milestone, milestone.lead_person, url, "" if partnership else where[milestone.partnership_id]
        )


def _need(row, who, url, where):
    words = _("%(person)s had it and has left") % {"person": who}
    return Need(
        state="risk",
        word=_("Nobody now"),
        title=str(row),
        url=row.get_absolute_url(),
        detail=f"{where} · {words}" if where else words,
        action=_("Name somebody"),
        action_url=url,
        due=getattr(row, "due_on", None) or getattr(row, "due", None),
    )


@prepared
def _tasks(partnerships: list[int], now: datetime) -> QuerySet[Task]:
    rows = Task.objects.unfinished().filter(partnership__in=partnerships, owner__isnull=False)
    return rows.exclude(takes_part("owner", at=now)).select_related("owner").order_by("due_on", "pk")


@prepared
def _milestones(partnerships: list[int], now: datetime) -> QuerySet[Milestone]:
    rows = Milestone.objects.filter(
        partnership__in=partnerships, lead_person__isnull=False, state__in=UNFINISHED
    )
    return rows.exclude(takes_part("lead_person", at=now)).select_related("lead_person").order_by("due", "pk")
