"""The agenda: which item when, in which order, and how far the meeting is behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from backbone.database import ordering
from backbone.database.prepared import prepared
from meetings.models import AgendaItem, Meeting
from partnerships import removing

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Body, Partnership, Removal

# What a pasted agenda has before an item's words ("3.", "a)", "•", "10:30 -"), and its length at their end.
LISTED = re.compile(r"\A(?:[•·▪▫●○◦‣*–—\uf0a7\uf0b7-]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-z][.)])\s+(?=\S)")
CLOCK = r"\d{1,2}(?:[:h]\d\d|\.\d\d(?=\s*(?:-|–|uur|u\b)))(?:\s*(?:uur|u|h)\b)?"
CLOCK_TIME = re.compile(rf"\A{CLOCK}(?:\s*(?:-|–|to|tot)\s*(?:{CLOCK}|\d{{1,2}}\.\d\d))?\s*[-–:,]?\s+(?=\S)")
LENGTH = re.compile(r"[\s,;–-]*[(\[]?\b(\d{1,3})\s*(?:minutes|minuten|mins?\b\.?|['’′])[)\]]?\s*$", re.I)
# What meetings end with, as their agendas call it.
CLOSING = re.compile(
    r"\A(?:(?:close|closing|wrap[ -]?up|sluiting|afsluiting|afronding)"
    r"(?=\s*(?:\Z|[:,.;–-])|\s+(?:remarks|round|and|en|of the meeting)\b)"
    r"|any other business|a\.?o\.?b\b|next meeting|rondvraag|w\.?\s?v\.?\s?t\.?\s?t\.?\s?k"
    r"|(?:datum )?volgende? (?:overleg|vergadering))",
    re.I,
)
# As the column of it allows.
LONGEST_ITEM = 600


@dataclass
class Slot:
    """An item with its number and its time; reads as an item of the spine."""

    number: int
    item: AgendaItem
    starts_at: datetime
    url: str = ""
    state: str = "open"
    current: bool = False
    # Whether a wall shows neither its title nor what stands under it.
    is_hidden: bool = False
    papers: list = field(default_factory=list)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.item.minutes)

    @property
    def title(self) -> str:
        return self.item.title

    @property
    def asked_by(self) -> Body | Partnership | None:
        """The group or the partnership whose question it is."""
        ask, from_below = (getattr(self.item, name, None) for name in ("ask", "ask_from_below"))
        return ask.body if ask else from_below and from_below.child

    @property
    def meta(self) -> str:
        """Such as "14:25 · 30 · decide"."""
        parts = [f"{timezone.localtime(self.starts_at):%H:%M}", str(self.item.minutes)]
        shown = self.item.purpose in (AgendaItem.Purpose.DECIDE, AgendaItem.Purpose.DISCUSS)
        return " · ".join([*parts, str(self.item.get_purpose_display())] if shown else parts)


def timetable(meeting: Meeting, items: Any = None) -> list[Slot]:
    """The agenda with the time at which each item should begin."""
    starts_at, slots = meeting.starts_at, []
    for number, item in enumerate(items_of(meeting) if items is None else items, 1):
        slots.append(Slot(number, item, starts_at))
        starts_at = slots[-1].ends_at
    return slots


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """The items in their order, with who brings each."""
    items = _items_of(meeting.pk)
    for item in items:
        item.meeting = meeting
    return items


@prepared
def _items_of(meeting: int) -> QuerySet[AgendaItem]:
    rows = AgendaItem.objects.filter(meeting=meeting)
    return rows.select_related("presenter__organisation", "ask__body", "ask_from_below__child")


def minutes_over(meeting: Meeting, slots: list[Slot]) -> int:
    """By how many minutes the agenda is longer than the meeting; 0 when it fits."""
    planned = sum(slot.item.minutes for slot in slots)
    return max(planned - meeting.minutes_planned, 0)


def minutes_behind(meeting: Meeting, slots: list[Slot], now: Any = None) -> None:
    """How many minutes the meeting is behind its agenda; None when that can't be said."""
    now = now or timezone.now()
    slot = next((slot for slot in slots if slot.item.pk == meeting.current_item_id), None)
    if meeting.state != Meeting.State.RUNNING or slot is None:
        return None
    began_late = (slot.item.begun_at or now) - slot.starts_at
    runs_over = now - slot.ends_at
    return max(int(max(began_late, runs_over).total_seconds() // 60), 0)


@dataclass(frozen=True)
class TypedItem:
    """A line of a typed agenda: what is discussed and, where the line says so, for how many minutes."""

    title: str
    minutes: int | None = None


def read_items(text: str) -> list[TypedItem]:
    """The items of a typed or pasted agenda: "1. Opening", "• 10:00 Budget (20 min)"; empty lines are none."""
    return [item for line in text.splitlines() if (item := _read_item(line)).title]


def _read_item(line):
    title = CLOCK_TIME.sub("", LISTED.sub("", line.strip(), count=1), count=1)
    length = LENGTH.search(title)
    if length is None or not 1 <= int(length[1]) <= LONGEST_ITEM:
        return TypedItem(title.strip())
    return TypedItem(title[: length.start()].rstrip(" ,;:–-\t"), int(length[1]))


@transaction.atomic
def add(meeting: Meeting, item: AgendaItem) -> AgendaItem:
    """Put a new item at the end of the agenda."""
    Meeting.objects.locked(meeting.pk)
    item.meeting, item.partnership = meeting, meeting.partnership
    item.position = (meeting.items.aggregate(last=Max("position"))["last"] or 0) + 1
    item.save()
    return item


@transaction.atomic
def add_before_closing(meeting: Meeting, item: AgendaItem) -> AgendaItem:
    """Put a new item on the agenda, before the items with which it ends."""
    added = add(meeting, item)
    rows = list(meeting.items.exclude(pk=added.pk))
    closing = list(takewhile(_closes, reversed(rows)))
    if closing and len(closing) < len(rows):
        ordering.number([*rows[: -len(closing)], added, *reversed(closing)])
        added.refresh_from_db(fields=["position"])
    return added


def _closes(item):
    return item.purpose == AgendaItem.Purpose.PARTNERSHIP or CLOSING.match(item.title)


@transaction.atomic
def add_all(meeting: Meeting, typed: list[TypedItem], like: AgendaItem) -> list[AgendaItem]:
    """Put new items at the end of the agenda in their order; what a line does not say is as in `like`."""
    columns = {"purpose": like.purpose, "presenter": like.presenter}
    return [
        add(meeting, AgendaItem(title=one.title, minutes=one.minutes or like.minutes, **columns))
        for one in typed
    ]


def move(item: AgendaItem, step: int) -> bool:
    """Move an item UP or DOWN (backbone.database.ordering) by one place; returns whether it moved."""
    return ordering.move(item, item.meeting.items.all(), step)


@transaction.atomic
def copy_from(previous: Meeting, meeting: Meeting) -> int:
    """Put the items of an earlier meeting at the end of this one's agenda; returns how many."""
    Meeting.objects.locked(meeting.pk)
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    columns = ("title", "purpose", "minutes", "presenter_id")
    rows = [
        AgendaItem(
            meeting=meeting,
            partnership=meeting.partnership,
            position=position,
            **{name: getattr(item, name) for name in columns},
        )
        for position, item in enumerate(previous.items.all(), last + 1)
    ]
    return len(AgendaItem.objects.bulk_create(rows))


def previous_with_agenda(meeting: Meeting) -> Meeting | None:
    """The meeting of the same body before this one that has an agenda; of no body one of none."""
    return earlier_of_body(meeting).filter(items__isnull=False).distinct().first()


def earlier_meetings(meeting: Meeting) -> QuerySet[Meeting]:
    """Meetings of the partnership before this one, the last one first."""
    rows = Meeting.objects.filter(partnership=meeting.partnership_id, starts_at__lt=meeting.starts_at)
    return rows.exclude(pk=meeting.pk).exclude(state=Meeting.State.CANCELLED).order_by("-starts_at", "-pk")


def earlier_of_body(meeting: Meeting) -> QuerySet[Meeting]:
    """Meetings of the same body before this one, the last one first; of no body those of none."""
    return earlier_meetings(meeting).filter(body=meeting.body_id)


def approvals_of(meeting: Meeting) -> QuerySet[Meeting]:
    """The meetings that approved the minutes of this one, the first first."""
    return meeting.approvals.over().order_by("starts_at", "pk")


def next_meeting(meeting: Meeting) -> Meeting | None:
    """The meeting of the same body after this one, or None while none is planned."""
    rows = Meeting.objects.filter(partnership=meeting.partnership_id, body=meeting.body_id)
    rows = rows.filter(starts_at__gt=meeting.starts_at).exclude(state=Meeting.State.CANCELLED)
    return rows.order_by("starts_at", "pk").first()


def is_further_on(meeting: Meeting, item: AgendaItem) -> bool:
    """Whether the agenda has the item after the one that the room is at."""
    current = meeting.items.filter(pk=meeting.current_item_id).first()
    return current is None or (item.position, item.pk) > (current.position, current.pk)


@transaction.atomic
def remove(item: AgendaItem, by: Person | None = None) -> Removal | None:
    """Take an item off the agenda, unless something was written under it: then None; it can be brought back."""
    # A removed line under it can be put back at the same moment, and would go with the item.
    Meeting.objects.locked(item.meeting_id)
    if item.lines.kept().exists():
        return None
    return removing.remove(item, by=by, page=f"{item.meeting.get_absolute_url()}#agenda")


def former_titles(meeting: Meeting, keys: Iterable[int]) -> dict[int, str]:
    """{key: what it was called last} of items that were taken off the agenda of this meeting."""
    keys = set(keys)
    if not keys:
        return {}
    events = AgendaItem.pgh_event_model.objects.filter(pgh_obj_id__in=keys, meeting=meeting.pk)
    return dict(events.order_by("pgh_id").values_list("pgh_obj_id", "title"))


def purpose_line(slot: Slot) -> str:
    """Such as "decide, 30 minutes, Ministry of Agriculture"."""
    item = slot.item
    minutes = _("%(count)s minutes") % {"count": item.minutes}
    brought_by = item.presenter or slot.asked_by
    return ", ".join(str(part) for part in (item.get_purpose_display(), minutes, brought_by) if part)
