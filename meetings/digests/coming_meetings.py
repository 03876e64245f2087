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
from meetings.models import Attendance, Meeting
from partnerships.models import Representative

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
    rows = rows.select_related("body").order_by("partnership_id", "body_id", "starts_at", "pk")
    return sorted(rows.distinct("partnership_id", "body_id"), key=lambda one: (one.starts_at, one.pk))


def _members(people, meetings, at):
    """(person, group) of those who represent a partner in it, or chair it."""
    groups = {one.body_id for one in meetings} - {None}
    seats = (
        Representative.objects.current(at).filter(person__in=people, partner__bodies__in=groups).order_by()
    )
    found = set(seats.values_list("person", "partner__bodies"))
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
