"""Whom a meeting invites: who represents its group's seats, and its host; and whose seat does not last until then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from backbone.database.prepared import prepared
from backbone.time.days import day_of, end_of_day
from partnerships.bodies import seats
from partnerships.models import BodyPartner, Representative

if TYPE_CHECKING:
    from meetings.models import Attendance, Meeting

# A sponsor is kept informed and does not sit at the table.
AT_THE_TABLE = ("lead", "alternate", "member")
# How long after the end of a term somebody still wonders where its partner is.
REMEMBERED = timedelta(days=365)


def representatives(meeting: Meeting) -> Iterable[Representative]:
    """Who represents a partner when it begins, or comes to do so on that day; of a seat that names somebody, that one.

    The host is invited whether it has a seat or not.
    """
    day = day_of(meeting.starts_at, meeting.zone)
    over = end_of_day(day, meeting.zone)
    at_the_table, body = Q(capacity__in=AT_THE_TABLE), meeting.body
    rows = Representative.objects.during(meeting.starts_at, over).filter(
        partnership=meeting.partnership_id, partner__withdrawn_on=None, person__is_active=True
    )
    if body is None or not (sitting := body.seats.on(day)):
        return rows.filter(at_the_table)
    rows = rows.filter(Q(partner__in=sitting.values("partner")) | Q(partner=meeting.host_id)).filter(
        at_the_table | seats.sits_there(body, day)
    )
    comes = seats.who_comes(body, rows, day=day, at=meeting.starts_at)
    return [row for row in rows if comes.get(row.partner_id, row.person_id) == row.person_id]


def without_seat(meeting: Meeting, rows: list[Attendance]) -> list[BodyPartner]:
    """Seats of its group whose term does not have its day, by partner; each with whether somebody of it `is_listed`."""
    day = day_of(meeting.starts_at, meeting.zone)
    listed = {row.partner_id for row in rows}
    found = (
        [seat for seat in _with_a_term(meeting.body_id) if not seat.lasts_on(day)] if meeting.body_id else []
    )
    for seat in found:
        seat.is_listed, seat.is_over = seat.partner_id in listed, (seat.term_until or day) < day
    return [seat for seat in found if seat.partner_id == meeting.host_id or _is_missed(seat, day)]


def _is_missed(seat, day):
    return not (seat.is_listed or (seat.term_until and seat.term_until < day - REMEMBERED))


@prepared
def _with_a_term(body: int) -> QuerySet[BodyPartner]:
    rows = BodyPartner.objects.filter(body=body, partner__withdrawn_on=None)
    rows = rows.exclude(term_from=None, term_until=None).select_related("partner__organisation")
    return rows.order_by("partner__organisation__sort_name", "pk")
