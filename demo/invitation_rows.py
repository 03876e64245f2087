"""The invitation to the demo's next meeting: sent some days ago, answered by some, silent others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demo.sent_mail import already_sent
from meetings import attendance
from meetings.invitations import answers, rounds
from meetings.models import Invitation
from partnerships.correspondence.models import Confirmation, Correspondence, Notice

if TYPE_CHECKING:
    from demo.builder import Builder
    from meetings.models import Meeting


def invite(builder: Builder, meeting: Meeting, entry: dict) -> None:
    """The product's own functions make it; the moments are moved back, so that nothing is sent."""
    attendance.prefill(meeting)
    rows = {row.person_id: row for row in attendance.rows_of(meeting)}
    seen = rounds.mark_of(meeting)
    rounds.send(meeting, seen=seen, to=set(rows), by=builder.coordinator)
    for key, expected in entry["answers"].items():
        words = entry.get("words", {}).get(key, "")
        answers.answer(meeting, builder.people[key], expected, words=words, via="link")
    sent = builder.moment(entry["invited"], 9)
    _move_back(builder, meeting, sent, builder.moment(entry["invited"] + 1, 8, 20, after=sent))


def _move_back(builder, meeting, sent, answered):
    Invitation.objects.filter(meeting=meeting).update(at=sent)
    meeting.attendance.exclude(asked_at=None).update(asked_at=sent)
    meeting.attendance.exclude(expected="").update(answered_at=answered)
    asked = Confirmation.objects.filter(kind=answers.KIND, subject_id=meeting.pk)
    asked.update(asked_at=sent)
    asked.exclude(answer="").update(answered_at=answered)
    waiting = Correspondence.objects.filter(partnership=builder.partnership, message__state="waiting")
    already_sent(waiting, sent)
    Notice.objects.filter(partnership=builder.partnership).update(at=answered)
