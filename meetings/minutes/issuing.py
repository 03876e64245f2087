"""Issuing the minutes: one transaction numbers, makes tasks, freezes the document and queues the mails."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.accounts.models import Person
from backbone.outbox.models import Message
from backbone.paper import pdf
from backbone.time import dates
from meetings.invitations import rounds
from meetings.minutes import lines, mails, remarks
from meetings.minutes.contents import contents
from meetings.minutes.recipients import recipients
from meetings.minutes.record import record_of
from meetings.models import ActionPoint, Line, Meeting
from partnerships.correspondence import budget
from partnerships.correspondence.sending import send
from partnerships.documents import versions
from partnerships.documents.models import Document
from partnerships.documents.numbering import next_number
from workplans import reminders, todo
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
) -> tuple:
    """Issue version `number` of the minutes, and mail it to those of the people `to` whom it concerns.

    at: the moment it was issued, when that was not now (the demo's history)

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
    _number_decisions(record)
    _make_tasks(record, by)
    content = contents(record)
    version = _freeze(meeting, content, by, changed, at)
    remarks.settle(meeting.remarks.all(), by)
    to = {one.person.pk for one in recipients(record, content)} & set(to)
    _send(meeting, version, content, to, changed)
    return version, len(to)


def _locked(meeting):
    rows = Meeting.objects.select_related("partnership", "body", "document", "chair", "minute_taker")
    return rows.locked(meeting.pk)


def _number_decisions(record):
    for line in record.lines_of_kind(Line.Kind.DECISION):
        decision = getattr(line, "decision", None) or lines.keep_decision(line)
        if decision.number is None:
            decision.number = next_number(record.meeting.partnership, "decision")
            decision.save(update_fields=["number"])


def _make_tasks(record, by):
    meeting = record.meeting
    for line in record.lines_of_kind(Line.Kind.ACTION):
        if not hasattr(line, "action_point"):
            task = _make_task(meeting, line, record.agreed_in_room(line), by)
            columns = {"meeting": meeting, "item": line.item, "line": line}
            ActionPoint.objects.create(partnership=meeting.partnership, task=task, **columns)


def _make_task(meeting, line, agreed, by):
    """What was agreed in the room is not asked again; what was given to somebody absent is proposed."""
    with override(meeting.partnership.language):
        source = _("%(meeting)s (%(day)s)") % {"meeting": meeting, "day": dates.long(meeting.day)}
    return todo.create(
        meeting.partnership,
        title=line.title or line.text,
        owner=line.owner,
        partner=line.partner,
        due_on=line.due_on,
        raised_on=meeting.day,
        agreed_in_room=agreed,
        accepted_at=timezone.now() if agreed else None,
        proposed=not agreed,
        source=source[:200],
        by=by,
        via="meeting",
    )


def _freeze(meeting, content, by, changed, at):
    if meeting.document is None:
        meeting.document = versions.document_for(
            meeting.partnership, Document.Kind.MINUTES, title_of(meeting)
        )
    html = compose(meeting, content)
    version = versions.issue(meeting.document, data=content, html=html, by=by, reason=changed[:300], at=at)
    meeting.state, meeting.issued_at = Meeting.State.ISSUED, meeting.issued_at or version.issued_at
    meeting.revision += 1
    meeting.save(update_fields=["document", "state", "issued_at", "ended_at", "revision"])
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


def _send(meeting, version, content, to, changed):
    earlier = _earlier_messages(meeting, version) if version.number > 1 else rounds.threads(meeting)
    # In the order in which invitations ask too, so that two that wait for one another can't be.
    for person in Person.objects.filter(pk__in=to, is_active=True).order_by("sort_name", "pk"):
        own = mails.own_points(person, content, budget.room(person, meeting.partnership))
        reply_to = earlier.get(person.pk, "")
        sent = send(
            mails.draft(person, meeting, content, own, version=version, changed=changed, in_reply_to=reply_to)
        )
        if sent:
            _hold_back({one["task_id"] for one in own.waiting} - _in_versions_before(version))


def _hold_back(pks):
    """What the mail did not ask is asked by a reminder, as soon as there is room."""
    for task in Task.objects.filter(pk__in=pks, state=Task.State.PROPOSED).select_related("owner"):
        reminders.hold_question(task)


def _in_versions_before(version):
    """The tasks that earlier minutes of the meeting asked, or are asked by a reminder since."""
    earlier = version.document.versions.filter(number__lt=version.number).values_list("data", flat=True)
    return {one["task_id"] for data in earlier for one in data["action_points"]}


def _earlier_messages(meeting, version):
    """{person's pk: Message-ID of the mail with the version before}, so that a correction joins its thread."""
    start = f"meeting:{meeting.pk}:minutes:v"
    rows = (
        Message.objects.filter(key__startswith=start).order_by("pk").values_list("recipient_id", "message_id")
    )
    return dict(rows)
