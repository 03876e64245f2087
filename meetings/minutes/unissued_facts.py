"""What issued minutes say beside their lines, and what of it was changed since: who was there, the times, the place.

Whoever changes one of these calls `note` afterwards; from then on the coordinator is told until a correction is
issued or it is as it was issued again.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from meetings.minutes.contents import contents
from meetings.minutes.difference import ADDED, Row, facts
from meetings.minutes.record import record_of
from meetings.models import Meeting


def differing(meeting: Meeting) -> list[Row]:
    """The facts that are no longer as the last version says, in the partnership's language; none before issue."""
    record = record_of(meeting) if meeting.is_issued else None
    if record is None or record.issued is None:
        return []
    with override(meeting.partnership.language):
        return [row for row in facts(record.issued.data, contents(record)) if not _comes_by_itself(row)]


def _comes_by_itself(row):
    """A meeting that is planned afterwards was no part of these minutes; one that they named and that moved is."""
    return row.fact == "next" and row.kind == ADDED


@transaction.atomic
def note(meeting: Meeting) -> None:
    """Note on a meeting whether its minutes were issued with other facts than it has now, and since when."""
    if not meeting.is_issued:
        return
    row = Meeting.objects.select_related("partnership", "body", "document", "chair", "minute_taker").locked(
        meeting.pk
    )
    since = (row.facts_unissued_since or timezone.now()) if differing(row) else None
    if since != row.facts_unissued_since:
        Meeting.objects.filter(pk=row.pk).update(facts_unissued_since=since)
    meeting.facts_unissued_since = since


def note_all(meeting: Meeting) -> None:
    """The same, and for the minutes that may have named this meeting as the next one: the last of each group."""
    note(meeting)
    issued = Meeting.objects.filter(partnership=meeting.partnership_id, state=Meeting.State.ISSUED)
    for last in issued.order_by("body_id", "-starts_at", "-pk").distinct("body_id"):
        if last.pk != meeting.pk:
            note(last)
