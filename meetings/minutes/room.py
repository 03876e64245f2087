"""What the room sees while minutes are typed: the agenda, the lines of one item with what is unclear, who is here."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from backbone.database.prepared import prepared
from meetings import agendas, attendance, confidential
from meetings.bodies.turnout import turnout
from meetings.minutes import difference, late_lines, unissued, unissued_facts
from meetings.minutes import lines as minutes
from meetings.models import Attendance, Line, Meeting
from meetings.owners import split_names

if TYPE_CHECKING:
    from backbone.reading.date_context import DateContext
    from meetings.agendas import Slot
    from meetings.bodies.turnout import Turnout
    from meetings.minutes.difference import Row
    from meetings.models import AgendaItem
    from meetings.owners import Candidate


# Of a longer list the others stand on the attendance page.
WHO_SHOWN = 30


@dataclass
class Room:
    """One meeting as its minute-taker sees it, at one item of the agenda."""

    meeting: Meeting
    item_pk: str = ""
    removed_pk: str = ""
    new_uuid: UUID = field(default_factory=uuid4)
    # On a wall, where confidential items have neither title nor lines.
    in_public: bool = False

    @cached_property
    def slots(self) -> list[Slot]:
        """The agenda as a spine; what lies before the current item is done."""
        slots = agendas.timetable(self.meeting)
        place = {slot.item.pk: index for index, slot in enumerate(slots)}
        now_at = place.get(self.meeting.current_item_id, -1)
        ended = self.meeting.state in (Meeting.State.CLOSED, Meeting.State.ISSUED)
        if self.in_public:
            confidential.hide_confidential(slots)
        for index, slot in enumerate(slots):
            slot.url = f"{reverse('minutes', args=[self.meeting.pk])}?item={slot.item.pk}"
            slot.state = "done" if ended or index < now_at else "open"
        return slots

    @cached_property
    def slot(self) -> Slot | None:
        """The item that is shown: the one asked for, the meeting's current one, or the first; none in place of a gone one."""
        if self.gone_item is not None:
            return None
        by_pk = {str(slot.item.pk): slot for slot in self.slots}
        chosen = by_pk.get(self.item_pk) or by_pk.get(str(self.meeting.current_item_id))
        chosen = chosen or (self.slots[0] if self.slots else None)
        if chosen:
            chosen.current = True
        return chosen

    @property
    def gone_item(self) -> int | None:
        """The key of the item that was asked for when the agenda has it no more."""
        wanted = self.item_pk if self.item_pk.isdecimal() and len(self.item_pk) < 19 else ""
        is_there = any(str(slot.item.pk) == wanted for slot in self.slots)
        return int(wanted) if wanted and not is_there else None

    @cached_property
    def without_place(self) -> list[Line]:
        """Lines that ask where they belong: their item is gone, or they were typed before there was an agenda."""
        if self.in_public:
            return []
        rows = _without_item(self.meeting.pk)
        rows = [line for line in rows if self.slots or line.gone_item]
        titles = agendas.former_titles(self.meeting, (line.gone_item for line in rows if line.gone_item))
        for line in rows:
            line.former_item = titles.get(line.gone_item, "")
        return rows

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

    @property
    def key(self) -> str:
        """What a form sends back for the item that is shown, be it gone."""
        return str(self.item.pk if self.item else self.gone_item or "")

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

    @cached_property
    def recorded(self) -> list[Attendance]:
        return [row for row in self.rows if row.state]

    @cached_property
    def unrecorded(self) -> list[Attendance]:
        return [row for row in self.rows if not row.state]

    @property
    def who_shown(self) -> str:
        """How many of each list are shown, for the template's `slice`."""
        return f":{WHO_SHOWN}"

    @property
    def more_recorded(self) -> int:
        """How many stand on the attendance page alone."""
        return max(len(self.recorded) - WHO_SHOWN, 0)

    @property
    def more_unrecorded(self) -> int:
        """How many nobody has recorded and this page does not list."""
        return max(len(self.unrecorded) - WHO_SHOWN, 0)

    @cached_property
    def people(self) -> list[Candidate]:
        """Everybody who can own an action point."""
        return attendance.candidates(self.meeting, self.rows)

    @cached_property
    def turnout(self) -> Turnout:
        return turnout(self.meeting, self.rows)

    @cached_property
    def behind(self) -> None:
        return agendas.minutes_behind(self.meeting, self.slots)

    @cached_property
    def all_lines(self) -> list[Line]:
        """The lines of the shown item, also removed ones, each with what is unclear about it."""
        if self.gone_item is not None or (self.slot and self.slot.is_hidden):
            return []
        lines = _at_item(self.item.pk) if self.item else _without_agenda(self.meeting.pk)
        return [self._with_questions(line) for line in lines]

    @cached_property
    def copies(self) -> list[tuple[Slot, list[Line]]]:
        """The words under each item, for a browser that loses its connection."""
        shown = [slot for slot in self.slots if not slot.is_hidden]
        found: dict[int, list[Line]] = {slot.item.pk: [] for slot in shown}
        for line in _kept(self.meeting.pk):
            if line.item_id in found:
                found[line.item_id].append(line)
        return [(slot, found[slot.item.pk]) for slot in shown]

    @property
    def lines(self) -> list[Line]:
        """What stands in the minutes, and in its place the line that was removed a moment ago."""
        return [line for line in self.all_lines if line.removed_at is None or str(line.pk) == self.removed_pk]

    @property
    def removed(self) -> list[Line]:
        if self.in_public:
            return []
        return [line for line in self.all_lines if line.removed_at and str(line.pk) != self.removed_pk]

    def _with_questions(self, line):
        people = self.people if _may_mean_somebody(line) else []
        line.choices = minutes.choices(line, people)
        line.offers = minutes.offers(line, people)
        line.is_one_name = len(split_names(line.owner_words)) == 1
        line.is_fixed = hasattr(line, "action_point") or (
            hasattr(line, "decision") and line.decision.number is not None
        )
        line.days = self._possible_days(line)
        # Else several days were written; of one that has gone by only the year is asked.
        line.has_gone_by = len(line.days) in (1, 2) and line.days[0] < self.meeting.day
        line.asks = line.kind == Line.Kind.ACTION and not line.owner_id
        line.issued_words = difference.words_of(self.issued_lines.get(str(line.pk)))
        return line

    def _possible_days(self, line):
        if line.kind != Line.Kind.ACTION or line.due_on:
            return ()
        return minutes.possible_days(line, self.people, self.date_context)

    @cached_property
    def date_context(self) -> DateContext:
        return minutes.date_context(self.meeting)

    @cached_property
    def issued_lines(self) -> dict[str, dict]:
        """The lines as they were issued last, by their UUIDs."""
        return unissued.issued_lines(self.meeting) if self.meeting.is_issued else {}

    @property
    def may_change(self) -> bool:
        """Whether who looks at it changes what stands there; after issue a minute-taker only adds lines."""
        return not self.meeting.is_issued or self.meeting.partnership.access.minute

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
    def own_left_out(self) -> list[Line]:
        """What who looks at it typed after the minutes were issued, and the coordinator left out."""
        if not self.meeting.is_issued or self.may_change or self.in_public:
            return []
        return late_lines.left_out(self.meeting, self.meeting.partnership.access.person)

    @cached_property
    def waiting(self) -> list[Line]:
        """The lines of issued minutes that wait for a new version; on a wall without those of confidential items."""
        lines = unissued.of_meeting(self.meeting) if self.meeting.is_issued else []
        return [line for line in lines if not (self.in_public and _is_confidential(line))]

    @cached_property
    def changed_facts(self) -> list[Row]:
        """Beside the lines: what issued minutes say otherwise than it is now, for who can issue a correction."""
        is_shown = self.meeting.facts_unissued_since and self.may_change and not self.in_public
        return unissued_facts.differing(self.meeting) if is_shown else []

    @property
    def states(self) -> list:
        """The ways to attend, for the buttons beside a name."""
        return Attendance.State.choices


@prepared
def _at_item(item: int) -> QuerySet[Line]:
    return _in_full(Line.objects.filter(item=item))


@prepared
def _without_agenda(meeting: int) -> QuerySet[Line]:
    return _in_full(Line.objects.filter(meeting=meeting, item=None))


def _in_full(rows):
    related = ("owner", "partner__organisation", "decision", "action_point__task")
    return rows.filter(gone_item=None).select_related(*related).order_by("position", "at")


@prepared
def _kept(meeting: int) -> QuerySet[Line]:
    return Line.objects.kept().filter(meeting=meeting).order_by("position", "at")


@prepared
def _without_item(meeting: int) -> QuerySet[Line]:
    return Line.objects.filter(meeting=meeting, item=None, removed_at=None).order_by("at")


def _is_confidential(line):
    return line.item is not None and confidential.is_confidential(line.item)


def beside_the_name(row: Attendance, from_number: int | None) -> list[str]:
    """What stands beside a name: organisation, absence or the item from which on, alternate; what there is of it."""
    organisation = row.partner.organisation.short if row.partner else ""
    alternate = _("alternate") if row.capacity == "alternate" else ""
    return list(filter(None, [organisation, _presence(row, from_number), alternate]))


def _presence(row, from_number):
    if row.state in ("apologies", "absent", "observer"):
        return row.get_state_display().lower()
    return _("from item %(n)s") % {"n": from_number} if from_number else ""


def _may_mean_somebody(line):
    """Whether it is asked whom its words mean: only then everybody who can be meant is read."""
    return line.kind == Line.Kind.NOTE or (line.kind == Line.Kind.ACTION and not line.owner_id)
