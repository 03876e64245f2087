"""Tasks and milestones whose owner or lead left the partnership: nobody has them now, which their coordinator is told."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleIn
from django.utils.translation import gettext as _

from backbone.needs import Need
from workplans import need_words
from workplans.changing_hands.handing_over import UNFINISHED
from workplans.models import Milestone, Task

Pairs = set[tuple[int, int]]


def is_theirs(task: Task, left: Pairs) -> bool:
    """Whether an unfinished task is that of one of these (person, partnership)."""
    return task.state != Task.State.DECLINED and (task.owner_id, task.partnership_id) in left


def needs_of(left: Pairs, names: dict[int, str]) -> Iterator[Need]:
    """A row for each of what these (person, partnership) had: who that was, and the way to name somebody else.

    names: of the partnerships by their keys, where the list is about several
    """
    if not left:
        return
    for task in _tasks(left):
        url = need_words.to_name_owner(task)
        yield _need(need_words.TASKS, task, task.owner, task.due_on, url, names)
    for row in _milestones(left):
        url = need_words.to_name_lead(row)
        yield _need(need_words.MILESTONES, row, row.lead_person, row.due, url, names)


def _need(kind, row, who, due, url, names):
    words = _("%(person)s had it and has left") % {"person": who}
    where = names.get(row.partnership_id)
    return Need(
        kind=kind,
        state="risk",
        word=_("Nobody now"),
        title=row.title,
        url=row.get_absolute_url(),
        detail=f"{where} · {words}" if where else words,
        action=_("Name somebody"),
        action_url=url,
        is_on_the_spot=True,
        due=due,
    )


def _tasks(left) -> QuerySet[Task]:
    rows = Task.objects.unfinished().filter(TupleIn(Tuple(F("owner"), F("partnership")), list(left)))
    return rows.select_related("owner", "partnership").order_by("due_on", "pk")


def _milestones(left) -> QuerySet[Milestone]:
    rows = Milestone.objects.filter(TupleIn(Tuple(F("lead_person"), F("partnership")), list(left)))
    return (
        rows.filter(state__in=UNFINISHED).select_related("lead_person", "partnership").order_by("due", "pk")
    )
