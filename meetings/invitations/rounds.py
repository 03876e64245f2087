"""Inviting to a meeting that is still to come: in rounds, one mail per person and round, whoever asks again.

A round says when and where. When that changes, or the meeting is cancelled, the next round tells everybody
who was told something else.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from backbone.accounts.models import Person
from backbone.outbox import corrections
from backbone.time import dates
from meetings import attendance, states
from meetings.invitations import calendar_file, copies, mails
from meetings.invitations.answers import KIND
from meetings.invitations.invitees import CAUSE, invitees
from meetings.models import Attendance, Invitation, Meeting
from partnerships.correspondence import confirmations
from partnerships.correspondence.models import Confirmation, Correspondence
from partnerships.correspondence.sending import AskedEnough
from partnerships.correspondence.sending import send as send_mail

if TYPE_CHECKING:
    from meetings.invitations.invitees import Invitee
    from partnerships.correspondence.drafts import Draft


class Outdated(Exception):
    """The meeting is not any more what whoever sends it has looked at."""


def facts(meeting: Meeting) -> dict:
    """What an invitation tells, in a form that can be stored and compared."""
    return {
        "title": meeting.title,
        "starts_at": meeting.starts_at.astimezone(UTC).isoformat(),
        "minutes": meeting.minutes_planned,
        "timezone": meeting.timezone,
        "place": meeting.place,
        "online_url": meeting.online_url,
        "cancelled": meeting.state == Meeting.State.CANCELLED,
    }


def mark_of(meeting: Meeting) -> str:
    """A short mark that changes whenever there is something else to tell."""
    return hashlib.sha256(json.dumps(facts(meeting), sort_keys=True).encode()).hexdigest()[:16]


def can_be_sent(meeting: Meeting) -> bool:
    """Whether there is anything to invite to, or to call off: the meeting lies ahead."""
    lies_ahead = meeting.starts_at > timezone.now()
    return lies_ahead and meeting.state in (Meeting.State.PLANNED, Meeting.State.CANCELLED)


def recipients_of(meeting: Meeting, rows: Any = None) -> list[Invitee]:
    """Everybody whom this meeting concerns, with what a mail would tell them now."""
    rows = attendance.rows_of(meeting) if rows is None else rows
    return invitees(meeting, facts(meeting), rows)


@dataclass(frozen=True)
class Sending:
    """What waits to be sent, for the meeting's page."""

    count: int
    kind: str
    has_begun: bool

    @property
    def label(self) -> str:
        """Such as "Invite 8 people"; empty when everybody knows."""
        words = {
            "invitation": ngettext("Invite %(n)s person", "Invite %(n)s people", self.count),
            "change": ngettext(
                "Send the change to %(n)s person", "Send the change to %(n)s people", self.count
            ),
            "cancellation": ngettext(
                "Tell %(n)s person it is cancelled", "Tell %(n)s people it is cancelled", self.count
            ),
        }
        return words[self.kind] % {"n": self.count} if self.count else ""


def sending(meeting: Meeting, rows: list[Attendance]) -> Sending:
    """How many would be told what; changes are named before invitations."""
    everybody = recipients_of(meeting, rows)
    kinds = [one.kind for one in everybody if one.ticked]
    kind = next((kind for kind in ("cancellation", "change") if kind in kinds), "invitation")
    return Sending(len(kinds), kind, any(one.mails for one in everybody))


@transaction.atomic
def send(meeting: Meeting, *, seen: str, to: set[int], by: Person) -> int:
    """Queue what these people do not know yet; returns how many mails are new.

    Who has been asked enough this month is invited as soon as there is room. Raises Outdated.
    """
    meeting = _locked(meeting)
    if seen != mark_of(meeting) or not can_be_sent(meeting):
        raise Outdated
    everybody = recipients_of(meeting)
    _withdraw([message for one in everybody for message in one.outdated])
    _withdraw(copies.outdated(meeting, facts(meeting)))
    for one in everybody:
        if one.waits_for_room and one.person.pk in to:
            confirmations.hold(_question(one, meeting, by))
    chosen = [one for one in everybody if one.person.pk in to and one.may_be_sent]
    if not chosen:
        return 0
    this = _round(meeting, chosen, by)
    file = calendar_file.file_of(meeting, this, by)
    mails.add_gains(chosen, meeting)
    told = [one for one in chosen if _tell(one, meeting, this, file, by)]
    copies.send(told, meeting, this, file)
    return len(told)


def put(question: Confirmation) -> bool:
    """Invite somebody whose question waited for room; whether a mail left. Raises AskedEnough without room."""
    # The meeting's lock first, as whoever sends a round takes it.
    with suppress(Meeting.DoesNotExist):
        Meeting.objects.locked(question.subject_id)
    waiting = confirmations.take_held(question)
    one = waiting and _asked_in(waiting)
    if waiting and one is None:
        waiting.delete()
    if not one:
        return False
    if one.waits_for_room:
        raise AskedEnough
    meeting = Meeting.objects.get(pk=question.subject_id)
    return send(meeting, seen=mark_of(meeting), to={one.person.pk}, by=question.asked_by) > 0


def waiting(meeting: Meeting, to: set[int]) -> int:
    """How many of these people are invited as soon as their month has room."""
    rows = Confirmation.objects.filter(kind=KIND, subject_id=meeting.pk, answer="", person__in=to)
    return rows.exclude(held_at=None).count()


def draft_of(question: Confirmation) -> Draft | None:
    """The invitation that waits for room, or None when it is not wanted any more."""
    one = _asked_in(question)
    return one and mails.draft(one, _meetings().get(pk=question.subject_id))


def _asked_in(question):
    """Whom the question invites; None when there is no meeting any more to invite them to."""
    meeting = _meetings().filter(pk=question.subject_id).first()
    found = recipients_of(meeting) if meeting and can_be_sent(meeting) else []
    wanted = (one for one in found if one.person.pk == question.person_id and one.person.is_active)
    return next((one for one in wanted if one.is_asked and one.kind == "invitation"), None)


@transaction.atomic
def call_off(meeting: Meeting, *, by: Person) -> bool:
    """Cancel a planned meeting and keep back what waits of it; returns whether it was planned.

    Who knows nothing of it need not hear that it is off.
    """
    cancelled = states.cancel(meeting, by=by)
    if cancelled:
        _withdraw_waiting(meeting)
    return cancelled


def _withdraw_waiting(meeting):
    rounds = meeting.invitations.values("pk")
    rows = Correspondence.objects.filter(cause=CAUSE, cause_id__in=rounds, message__state="waiting")
    _withdraw([row.message for row in rows.select_related("message")] + copies.waiting(meeting))


def threads(meeting: Meeting) -> dict:
    """{person's pk: Message-ID of the last mail about this meeting}, for what follows on it."""
    rounds = meeting.invitations.values("pk")
    rows = Correspondence.objects.filter(
        cause=CAUSE, cause_id__in=rounds, message__state__in=["sent", "perhaps"]
    )
    return dict(rows.order_by("message_id").values_list("person_id", "message__message_id"))


def _locked(meeting):
    return _meetings().locked(meeting.pk)


def _meetings():
    return Meeting.objects.select_related("partnership", "body", "chair", "minute_taker")


def _withdraw(messages):
    for message in messages:
        corrections.cancel(message)


def _round(meeting, chosen, by):
    """The last round as long as it says the same; one whose mails were kept back is not repeated."""
    last, announced = meeting.invitations.last(), facts(meeting)
    if last and last.told == announced and not any(one.was_withdrawn for one in chosen):
        return last
    return Invitation.objects.create(
        partnership=meeting.partnership,
        meeting=meeting,
        number=last.number + 1 if last else 1,
        uid=last.uid if last else uuid4(),
        told=announced,
        by=by,
    )


def _tell(one, meeting, this, file, by):
    """The mail first: who was asked enough meanwhile is asked when there is room."""
    try:
        message = send_mail(mails.draft(one, meeting, this, file))
    except AskedEnough:
        confirmations.hold(_question(one, meeting, by))
        return False
    if one.is_asked:
        _ask(one, meeting, by)
    return message is not None


def _ask(one, meeting, by):
    """Put the question; what was answered for another time is no answer to it."""
    row = one.row
    row.asked_at = row.asked_at or timezone.now()
    if one.is_asked_again:
        row.expected, row.answered_at, row.replacement = "", None, ""
        row.state = "" if row.state == Attendance.State.APOLOGIES else row.state
    row.save(update_fields=["asked_at", "expected", "answered_at", "replacement", "state"])
    if row.expected:
        return
    confirmations.put(_question(one, meeting, by))


def _question(one, meeting, by):
    """The open question to this person, in the words of the meeting as it is now."""
    words = {"question": question(meeting, one.person)[:300], "due_on": meeting.day}
    asked = confirmations.ask(KIND, meeting, one.person, partner=one.row.partner, by=by, **words)
    Confirmation.objects.filter(pk=asked.pk).update(**words)
    return asked


def question(meeting: Meeting, person: Person) -> str:
    """What is asked, in the person's language."""
    with override(person.language), timezone.override(meeting.zone):
        return _("Are you coming to “%(meeting)s” on %(day)s?") % {
            "meeting": meeting,
            "day": dates.long(meeting.starts_at),
        }
