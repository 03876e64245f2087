"""Whether somebody comes can be answered to a coordinator on the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.accounts.models import Person
from backbone.registered.open_asks import AskKind, OpenAsk
from backbone.time.days import day_of
from meetings.invitations import answers
from meetings.models import Attendance, Meeting

if TYPE_CHECKING:
    from partnerships.correspondence.calling.told import Told
    from partnerships.models import Partnership

COMES = [
    (Attendance.Expected.COMING.value, gettext_lazy("Comes")),
    (Attendance.Expected.APOLOGIES.value, gettext_lazy("Can’t come")),
]


def _unanswered(partnership) -> QuerySet[Attendance]:
    return Attendance.objects.filter(
        meeting__partnership=partnership,
        meeting__state=Meeting.State.PLANNED,
        meeting__starts_at__gt=timezone.now(),
        asked_at__isnull=False,
        expected="",
    )


def _open(partnership, people):
    rows = _unanswered(partnership).filter(person__in=people).select_related("meeting")
    return [
        OpenAsk(
            person=row.person_id,
            key=str(row.meeting_id),
            title=_("Comes to “%(meeting)s”?") % {"meeting": row.meeting},
            url=row.meeting.get_absolute_url(),
            detail=row.meeting.when,
            answers=COMES,
            due=day_of(row.meeting.starts_at, row.meeting.zone),
        )
        for row in rows.order_by("meeting__starts_at", "pk")
    ]


def _record(partnership: Partnership, person: int, key: str, answer: str, told: Told) -> None:
    row = _unanswered(partnership).filter(meeting=key, person=person).select_related("meeting").first()
    if row is None or answer not in dict(COMES):
        raise LookupError
    answers.answer(row.meeting, Person.objects.get(pk=person), answer, words=told.words, told=told)


ATTENDANCE = AskKind("attendance", lambda of: _unanswered(of).values("person"), _open, _record, 30)
