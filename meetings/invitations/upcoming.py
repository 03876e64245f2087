"""The meetings to come about which a person was mailed, with their row of attendance where they were asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from meetings.attendance import invitation_state
from meetings.invitations import answers
from meetings.invitations.invitees import CAUSE
from meetings.models import Attendance, Invitation, Meeting
from partnerships.correspondence.models import Correspondence
from partnerships.models import Partnership

if TYPE_CHECKING:
    from backbone.accounts.models import Person

# A cancelled meeting stays until it would have begun: who was invited must see that it is off.
STATES = (Meeting.State.PLANNED, Meeting.State.CANCELLED)


@dataclass
class UpcomingMeeting:
    """One meeting, and what the person said to it."""

    meeting: Meeting
    row: Attendance | None

    @property
    def is_open(self) -> bool:
        return self.row is not None and answers.is_open(self.meeting)


def upcoming_meetings(person: Person, partnership: Partnership | None = None) -> list[UpcomingMeeting]:
    """What the person was mailed about, the nearest first; everywhere they take part, or in one partnership."""
    where = (
        Q(partnership=partnership)
        if partnership
        else Q(partnership__in=Partnership.objects.visible_to(person).open())
    )
    mails = Correspondence.objects.filter(where, person=person, cause=CAUSE)
    rounds = Invitation.objects.filter(pk__in=mails.values("cause_id"))
    meetings = Meeting.objects.filter(pk__in=rounds.values("meeting"), state__in=STATES)
    meetings = meetings.filter(starts_at__gt=timezone.now()).select_related("partnership")
    meetings = list(meetings.order_by("starts_at", "pk"))
    rows = {row.meeting_id: row for row in _rows(person, meetings)} if meetings else {}
    return [UpcomingMeeting(meeting, rows.get(meeting.pk)) for meeting in meetings]


def _rows(person, meetings):
    rows = Attendance.objects.filter(person=person, meeting__in=meetings, asked_at__isnull=False)
    for row in rows.select_related("meeting").annotate(mail_state=invitation_state()):
        row.bead, row.words = answers.mark(row)
        yield row
