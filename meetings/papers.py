"""Papers: which agenda items have some, who reads and who adds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from backbone.registered.removable import Removable
from meetings.access import get_item_to_read, may_correct
from meetings.models import Paper
from partnerships.attachments.kinds import Attachable

if TYPE_CHECKING:
    from meetings.agendas import Slot

KIND = Attachable(
    "agenda_item",
    Paper,
    "item",
    get=get_item_to_read,
    may_add=lambda person, item: may_correct(person, item.meeting),
    page=lambda item: f"{item.meeting.get_absolute_url()}#agenda",
)
REMOVABLE = Removable("meetings.paper", _("Paper"))


def note_papers(slots: list[Slot]) -> bool:
    """Give each slot of a timetable its `papers`, but hidden ones; returns whether there are any."""
    shown = [slot for slot in slots if not slot.is_hidden]
    found: dict[int, list[Paper]] = {}
    for paper in Paper.objects.filter(item__in=[slot.item.pk for slot in shown]):
        found.setdefault(paper.item_id, []).append(paper)
    for slot in slots:
        slot.papers = found.get(slot.item.pk, []) if slot in shown else []
    return bool(found)
