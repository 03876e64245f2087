"""What everybody in the room sees on the wall: the item that the meeting is at, large, and nothing private."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from meetings import confidential
from meetings.attendance import HERE
from meetings.minutes.room import Room
from meetings.models import Line, Meeting

if TYPE_CHECKING:
    from meetings.agendas import Slot
    from meetings.bodies.turnout import Turnout
    from meetings.models import AgendaItem, Attendance


@dataclass
class RoomView:
    """A meeting at its current item. What is confidential has neither words nor a name here."""

    meeting: Meeting

    @cached_property
    def room(self) -> Room:
        return Room(self.meeting)

    @property
    def slot(self) -> Slot | None:
        """The item that the meeting is at."""
        return self.room.slot

    @property
    def item(self) -> AgendaItem | None:
        return self.room.item

    @property
    def is_confidential(self) -> bool:
        return self.item is not None and confidential.is_confidential(self.item)

    @property
    def slots(self) -> list[Slot]:
        """The agenda without what is confidential; the numbers stay."""
        current = self.slot
        for slot in self.room.slots:
            slot.current = slot is current
        return [slot for slot in self.room.slots if not confidential.is_confidential(slot.item)]

    @cached_property
    def lines(self) -> list[Line]:
        """What stands under the item, removed lines left out."""
        if self.is_confidential:
            return []
        rows = Line.objects.kept().filter(meeting=self.meeting, item=self.item)
        return list(rows.select_related("owner").order_by("position", "at"))

    @property
    def here(self) -> list[Attendance]:
        """Who is in the room; of who is not nothing is said."""
        return [row for row in self.room.rows if row.state in HERE]

    @property
    def turnout(self) -> Turnout:
        return self.room.turnout
