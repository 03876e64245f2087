"""How partners attended the last meetings: beads for the coordinator, and whom to call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.database.prepared import prepared
from backbone.database.query_once import asked_once
from backbone.numbers import number, rounded
from backbone.registered.work_done import WorkDone, WorkRow
from backbone.time.days import end_of_day, start_of_day
from meetings.models import Attendance
from meetings.schedule import held_in, last_held
from partnerships.models import Partner, PrivateNote

if TYPE_CHECKING:
    from partnerships.models import Partnership

# The best that any of a partner's people did, best first; while one is not recorded, nobody knows that they were away.
RANK = ["present", "partly", "observer", "", "apologies", "absent"]
KINDS = {
    "present": "done",
    "partly": "part",
    "observer": "part",
    "apologies": "open",
    "absent": "dropped",
    "": "quiet",
}
# Not recorded ("") is neither: nothing is claimed that nobody wrote down.
AWAY = ("apologies", "absent")
THERE = (Attendance.State.PRESENT, Attendance.State.PARTLY)


@asked_once
def _best_states(partnerships):
    """For each partnership {(meeting's key, partner's key): the best that any of its people did}."""
    best = {partnership.pk: {} for partnership in partnerships}
    meetings = [meeting.pk for meetings in held_in(partnerships) for meeting in meetings]
    for partnership, meeting, partner, state in _states(meetings) if meetings else ():
        known = best[partnership].get((meeting, partner), state)
        best[partnership][meeting, partner] = min(known, state, key=RANK.index)
    return best


@prepared
def _states(meetings: list[int]) -> QuerySet:
    rows = Attendance.objects.filter(meeting__in=meetings, partner__isnull=False).order_by()
    return rows.values_list("partnership_id", "meeting_id", "partner_id", "state")


def histories(partnership: Partnership, partners: list[Partner]) -> dict:
    """{partner's key: [state at each of the last meetings, None where it was not expected]}, the newest first."""
    best = _best_states([partnership])[0]
    meetings = last_held(partnership)
    return {partner.pk: [best.get((meeting.pk, partner.pk)) for meeting in meetings] for partner in partners}


def beads(history: list[str]) -> list[str]:
    """A partner's history as kinds of beads, the oldest first."""
    return [KINDS[state] for state in reversed(history) if state is not None]


def sentence(history: list[str]) -> str:
    """A partner's history read aloud."""
    known = [state for state in history if state]
    there = sum(1 for state in known if state not in AWAY)
    if not known:
        return _("no attendance recorded")
    words = ngettext(
        "there at %(there)s of the last meeting",
        "there at %(there)s of the last %(count)s meetings",
        len(known),
    )
    return words % {"there": there, "count": len(known)}


def to_call(partnerships: list[Partnership], since: datetime) -> list:
    """(partner, meeting) where all of a partner's people were away at a last meeting held after `since`: without
    a word, or the second time running, and no call was noted after it."""
    missed = {}
    for meetings, best in zip(held_in(partnerships), _best_states(partnerships), strict=True):
        if meetings and meetings[0].starts_at >= since:
            partners = {partner for _meeting, partner in best}
            missed |= {partner: meetings[0] for partner in partners if _is_missed(partner, meetings, best)}
    found = [(row, missed[row.pk]) for row in _with_last_call(list(missed))] if missed else []
    return [(row, last) for row, last in found if not row.called_at or row.called_at < last.starts_at]


@prepared
def _with_last_call(partners: list[int]) -> QuerySet[Partner]:
    noted = Max("private_notes__at", filter=Q(private_notes__about=PrivateNote.About.CALL))
    rows = Partner.objects.present().filter(pk__in=partners).annotate(called_at=noted)
    return rows.select_related("organisation")


def _is_missed(partner, meetings, best):
    last, before = ([best.get((meeting.pk, partner)) for meeting in meetings] + [None])[:2]
    return last == "absent" or (last in AWAY and before in AWAY)


def work_done(partnership: Partnership, first: date, last: date) -> dict[int, WorkDone]:
    """{partner's key: at how many meetings its people were in these days, and their hours where those were recorded}."""
    rows = Attendance.objects.filter(partnership=partnership, partner__isnull=False)
    return _summed(rows, "partner_id", first, last)


def work_by_person(partner: Partner, first: date, last: date) -> dict[int, WorkDone]:
    """The same of one partner: {person's key: at how many meetings they were for it, and their hours}."""
    return _summed(Attendance.objects.filter(partner=partner), "person_id", first, last)


def work_rows(partner: Partner, person: int, what: str, first: date, last: date) -> Iterator[WorkRow]:
    """The meetings that were counted for one of its people, the newest first, each with the hours."""
    if what != "meetings":
        return
    rows = _were_there(Attendance.objects.filter(partner=partner, person=person), first, last)
    for row in sorted(rows, key=lambda row: row.meeting.starts_at, reverse=True):
        hours = rounded(_hours(row))
        words = ngettext("%(n)s hour", "%(n)s hours", 1 if hours == 1 else 2) % {"n": number(hours)}
        yield WorkRow(
            row.meeting.day, row.meeting.title, row.meeting.get_absolute_url(), words if hours else ""
        )


def _summed(rows, column, first, last):
    met, hours = defaultdict(set), defaultdict(Decimal)
    for row in _were_there(rows, first, last):
        met[getattr(row, column)].add(row.meeting_id)
        hours[getattr(row, column)] += _hours(row)
    return {key: WorkDone(len(met[key]), rounded(hours[key])) for key in met}


def _were_there(rows, first, last):
    rows = rows.filter(state__in=THERE)
    around = start_of_day(first - timedelta(days=1), UTC), end_of_day(last + timedelta(days=1), UTC)
    rows = rows.filter(meeting__starts_at__range=around).exclude(meeting__state="cancelled")
    rows = rows.select_related("meeting", "meeting__partnership")
    return [row for row in rows if first <= row.meeting.day <= last]


def _hours(row):
    """Of who was there all the time: how long somebody else was is told by the agenda, which a report reads."""
    started, ended = row.meeting.started_at, row.meeting.ended_at
    if row.state != Attendance.State.PRESENT or not (started and ended):
        return Decimal(0)
    return Decimal(int((ended - started).total_seconds())) / 3600
