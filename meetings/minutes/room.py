"""What the room sees while minutes are typed: the agenda, the lines of one item with what is unclear, who is here."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings import agendas, attendance
from meetings.minutes import difference, unissued
from meetings.minutes import lines as minutes
from meetings.models import Attendance, Line, Meeting

if TYPE_CHECKING:
    from meetings.agendas import Slot
    from meetings.attendance import Turnout
    from meetings.models import AgendaItem
    from meetings.owners import Candidate


@dataclass
class Room:
    """One meeting as its minute-taker sees it, at one item of the agenda."""

    meeting: Meeting
    item_pk: str = ""
    removed_pk: str = ""
    new_uuid: UUID = field(default_factory=uuid4)

    @cached_property
    def slots(self) -> list[Slot]:
        """The agenda as a spine; what lies before the current item is done."""
        slots = agendas.timetable(self.meeting)
        place = {slot.item.pk: index for index, slot in enumerate(slots)}
        now_at = place.get(self.meeting.current_item_id, -1)
        ended = self.meeting.state in (Meeting.State.CLOSED, Meeting.State.ISSUED)
        for index, slot in enumerate(slots):
            slot.url = f"{reverse('minutes', args=[self.meeting.pk])}?item={slot.item.pk}"
            slot.state = "done" if ended or index < now_at else "open"
        return slots

    @cached_property
    def slot(self) -> Slot | None:
        """The item that is shown: the one asked for, the meeting's current one, or the first."""
        by_pk = {str(slot.item.pk): slot for slot in self.slots}
        chosen = by_pk.get(self.item_pk) or by_pk.get(str(self.meeting.current_item_id))
        chosen = chosen or (self.slots[0] if self.slots else None)
        if chosen:
            chosen.current = True
        return chosen

    @cached_property
    def following(self) -> Slot | None:
        """The item after the shown one."""
        index = self.slots.index(self.slot) + 1 if self.slot else 0
        return self.slots[index] if 0 < index < len(self.slots) else None

    @property
    def about(self) -> str:
        """Such as "decide, 30 minutes, Ministry of Agriculture"."""
        return agendas.purpose_line(self.slot)

    @property
    def item(self) -> AgendaItem | None:
        return self.slot.item if self.slot else None

    @cached_property
    def rows(self) -> list[Attendance]:
        """The attendance list: who is here first, who is not recorded last."""
        order = {"present": 0, "partly": 0, "observer": 1, "apologies": 2, "absent": 3, "": 4}
        rows = attendance.rows_of(self.meeting)
        numbers = {slot.item.pk: slot.number for slot in self.slots}
        for row in rows:
            row.mark = attendance.MARKS.get(row.state, "quiet")
            row.about = beside_the_name(row, numbers.get(row.from_item_id))
        return sorted(rows, key=lambda row: (order[row.state], row.person.sort_name))

    @property
    def recorded(self) -> list[Attendance]:
        return [row for row in self.rows if row.state]

    @property
    def unrecorded(self) -> list[Attendance]:
        return [row for row in self.rows if not row.state]

    @cached_property
    def people(self) -> list[Candidate]:
        """Everybody who can own an action point."""
        return attendance.candidates(self.meeting, self.rows)

    @cached_property
    def turnout(self) -> Turnout:
        return attendance.turnout(self.meeting, self.rows)

    @cached_property
    def behind(self) -> None:
        return agendas.minutes_behind(self.meeting, self.slots)

    @cached_property
    def all_lines(self) -> list[Line]:
        """The lines of the shown item, also removed ones, each with what is unclear about it."""
        related = ("owner", "partner__organisation", "decision", "action_point__task")
        lines = Line.objects.filter(meeting=self.meeting, item=self.item).select_related(*related)
        return [self._with_questions(line) for line in lines.order_by("position", "at")]

    @property
    def lines(self) -> list[Line]:
        """What stands in the minutes, and in its place the line that was removed a moment ago."""
        return [line for line in self.all_lines if line.removed_at is None or str(line.pk) == self.removed_pk]

    @property
    def removed(self) -> list[Line]:
        return [line for line in self.all_lines if line.removed_at and str(line.pk) != self.removed_pk]

    def _with_questions(self, line):
        line.choices = minutes.choices(line, self.people) if line.kind == Line.Kind.ACTION else ()
        line.is_fixed = hasattr(line, "action_point") or (
            hasattr(line, "decision") and line.decision.number is not None
        )
        line.asks = line.kind == Line.Kind.ACTION and not line.owner_id
        line.issued_words = difference.words_of(self.issued_lines.get(str(line.pk)))
        return line

    @cached_property
    def issued_lines(self) -> dict[str, dict]:
        """The lines as they were issued last, by their UUIDs."""
        return unissued.issued_lines(self.meeting) if self.meeting.is_issued else {}

    @property
    def may_change(self) -> bool:
        """Whether who looks at it changes what stands there; after issue a minute-taker only adds lines."""
        return not self.meeting.is_issued or self.meeting.partnership.access.coordinate

    @property
    def own_late(self) -> list[Line]:
        """The lines that who looks at it typed after the minutes were issued, and that wait for the next version."""
        person = self.meeting.partnership.access.person
        return [
            line
            for line in self.waiting
            if line.by_id == person.pk and line.removed_at is None and not line.was_issued
        ]

    @cached_property
    def waiting(self) -> list[Line]:
        """The lines of issued minutes that wait for a new version."""
        return unissued.of_meeting(self.meeting) if self.meeting.is_issued else []

    @property
    def states(self) -> list:
        """The ways to attend, for the buttons beside a name."""
        return Attendance.State.choices


def beside_the_name(row: Attendance, from_number: int | None) -> list[str]:
    """What stands beside a name: organisation, absence or the item from which on, alternate; what there is of it."""
    organisation = row.partner.organisation.short if row.partner else ""
    alternate = _("alternate") if row.capacity == "alternate" else ""
    return list(filter(None, [organisation, _presence(row, from_number), alternate]))


def _presence(row, from_number):
    if row.state in ("apologies", "absent", "observer"):
        return row.get_state_display().lower()
    return _("from item %(n)s") % {"n": from_number} if from_number else ""
