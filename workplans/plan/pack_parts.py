"""What a work plan adds to packs: what is open, what somebody leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.registered.pack_parts import HANDOVER, NEWCOMER, PackPart
from backbone.time import dates
from workplans.models import Milestone, Task

if TYPE_CHECKING:
    from partnerships.models import Representative


def open_points(seat: Representative) -> Iterator[tuple[str, str]]:
    """What the partner has to do; nothing that is for no wall, since a pack may be printed."""
    rows = (
        Task.objects.public()
        .on_a_wall()
        .unfinished()
        .filter(partnership=seat.partnership, partner=seat.partner)
    )
    for task in rows.select_related("owner").order_by("due_on", "pk"):
        yield _due(task.due_on), f"{task.title} ({task.owner})" if task.owner else task.title


def tasks(seat: Representative) -> Iterator[tuple[str, str]]:
    """What the one who leaves had to do; whoever takes over is asked for each by itself."""
    rows = Task.objects.public().unfinished().filter(partnership=seat.partnership, owner=seat.person)
    for task in rows.order_by("due_on", "pk"):
        yield _due(task.due_on), task.title


def leads(seat: Representative) -> Iterator[tuple[str, str]]:
    """The milestones that the one who leaves led."""
    rows = Milestone.objects.filter(partnership=seat.partnership, lead_person=seat.person, reached_on=None)
    for row in rows.order_by("due", "pk"):
        yield _due(row.due), row.title


def _due(day):
    return _("due %(day)s") % {"day": dates.short(day)} if day else _("no date yet")


PARTS = [
    PackPart("open_points", gettext_lazy("Open points"), (NEWCOMER,), open_points, 55),
    PackPart("tasks", gettext_lazy("Tasks"), (HANDOVER,), tasks, 10),
    PackPart("leads", gettext_lazy("Milestones that they led"), (HANDOVER,), leads, 20),
]
