"""What invitations have for the daily digest: the next meeting of each group that its reader is in, or to which they are asked.

It is no reason for a digest: its invitation says it, and it would make one of each morning until then. It comes along
where there is one.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from backbone.panels import DigestPart
from backbone.time.days import day_of
from meetings.models import Attendance, Meeting
from partnerships.models import BodyPartner, Representative

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from backbone.accounts.models import Person
    from partnerships.models import Partnership

    Key = tuple[int, int]


def claim(pairs: list[tuple[Person, Partnership]], has_room: dict) -> dict[Key, list[Meeting]]:
    """The next meetings that today's digests say."""
    return _next_meetings(pairs, timezone.now()) if pairs else {}


def preview(person: Person, partnership: Partnership, at: datetime) -> list[Meeting]:
    """Those that a digest of that moment says."""
    return _next_meetings([(person, partnership)], at).get((person.pk, partnership.pk), [])


def owed(
    partnerships: QuerySet[Partnership] | list[Partnership], people: list[Person] | None = None
) -> dict[Key, datetime]:
    """Nobody gets a digest for these."""
    return {}


def _next_meetings(pairs, at):
    """{(person, partnership): the next meeting of each group that they are in, or to which they are asked}"""
    meetings = _next_of_each_group({partnership.pk for _person, partnership in pairs}, at)
    if not meetings:
        return {}
    people = {person.pk for person, _partnership in pairs}
    members, asked = _members(people, meetings, at), _asked(people, meetings)
    found: dict[Key, list[Meeting]] = defaultdict(list)
    for person, partnership in pairs:
        for one in meetings:
            is_theirs = (person.pk, one.body_id) in members or (person.pk, one.pk) in asked
            if one.partnership_id == partnership.pk and is_theirs:
                found[person.pk, partnership.pk].append(one)
    return dict(found)


def _next_of_each_group(partnerships, at):
    """Of the meetings that are of no group the next one too, the earliest first."""
    rows = Meeting.objects.filter(partnership__in=partnerships, state=Meeting.State.PLANNED, starts_at__gt=at)
    rows = rows.select_related("body", "partnership").order_by("partnership_id", "body_id", "starts_at", "pk")
    return sorted(rows.distinct("partnership_id", "body_id"), key=lambda one: (one.starts_at, one.pk))


def _members(people, meetings, at):
    """(person, group) of those who sit in it on the day of its meeting, or chair it."""
    days = {one.body_id: day_of(one.starts_at, one.zone) for one in meetings if one.body_id}
    sitting = defaultdict(list)
    for seat in BodyPartner.objects.filter(body__in=days, partner__withdrawn_on=None):
        if seat.lasts_on(days[seat.body_id]):
            sitting[seat.partner_id].append(seat)
    rows = Representative.objects.current(at).filter(person__in=people, partner__in=sitting).order_by()
    found = {
        (person, seat.body_id)
        for person, partner in rows.values_list("person", "partner")
        for seat in sitting[partner]
        if seat.is_open_to(person)
    }
    return found | {(one.body.chair_id, one.body_id) for one in meetings if one.body}


def _asked(people, meetings):
    """(person, meeting) of those who were asked to come; of a list that was not sent yet nobody hears."""
    rows = Attendance.objects.filter(
        person__in=people, meeting__in=meetings, asked_at__isnull=False
    ).order_by()
    return set(rows.values_list("person", "meeting"))


PART = DigestPart(
    key="meetings",
    template="mail/digest_meetings",
    claim=claim,
    preview=preview,
    owed=owed,
    order=40,
    asks=False,
    is_reason=False,
)
