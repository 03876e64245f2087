"""Issuing the minutes: one transaction numbers, makes tasks, freezes the document and queues the mails."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.accounts.models import Person
from backbone.outbox.models import Message
from backbone.paper import pdf
from backbone.time import dates
from meetings.bodies import numbers
from meetings.invitations import copies, rounds
from meetings.minutes import follow_up, mails, remarks, undoing
from meetings.minutes.contents import contents
from meetings.minutes.recipients import recipients
from meetings.minutes.record import record_of
from meetings.models import Meeting
from partnerships.correspondence import budget
from partnerships.correspondence.sending import send_all
from partnerships.documents import versions
from partnerships.documents.models import Document
from workplans import reminders
from workplans.models import Task


@transaction.atomic
def issue(
    meeting: Meeting,
    *,
    number: int,
    to: set[int] | tuple,
    by: Person,
    changed: str = "",
    at: datetime | None = None,
    undo_seconds: int = 0,
) -> tuple:
    """Issue version `number` of the minutes, and mail it to those of the people `to` whom it concerns.

    at: the moment it was issued, when that was not now (the demo's history)
    undo_seconds: for how long it can be undone (`meetings.minutes.undoing`) before its mails leave

    Returns (version, to how many); asked for a version that is there already, it changes nothing, sends
    nothing, and returns None for how many.
    """
    meeting = _locked(meeting)
    known = (
        meeting.document and meeting.document.versions.filter(number__gte=number).order_by("number").first()
    )
    if known:
        return known, None
    if meeting.started_at and not meeting.ended_at:
        meeting.ended_at = timezone.now()
    record = record_of(meeting)
    numbers.give(meeting)
    before = undoing.rows_before(record) if undo_seconds else None
    # Before it is frozen, so that it says which decision and which task each line became.
    follow_up.follow(record, changed, by, at)
    content = contents(record, changed)
    undoable_until = timezone.now() + timedelta(seconds=undo_seconds) if undo_seconds else None
    version = _freeze(meeting, content, by, changed, at, undoable_until)
    follow_up.settle(record)
    undoing.keep(version, meeting, before)
    remarks.settle(meeting.remarks.all(), by)
    to = {one.person.pk for one in recipients(record, content)} & set(to)
    _send(meeting, version, record, content, to)
    return version, len(to)


def _locked(meeting):
    rows = Meeting.objects.select_related("partnership", "body", "document", "chair", "minute_taker")
    return rows.locked(meeting.pk)


def _freeze(meeting, content, by, changed, at, undoable_until):
    if meeting.document is None:
        meeting.document = versions.document_for(
            meeting.partnership, Document.Kind.MINUTES, title_of(meeting)
        )
    html = compose(meeting, content)
    version = versions.issue(
        meeting.document,
        data=content,
        html=html,
        by=by,
        reason=changed[:300],
        at=at,
        undoable_until=undoable_until,
    )
    meeting.state, meeting.issued_at = Meeting.State.ISSUED, meeting.issued_at or version.issued_at
    meeting.revision, meeting.facts_unissued_since = meeting.revision + 1, None
    columns = [
        "document",
        "state",
        "issued_at",
        "ended_at",
        "revision",
        "facts_unissued_since",
        "minutes_number",
    ]
    meeting.save(update_fields=columns)
    return version


def title_of(meeting: Meeting) -> str:
    """The document's title in its language, such as "Minutes of Steering committee 10 (3 December 2026)"."""
    with override(meeting.partnership.language):
        return (_("Minutes of %(meeting)s (%(day)s)") % {"meeting": meeting, "day": dates.long(meeting.day)})[
            :200
        ]


def compose(meeting: Meeting, content: dict) -> str:
    """The minutes as a document, not yet stamped with a version."""
    context = {
        "title": title_of(meeting),
        "kicker": meeting.partnership.name,
        "lead": meeting.goal,
        "m": content,
    }
    return pdf.compose("meetings/minutes_pdf.html", context, meeting.partnership, zone=meeting.zone)


def _send(meeting, version, record, content, to):
    earlier = _earlier_messages(meeting) if version.number > 1 else rounds.threads(meeting)
    people = list(Person.objects.filter(pk__in=to, is_active=True).order_by("sort_name", "pk"))
    room = budget.locked(people, [meeting.partnership])
    drafts, own = [], {}
    for person in people:
        own[person.pk] = mails.own_points(person, record, content, room.left(person.pk, meeting.partnership))
        reply_to = earlier.get(person.pk, "")
        drafts.append(
            mails.draft(person, meeting, content, own[person.pk], version=version, in_reply_to=reply_to)
        )
    sent = [draft.person.pk for draft, message in zip(drafts, send_all(drafts), strict=True) if message]
    send_all(copies.of_minutes([person for person in people if person.pk in sent], meeting, content, version))
    waiting = {one["task_id"] for pk in sent for one in own[pk].waiting}
    _hold_back(waiting | _handed_on(record))


def _handed_on(record):
    """The tasks with another day that have another owner than the minutes say: no mail with these minutes asks them."""
    lines = [line for line in record.lines if str(line.pk) in record.news]
    return {line.action_point.task_id for line in lines if line.action_point.task.owner_id != line.owner_id}


def _hold_back(pks):
    """What the mail did not ask is asked by a reminder, as soon as there is room."""
    reminders.hold_questions(
        Task.objects.filter(pk__in=pks, state=Task.State.PROPOSED).select_related("owner", "partnership")
    )


def _earlier_messages(meeting):
    """{person's pk: Message-ID of the mail with the version before}, so that a correction joins its thread."""
    start = f"meeting:{meeting.pk}:minutes:v"
    rows = (
        Message.objects.filter(key__startswith=start).order_by("pk").values_list("recipient_id", "message_id")
    )
    return dict(rows)
