"""The meetings that concern anybody now: those that are not over, and the last ones that were held."""

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from backbone.asking import asked_once
from meetings.models import Meeting

State = Meeting.State
UNFINISHED = (State.PLANNED, State.RUNNING, State.CLOSED)
HELD = (State.CLOSED, State.ISSUED)
SHOWN = 6


@asked_once
def _unfinished(partnerships):
    rows = Meeting.objects.filter(partnership__in=partnerships, state__in=UNFINISHED)
    return _by_partnership(partnerships, rows.annotate(item_count=Count("items")).order_by("starts_at", "pk"))


def unfinished(partnership):
    """Meetings whose minutes are not out, the earliest first, each with its `item_count`."""
    return _unfinished([partnership])[0]


def behind(partnerships):
    """Meetings of these partnerships that were held and whose minutes are not out, the earliest first."""
    now = timezone.now()
    rows = [row for found in _unfinished(partnerships) for row in found]
    over = [row for row in rows if row.starts_at < now and (row.state == State.CLOSED or row.ends_at <= now)]
    return sorted(over, key=lambda row: row.starts_at)


def next_meeting(partnership):
    """The meeting that comes next, or the one that is under way."""
    now = timezone.now()
    coming = [row for row in unfinished(partnership) if row.state != State.CLOSED and row.starts_at >= now]
    running = [row for row in unfinished(partnership) if row.state == State.RUNNING]
    return next(iter(coming + running[::-1]), None)


def to_minute(partnership):
    """The earliest meeting that is under way or whose minutes wait to be issued."""
    rows = unfinished(partnership)
    return next((row for row in rows if row.state in (State.RUNNING, State.CLOSED)), None)


@asked_once
def held_in(partnerships):
    """For each partnership the last meetings that took place, the newest first."""
    newest = [F("starts_at").desc(), F("pk").desc()]
    rank = Window(RowNumber(), partition_by=F("partnership"), order_by=newest)
    rows = Meeting.objects.filter(partnership__in=partnerships, state__in=HELD)
    rows = rows.annotate(rank=rank).filter(rank__lte=SHOWN)
    return _by_partnership(partnerships, rows.order_by("rank"))


def last_held(partnership):
    """The last meetings of a partnership that took place, the newest first."""
    return held_in([partnership])[0]


def _by_partnership(partnerships, rows):
    found = {partnership.pk: [] for partnership in partnerships}
    known = {partnership.pk: partnership for partnership in partnerships}
    for row in rows:
        row.partnership = known[row.partnership_id]
        found[row.partnership_id].append(row)
    return found
