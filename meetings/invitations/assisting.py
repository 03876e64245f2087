"""Answering for whom somebody assists: whether they come, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from backbone.accounts.models import Person
from backbone.time.days import today_of
from meetings.invitations import answers
from meetings.invitations.upcoming import UpcomingMeeting, upcoming_meetings
from partnerships.correspondence.calling.told import ASSISTANT, Told
from partnerships.models import Assistant

if TYPE_CHECKING:
    from meetings.models import Attendance, Meeting
    from partnerships.models import Partnership


def assisted_by(assistant: Person, partnership: Partnership) -> QuerySet[Person]:
    """Whom somebody assists there now, by name."""
    rows = Assistant.objects.current().filter(person=assistant, partnership=partnership)
    return Person.objects.filter(pk__in=rows.values("assisted"), is_active=True)


def meetings_of(assistant: Person, partnership: Partnership) -> list[tuple[Person, list[UpcomingMeeting]]]:
    """[(whom they assist, the meetings to come to which that one was asked)]."""
    found = [
        (person, [one for one in upcoming_meetings(person, partnership) if one.row])
        for person in assisted_by(assistant, partnership)
    ]
    return [(person, rows) for person, rows in found if rows]


def answer(
    meeting: Meeting, assisted: Person, expected: str, *, by: Person, words: str = ""
) -> Attendance | None:
    """Record what an assistant says for somebody who was asked; whom they send instead is not theirs to say.

    Raises TooLate once the meeting has begun or was called off.
    """
    told = Told(ASSISTANT, today_of(meeting.partnership), by, words)
    return answers.answer(meeting, assisted, expected, words=words, via=ASSISTANT, told=told)
