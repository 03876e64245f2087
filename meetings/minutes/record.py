"""A meeting as its minutes need it, read once: the lines that stand, the agenda's times, who was there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from meetings.agendas import Slot, timetable
from meetings.attendance import rows_of
from meetings.minutes import unissued
from meetings.models import Attendance, Line, Meeting

if TYPE_CHECKING:
    from partnerships.documents.models import Version

State = Attendance.State
HERE = (State.PRESENT, State.PARTLY, State.OBSERVER)
AWAY = (State.APOLOGIES, State.ABSENT)
# Of an action point: a change of these is another task, of which its owner has still to hear.
MEANING = ("owner_id", "due_on")


@dataclass
class Record:
    """`lines` in the order of the agenda, `slots` as they were planned, `rows` of the attendance list by name.

    `lines` has the lines that stand and those that are struck out of what was issued; `issued` is the last version.
    """

    meeting: Meeting
    lines: list[Line]
    slots: list[Slot]
    rows: list[Attendance]
    issued: Version | None = None

    @property
    def number(self) -> int:
        """The number of the version that is issued next."""
        return self.issued.number + 1 if self.issued else 1

    @cached_property
    def issued_lines(self) -> dict[str, dict]:
        """The lines as the last version froze them, by their UUIDs."""
        return unissued.lines_in(self.issued.data) if self.issued else {}

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number of each agenda item, by its key."""
        return {slot.item.pk: slot.number for slot in self.slots}

    @cached_property
    def row_of(self) -> dict[int, Attendance]:
        """The row of each person on the list, by the person's key."""
        return {row.person_id: row for row in self.rows}

    def lines_of_kind(self, kind: str) -> list[Line]:
        """The lines of one kind that stand, such as the action points."""
        return [line for line in self.lines if line.kind == kind and line.removed_at is None]

    @property
    def struck_out(self) -> list[Line]:
        """What was issued as an action point or decision and does not stand any more."""
        return [line for line in self.lines if line.removed_at is not None]

    @cached_property
    def news(self) -> set[str]:
        """The UUIDs of the action points that the last version did not have, or had with another owner or day."""
        return {str(line.pk) for line in self.lines_of_kind(Line.Kind.ACTION) if self._is_news(line)}

    def _is_news(self, line):
        issued = self.issued_lines.get(str(line.pk))
        if issued is None or "struck_out" in issued:
            return True
        now = unissued.compared(line)
        other_meaning = any(issued.get(name) != now[name] for name in MEANING)
        # Somebody of whom the last version said that they had agreed in the room was not there: they are asked.
        return other_meaning or (issued.get("agreed", False) and not self.agreed_in_room(line))

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
    """Read the record of a meeting, in three queries and a fourth when it was issued before."""
    issued = unissued.last_version(meeting)
    return Record(meeting, _lines_of(meeting), timetable(meeting), rows_of(meeting), issued)


def _lines_of(meeting):
    related = ("item", "owner", "partner__organisation", "decision", "action_point__task")
    stands = Q(removed_at=None) | Q(action_point__isnull=False) | Q(decision__number__isnull=False)
    lines = Line.objects.filter(stands, meeting=meeting, gone_item=None).select_related(*related)
    return sorted(lines, key=lambda line: (*_place(line.item), line.position, line.at))


def _place(item):
    return (item.position, item.pk) if item else (0, 0)
