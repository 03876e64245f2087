"""The hours that people spent in meetings, by kind of person, and what was decided that an hour is worth."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from backbone.numbers import rounded
from backbone.time.days import today_of
from impact.models import DiscountRate, HourValue
from meetings.models import Attendance, Meeting

if TYPE_CHECKING:
    from partnerships.models import Partnership

THERE = (Attendance.State.PRESENT, Attendance.State.PARTLY)


@dataclass(frozen=True)
class Spent:
    """What the people of one kind spent in one meeting; `hours` are theirs together.

    Kinds for which no value of their own was decided are one, "", when there is a value for everybody else.
    """

    meeting: Meeting
    kind: str
    people: int
    hours: Decimal
    # What was decided for their kind, or nothing.
    decided: HourValue | None

    @property
    def worth(self) -> Decimal | None:
        """In the partnership's currency, to the cent."""
        return None if self.decided is None else rounded(self.hours * self.decided.value)


@dataclass
class Hours:
    """The hours of a period, and what was not recorded so that it could not be counted."""

    spent: list[Spent] = field(default_factory=list)
    # Meetings whose beginning or end nobody recorded.
    without_length: list[Meeting] = field(default_factory=list)
    # Meetings that took place, and nobody recorded of anybody whether they were there.
    without_presence: list[Meeting] = field(default_factory=list)
    # Of how many people in the others it was not recorded whether they were there.
    presence_unknown: int = 0
    # How many were there partly, and nobody recorded from when.
    partly_unknown: int = 0

    @property
    def total(self) -> Decimal:
        """Hours of all together."""
        return sum((row.hours for row in self.spent), Decimal(0))

    @property
    def worth(self) -> Decimal:
        """Of those for whose kind a value was decided."""
        return sum((row.worth for row in self.spent if row.worth is not None), Decimal(0))

    @property
    def kinds_without_value(self) -> list[str]:
        """The kinds of person for whom nobody has decided what an hour is worth."""
        return sorted({row.kind for row in self.spent if row.decided is None})


def hours_of(partnership: Partnership, start: date | None = None, end: date | None = None) -> Hours:
    """The hours of the meetings whose own day lies in the period (two dates, None: no bound)."""
    meetings = Meeting.objects.filter(partnership=partnership).exclude(state=Meeting.State.CANCELLED)
    meetings = meetings.select_related("minute_taker", "chair").prefetch_related("items")
    within = [m for m in meetings.order_by("starts_at", "pk") if _is_within(m.day, start, end)]
    known = {m.pk: m for m in within if m.started_at and m.ended_at}
    people, everybody = defaultdict(Counter), _attendance(within)
    rows = [row for row in everybody if row.state in THERE]
    hours = Hours(without_length=_without_length(within, known, rows))
    hours.without_presence = _without_presence(known, everybody)
    hours.presence_unknown = _presence_unknown(known, hours.without_presence, everybody)
    values = decided_values(partnership)
    for row in rows:
        length = _length(row, known.get(row.meeting_id))
        hours.partly_unknown += length is None and row.meeting_id in known
        if length is not None:
            kind, decided = kind_of(row), values.get(kind_of(row)) or values.get("")
            people[row.meeting_id, decided.kind if decided else kind][length] += 1
    hours.spent = [
        _spent(known[pk], kind, lengths, values.get(kind)) for (pk, kind), lengths in people.items()
    ]
    return hours


def kind_of(attendance: Attendance) -> str:
    """The kind of person for which an hour's value is decided: by the organisation that they were there for."""
    organisation = attendance.partner.organisation if attendance.partner else None
    if organisation is None:
        return HourValue.Kind.ALL.value
    return HourValue.Kind.BACKBONE.value if organisation.is_backbone else organisation.sector


def decided_values(partnership: Partnership) -> dict[str, HourValue]:
    """{kind of person: the value of an hour that holds}: the latest that was decided."""
    rows = HourValue.objects.filter(partnership=partnership, decided_on__lte=today_of(partnership))
    return {row.kind: row for row in rows.select_related("recorded_by").order_by("decided_on", "pk")}


def decided_rate(partnership: Partnership) -> DiscountRate | None:
    """The discount rate that holds, or None until one is decided."""
    rows = DiscountRate.objects.filter(partnership=partnership, decided_on__lte=today_of(partnership))
    return rows.select_related("recorded_by").order_by("decided_on", "pk").last()


def _is_within(day, start, end):
    return (start is None or start <= day) and (end is None or day <= end)


def _attendance(meetings):
    rows = Attendance.objects.filter(meeting__in=[m.pk for m in meetings])
    rows = rows.select_related("partner__organisation", "from_item")
    return list(rows.order_by("meeting__starts_at", "meeting", "pk"))


def _without_length(meetings, known, rows):
    attended = {row.meeting_id for row in rows}
    return [m for m in meetings if m.pk in attended and m.pk not in known]


def _without_presence(known, everybody):
    recorded = {row.meeting_id for row in everybody if row.state}
    return [meeting for pk, meeting in known.items() if pk not in recorded]


def _presence_unknown(known, without, everybody):
    others = known.keys() - {meeting.pk for meeting in without}
    return sum(1 for row in everybody if not row.state and row.meeting_id in others)


def _length(row, meeting) -> timedelta | None:
    """How long somebody was there; None when it was not recorded."""
    if meeting is None:
        return None
    if row.state == Attendance.State.PRESENT:
        return meeting.ended_at - meeting.started_at
    came = row.from_item and _begun(row.from_item, meeting)
    return max(meeting.ended_at - max(came, meeting.started_at), timedelta(0)) if came else None


def _begun(item, meeting):
    """When the room came to an item; where nobody recorded that, when the agenda has it."""
    if item.begun_at:
        return item.begun_at
    before = [
        other.minutes
        for other in meeting.items.all()
        if (other.position, other.pk) < (item.position, item.pk)
    ]
    return meeting.started_at + timedelta(minutes=sum(before))


def _spent(meeting, kind, lengths, decided):
    seconds = sum(length.total_seconds() * people for length, people in lengths.items())
    hours = rounded(Decimal(int(seconds)) / 3600)
    return Spent(meeting, kind, lengths.total(), hours, decided)
