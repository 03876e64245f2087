"""A meeting as its minutes need it, read once: the lines that stand, the agenda's times, who was there."""

from dataclasses import dataclass
from functools import cached_property

from meetings.agendas import Slot, timetable
from meetings.attendance import rows_of
from meetings.models import Attendance, Line, Meeting

State = Attendance.State
HERE = (State.PRESENT, State.PARTLY, State.OBSERVER)
AWAY = (State.APOLOGIES, State.ABSENT)


@dataclass
class Record:
    """`lines` in the order of the agenda, `slots` as they were planned, `rows` of the attendance list by name."""

    meeting: Meeting
    lines: list[Line]
    slots: list[Slot]
    rows: list[Attendance]

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number of each agenda item, by its key."""
        return {slot.item.pk: slot.number for slot in self.slots}

    @cached_property
    def row_of(self) -> dict[int, Attendance]:
        """The row of each person on the list, by the person's key."""
        return {row.person_id: row for row in self.rows}

    def lines_of_kind(self, kind: str) -> list[Line]:
        """The lines of one kind, such as the action points."""
        return [line for line in self.lines if line.kind == kind]

    def agreed_in_room(self, line: Line) -> bool:
        """Whether it was recorded that the owner was there when it was agreed; whoever came later is asked."""
        row = self.row_of.get(line.owner_id)
        return row is not None and row.state in HERE and not self._came_later(row, line)

    def was_away(self, line: Line) -> bool:
        """Whether it was recorded that the owner was not there; where nothing was recorded neither holds."""
        row = self.row_of.get(line.owner_id)
        return row is not None and (row.state in AWAY or self._came_later(row, line))

    def _came_later(self, row: Attendance, line: Line) -> bool:
        came_at, agreed_at = (self.numbers.get(pk, 0) for pk in (row.from_item_id, line.item_id))
        return row.state == State.PARTLY and came_at > agreed_at


def record_of(meeting: Meeting) -> Record:
    """Read the record of a meeting, in three queries."""
    return Record(meeting, _lines_of(meeting), timetable(meeting), rows_of(meeting))


def _lines_of(meeting):
    related = ("item", "owner", "partner__organisation", "decision", "action_point__task")
    lines = Line.objects.kept().filter(meeting=meeting).select_related(*related)
    return sorted(lines, key=lambda line: (*_place(line.item), line.position, line.at))


def _place(item):
    return (item.position, item.pk) if item else (0, 0)
