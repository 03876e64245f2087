"""What of the meetings to come hangs on somebody who leaves: those that they chair or minute, or are to come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.numbers import number
from meetings import attendance
from meetings.bodies.invited import representatives
from meetings.models import Attendance, Meeting

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partner, Partnership, Representative


def meetings_of(person: Person, partnership: Partnership, partner: Partner | None) -> QuerySet[Meeting]:
    """The meetings that have still to begin and that they chair or minute, whatever else they represent."""
    rows = Meeting.objects.filter(partnership=partnership, state=Meeting.State.PLANNED)
    return rows.filter(Q(chair=person) | Q(minute_taker=person)).order_by("starts_at", "pk")


def move(meetings: list[Meeting], *, of: Person, to: Person, by: Person, agreed: bool) -> int:
    """Another person chairs or minutes these in their place; returns how many there were."""
    for meeting in meetings:
        for name in ("chair", "minute_taker"):
            if getattr(meeting, f"{name}_id") == of.pk:
                setattr(meeting, name, to)
        meeting.revision += 1
        meeting.save(update_fields=["chair", "minute_taker", "revision"])
        if meeting.chair_id == to.pk:
            attendance.add_chair(meeting)
    return len(meetings)


def question(meeting: Meeting) -> str:
    """What is asked of who is to chair or minute it."""
    words = {"meeting": meeting, "when": meeting.when}
    return _("Will you take over “%(meeting)s” (%(when)s), as chair or minute-taker?") % words


def in_words(n: int) -> str:
    """How many meetings somebody chairs or minutes."""
    return ngettext(
        "%(n)s meeting to come, as chair or minute-taker",
        "%(n)s meetings to come, as chair or minute-taker",
        n,
    ) % {"n": number(n)}


# Who is on the list of a meeting that was planned while they represented their partner


def places_of(person: Person, partnership: Partnership, partner: Partner | None) -> QuerySet[Meeting]:
    """The meetings to come on whose list they stand for a partner."""
    own = _places(person).filter(meeting=OuterRef("pk"))
    own = own.filter(partner=partner) if partner else own
    return _to_come(partnership).filter(Exists(own)).order_by("starts_at", "pk")


def _to_come(partnership):
    return Meeting.objects.filter(partnership=partnership, state=Meeting.State.PLANNED, starts_at__gt=now())


def _places(person):
    """Where somebody is on the list as a representative, and nothing is recorded yet."""
    return Attendance.objects.filter(person=person, state="").exclude(capacity__in=["", attendance.OBSERVER])


def give_places(meetings: list[Meeting], *, of: Person, to: Person, by: Person, agreed: bool) -> int:
    """Another person of the partner is on these lists instead, not asked yet; returns on how many."""
    seats = list(to.represents.current().select_related("partner"))
    rows = _places(of).filter(meeting__in=meetings).select_related("meeting")
    return sum(_give_place(row, seats) for row in rows)


def _give_place(row, seats):
    there = [seat for seat in seats if seat.partnership_id == row.partnership_id]
    seat = next((one for one in there if row.partner_id in (None, one.partner_id)), None)
    if seat:
        row.delete()
        attendance.add_some(row.meeting, [seat])
    return seat is not None


def places_in_words(n: int) -> str:
    """On the lists of how many meetings somebody stands."""
    return ngettext("%(n)s meeting to come, on its list", "%(n)s meetings to come, on their lists", n) % {
        "n": number(n)
    }


def come_back(seat: Representative) -> None:
    """Who represents a partner again is on the lists again, but where somebody else sits for it by now."""
    for meeting in _to_come(seat.partnership).select_related("body", "partnership"):
        invited = list(representatives(meeting))
        if attendance.add_some(meeting, [row for row in invited if row.pk == seat.pk]):
            _take_off(meeting, seat, invited)


def _take_off(meeting, seat, invited):
    """Who came in their place and was not asked yet is on the list no more."""
    rows = meeting.attendance.filter(partner=seat.partner_id, state="", asked_at=None)
    rows = rows.exclude(capacity__in=["", attendance.OBSERVER])
    rows.exclude(person__in=[row.person_id for row in invited]).delete()
