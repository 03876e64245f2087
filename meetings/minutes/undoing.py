"""Issuing undone before its mails leave: version, numbers, tasks and mails go back to what they were.

Until then nobody but coordinators sees the version and what it numbered (`undoable_until` of version, task and
decision), so a number that is given back was seen by nobody else.
"""

from __future__ import annotations

import json
from math import ceil
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from backbone.database.history import noted
from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from meetings.invitations import copies
from meetings.minutes import lines, unissued, unissued_facts
from meetings.models import BeforeIssue, Decision, Line, Meeting, Remark
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.reached import is_held
from partnerships.documents import versions
from partnerships.documents.numbering import give_back
from workplans import todo
from workplans.models import Change, Task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model, QuerySet

    from backbone.accounts.models import Person
    from meetings.minutes.record import Record
    from partnerships.documents.models import Version
    from partnerships.models import Partnership

# A decision that had no number yet.
NOT_NUMBERED = {"number": None, "issued_at": None, "undoable_until": None}
MEETING = ("state", "issued_at", "ended_at", "document_id", "facts_unissued_since")


class NotUndone(Exception):
    """Issuing can't be undone any more; the words say why."""


def rows_before(record: Record) -> dict:
    """What issuing may change of this record, as plain data: {table: {key: {column: value}}}."""
    meeting = record.meeting
    tasks = Task.objects.filter(action_point__meeting=meeting)
    remarks = meeting.remarks.filter(settled_at=None)
    return {
        "meeting": {name: getattr(meeting, name) for name in MEETING},
        "lines": {
            line.pk: [line.struck_out_in, line.unissued_since, line.unissued_by_id] for line in record.lines
        },
        "decisions": _stored(Decision.objects.filter(meeting=meeting)),
        "tasks": _stored(tasks),
        "last_change": Change.objects.aggregate(last=Max("pk"))["last"] or 0,
        "remarks": list(remarks.values_list("pk", flat=True)),
    }


def _stored(rows: QuerySet) -> dict:
    return {row.pk: _columns(row) for row in rows}


def _columns(row: Model) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def keep(version: Version, meeting: Meeting, before: dict | None) -> None:
    """Keep what was before this version as long as it can be undone; hold back from others what it numbered."""
    BeforeIssue.objects.filter(meeting=meeting).delete()
    if before is None:
        return
    tasks = Task.objects.filter(action_point__meeting=meeting)
    tasks.exclude(pk__in=before["tasks"]).update(undoable_until=version.undoable_until)
    numbered = [pk for pk, columns in before["decisions"].items() if columns["number"] is not None]
    decisions = Decision.objects.filter(meeting=meeting, number__isnull=False).exclude(pk__in=numbered)
    decisions.update(undoable_until=version.undoable_until)
    before["revisions"] = dict(tasks.values_list("pk", "revision"))
    columns = {"partnership": meeting.partnership, "version": version, "rows": _as_json(before)}
    BeforeIssue.objects.create(meeting=meeting, **columns)


def _as_json(before):
    """As text where JSON has no type of its own; Django's encoder would drop the microseconds of moments."""
    return json.loads(json.dumps({name: _with_text_keys(rows) for name, rows in before.items()}, default=str))


def _with_text_keys(rows: Any) -> Any:
    return {str(key): value for key, value in rows.items()} if isinstance(rows, dict) else rows


def decisions_before(partnership: Partnership) -> dict[int, dict]:
    """{key: columns} of decisions as they were before the corrections that can still be undone.

    That is what the register says until then, but to coordinators, for whom it is empty.
    """
    return {} if partnership.access.coordinate else before_corrections([partnership])


def before_corrections(partnerships: QuerySet[Partnership] | list[Partnership]) -> dict[int, dict]:
    """The same of several partnerships, as everybody but their coordinators reads them."""
    kept = BeforeIssue.objects.filter(
        partnership__in=partnerships, version__undoable_until__gt=timezone.now()
    )
    found = kept.values_list("rows__decisions", flat=True)
    return {int(pk): columns for rows in found for pk, columns in rows.items() if columns["number"]}


def as_before(decisions: Iterable[Decision], before: dict[int, dict]) -> list[Decision]:
    """The decisions, each as `decisions_before` has it; nothing is saved."""
    rows = list(decisions)
    for decision in rows:
        _restore(decision, before.get(decision.pk, {}))
    return rows


def time_left(meeting: Meeting) -> dict:
    """What a page says of undoing: until when it is possible, how many seconds are left, and whether mails leave then.

    Empty when it is over.
    """
    rows = BeforeIssue.objects.filter(meeting=meeting, version__undoable_until__gt=timezone.now())
    version, until = rows.values_list("version", "version__undoable_until").first() or (None, None)
    if until is None:
        return {}
    return {
        "undo_until": until,
        "seconds_left": ceil((until - timezone.now()).total_seconds()),
        "mails_leave": not is_held() and _mails_of(version).exists(),
    }


@transaction.atomic
def undo(meeting: Meeting, *, by: Person) -> None:
    """Put everything back to what it was before the minutes were issued last. Raises NotUndone with words."""
    meeting = Meeting.objects.select_related("partnership", "document").locked(meeting.pk)
    kept = BeforeIssue.objects.select_related("version__document__partnership", "version__file")
    kept = kept.filter(meeting=meeting).first()
    if kept is None:
        raise NotUndone(
            _("There is nothing to undo: it was undone already, or these minutes are out for longer.")
        )
    messages = _waiting_mails(kept.version)
    _refuse_answered(kept.rows)
    _refuse_approved(meeting, kept.version)
    with noted("issuing undone", by):
        _remove_mails(messages)
        _put_back(meeting, kept)


def _waiting_mails(version):
    """The mails of the version, locked so that none leaves meanwhile; refuses when the time is over or one has left."""
    keys = list(_mails_of(version.pk).values_list("pk", flat=True))
    messages = list(Message.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    # After the locks, which may have taken until the mails left.
    left = any(message.state != Message.State.WAITING or message.attempts for message in messages)
    if left:
        raise NotUndone(_("It is too late to undo: the emails have been sent. Issue a correction instead."))
    if not version.can_be_undone:
        raise NotUndone(_("It is too late to undo: the minute has passed. Issue a correction instead."))
    return messages


def _mails_of(version):
    causes = ("minutes", copies.OF_MINUTES)
    return Message.objects.filter(correspondence__cause__in=causes, correspondence__cause_id=version)


def _refuse_answered(rows):
    revisions = dict(
        Task.objects.select_for_update().filter(pk__in=rows["revisions"]).values_list("pk", "revision")
    )
    if {str(pk): revision for pk, revision in revisions.items()} != rows["revisions"]:
        raise NotUndone(
            _(
                "It can’t be undone: somebody has changed one of its action points since. Issue a correction instead."
            )
        )


def _refuse_approved(meeting, version):
    if version.number == 1 and meeting.approvals.exists():
        raise NotUndone(
            _("It can’t be undone: another meeting approved these minutes since. Issue a correction instead.")
        )


def _remove_mails(messages):
    """With the links that they would have carried, which open nothing without them."""
    links = {uuid for message in messages for uuid in link_tokens.uuids_in(message.text + message.html)}
    links |= {uuid for message in messages for uuid in link_tokens.uuids_in(json.dumps(message.headers))}
    AccessLink.objects.filter(pk__in=links).delete()
    Message.objects.filter(pk__in=[message.pk for message in messages]).delete()


def _put_back(meeting, kept):
    rows, version = kept.rows, kept.version
    kept.delete()
    # In the order in which issuing takes the counters, so that two that wait for one another can't be.
    _put_back_decisions(meeting, rows)
    _put_back_tasks(meeting, rows)
    Remark.objects.filter(pk__in=rows["remarks"]).update(settled_at=None, settled_by=None)
    _restore(meeting, rows["meeting"])
    meeting.revision += 1
    meeting.save()
    versions.take_back(version)
    if meeting.document_id is None:
        meeting.document = None
    _mark_lines(meeting, rows["lines"])
    unissued_facts.note(meeting)


def _put_back_tasks(meeting, rows):
    tasks = Task.objects.filter(action_point__meeting=meeting)
    for task in tasks.exclude(pk__in=rows["tasks"]):
        give_back(meeting.partnership, todo.counter_of(task.number_year), [task.number])
        task.delete()
    for task in tasks.filter(pk__in=rows["tasks"]):
        stored = rows["tasks"][str(task.pk)]
        # Its history goes back with it: what was undone was said to nobody.
        task.changes.filter(pk__gt=rows["last_change"]).delete()
        _restore(task, stored)
        task.revision += 1
        task.save()


def _put_back_decisions(meeting, rows):
    for decision in Decision.objects.filter(meeting=meeting):
        before = rows["decisions"].get(str(decision.pk), NOT_NUMBERED)
        if decision.number is not None and before["number"] is None:
            give_back(meeting.partnership, "decision", [decision.number])
        _restore(decision, {**before, "id": decision.pk})
        decision.save()


def _restore(row, values):
    for name, value in values.items():
        field = row._meta.get_field(name.removesuffix("_id") if name.endswith("_id") else name)
        setattr(row, name, field.to_python(value) if not field.is_relation else value)


def _mark_lines(meeting, marks):
    """What is typed or changed since stays; whether it waits for a version is said anew."""
    issued = unissued.issued_lines(meeting)
    for line in Line.objects.filter(meeting=meeting):
        line.meeting = meeting
        before = marks.get(str(line.pk), (None, line.unissued_since, line.unissued_by_id))
        line.struck_out_in, since, *changed_by = before
        line.unissued_since = Line._meta.get_field("unissued_since").to_python(since)
        unissued.mark(line, next(iter(changed_by), None), issued)
        line.save(update_fields=["struck_out_in", "unissued_since", "unissued_by"])
        lines.keep_decision(line)
