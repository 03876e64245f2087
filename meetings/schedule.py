"""Meetings that are not over, and the last ones that took place: what overview, needs and attendance look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from backbone.database.prepared import prepared
from backbone.database.query_once import asked_once
from meetings.models import AgendaItem, Meeting

if TYPE_CHECKING:
    from partnerships.models import Partnership

State = Meeting.State
UNFINISHED = (State.PLANNED, State.RUNNING, State.CLOSED)
HELD = (State.CLOSED, State.ISSUED)
# As many as the beads of attendance show; of older meetings only the unfinished are read.
SHOWN = 6


@asked_once
def _concerning(partnerships):
    """For each partnership its meetings that are not over and the last ones held, the earliest first."""
    found = {partnership.pk: [] for partnership in partnerships}
    known = {partnership.pk: partnership for partnership in partnerships}
    for row in _unfinished_and_last(list(known)):
        row.partnership = known[row.partnership_id]
        found[row.partnership_id].append(row)
    return found


@prepared
def _unfinished_and_last(partnerships: list[int]) -> QuerySet[Meeting]:
    newest = [F("starts_at").desc(), F("pk").desc()]
    rank = Window(RowNumber(), partition_by=[F("partnership"), Q(state__in=HELD)], order_by=newest)
    rows = Meeting.objects.filter(partnership__in=partnerships).exclude(state=State.CANCELLED).order_by()
    rows = rows.annotate(rank=rank).filter(Q(rank__lte=SHOWN) | Q(state__in=UNFINISHED))
    items = AgendaItem.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    # Beside the rank the items of every meeting there ever was would be counted.
    found = (
        Meeting.objects.filter(pk__in=rows.values("pk")).select_related("body").order_by("starts_at", "pk")
    )
    return found.annotate(item_count=Subquery(items.values(n=Count("pk"))))


def unfinished(partnership: Partnership) -> list[Meeting]:
    """Meetings whose minutes are not out, the earliest first, each with its `item_count`."""
    return _unfinished([partnership])


def _unfinished(partnerships):
    return [row for found in _concerning(partnerships) for row in found if row.state in UNFINISHED]


def behind(partnerships: list[Partnership]) -> list[Meeting]:
    """Meetings of these partnerships that were held and whose minutes are not out, the earliest first."""
    now = timezone.now()
    rows = _unfinished(partnerships)
    over = [row for row in rows if row.starts_at < now and (row.state == State.CLOSED or row.ends_at <= now)]
    return sorted(over, key=lambda row: row.starts_at)


def coming(partnerships: list[Partnership]) -> list[Meeting]:
    """Planned meetings of these partnerships that have not begun, the earliest first, each with its `item_count`."""
    now = timezone.now()
    return [row for row in _unfinished(partnerships) if row.state == State.PLANNED and row.starts_at > now]


def next_meeting(partnership: Partnership) -> Meeting | None:
    """The meeting that comes next, or the one that is under way."""
    now = timezone.now()
    coming = [row for row in unfinished(partnership) if row.state != State.CLOSED and row.starts_at >= now]
    running = [row for row in unfinished(partnership) if row.state == State.RUNNING]
    # One that nobody closed stays "running" for weeks: a planned meeting to come goes before it.
    return next(iter(coming + running[::-1]), None)


def to_minute(partnership: Partnership) -> None:
    """The earliest meeting that is under way or whose minutes wait to be issued."""
    rows = unfinished(partnership)
    return next((row for row in rows if row.state in (State.RUNNING, State.CLOSED)), None)


def held_in(partnerships: list[Partnership]) -> list:
    """For each partnership the last meetings that took place, the newest first."""
    return [_held(found)[:SHOWN] for found in _concerning(partnerships)]


def _held(meetings):
    return [row for row in reversed(meetings) if row.state in HELD]


def last_held(partnership: Partnership) -> list[Meeting]:
    """The last meetings of a partnership that took place, the newest first."""
    return held_in([partnership])[0]
