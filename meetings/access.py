"""One fetch-and-check function per protected type; each goes through the partnership.

Members see a meeting and its agenda. Its minutes are typed by coordinators and by its minute-taker, and
until they are issued only these read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from meetings import confidential
from meetings.models import AgendaItem, Attendance, Decision, Line, Meeting, Remark
from partnerships.access import Closed, access_to, fetch
from partnerships.documents.access import refuse_undoable
from partnerships.documents.models import Document, Version

if TYPE_CHECKING:
    from backbone.accounts.models import Person

MEETING_PARTS = ("body", "chair", "minute_taker", "document")


class AlreadyIssued(Exception):
    """The minutes of `meeting` were issued, from when on only coordinators change what they say."""

    def __init__(self, meeting: Meeting):
        self.meeting = meeting
        super().__init__(meeting.pk)


def get_meeting(person: Person, pk: int, need: str = "see") -> Meeting:
    """A meeting, checked through its partnership; from here on its own time zone holds."""
    meeting = fetch(Meeting.objects.select_related(*MEETING_PARTS), person, need, pk=pk)
    timezone.activate(meeting.zone)
    return meeting


def get_room(person: Person, pk: int) -> Meeting:
    """A meeting whose minutes this person types; what a minute-taker adds after issue is a proposal."""
    return _may_minute(person, get_meeting(person, pk))


def get_meeting_to_minute(person: Person, pk: int) -> Meeting:
    """A meeting whose agenda, attendance and closing this person may write. Raises AlreadyIssued."""
    meeting = get_room(person, pk)
    refuse_after_issue(person, meeting)
    return meeting


def get_item(person: Person, pk: int) -> AgendaItem | None:
    """An agenda item of a meeting that this person may minute."""
    item = _with_meeting(
        person, fetch(AgendaItem.objects.select_related("meeting__body"), person, "see", pk=pk)
    )
    if person.standing.set_aside and confidential.is_confidential(item):
        raise Http404
    return item


def get_item_to_read(person: Person, pk: int) -> AgendaItem:
    """An agenda item for everybody who takes part; a confidential one not while they present."""
    item = fetch(AgendaItem.objects.select_related("meeting__body"), person, "see", pk=pk)
    item.meeting.partnership = item.partnership
    if person.standing.set_aside and confidential.is_confidential(item):
        raise Http404
    return item


def get_attendance(person: Person, pk: int) -> Attendance:
    """A row of the attendance list of a meeting that this person may minute."""
    row = fetch(
        Attendance.objects.select_related("meeting__body", "person", "partner__organisation"),
        person,
        "see",
        pk=pk,
    )
    return _with_meeting(person, row)


def get_line(person: Person, pk: UUID) -> Line | None:
    """A line of minutes that this person may change."""
    related = ("meeting__body", "item", "owner", "partner__organisation", "decision", "action_point__task")
    line = _with_meeting(person, fetch(Line.objects.select_related(*related), person, "see", pk=pk))
    _keep_off_the_wall(person, line)
    return line


def get_decision(person: Person, pk: int) -> Decision:
    """A decision in minutes that this person may change."""
    rows = Decision.objects.select_related("meeting__body", "line__item")
    decision = _with_meeting(person, fetch(rows, person, "see", pk=pk))
    _keep_off_the_wall(person, decision.line)
    return decision


def _keep_off_the_wall(person, line):
    if person.standing.set_aside and _is_not_for_the_wall(line):
        raise PermissionDenied


def _is_not_for_the_wall(line):
    """Whether presentation hides the line: removed, without a place, or under a confidential item."""
    is_confidential = line.item is not None and confidential.is_confidential(line.item)
    return line.removed_at is not None or line.gone_item is not None or is_confidential


def get_version(person: Person, pk: int) -> Version:
    """A version of issued minutes, for everybody who takes part once its issuing can't be undone any more."""
    related = ("document__meeting", "file")
    rows = Version.objects.filter(document__kind=Document.Kind.MINUTES).select_related(*related)
    version = fetch(rows, person, "see", pk=pk)
    refuse_undoable(version)
    return version


def get_remark(person: Person, pk: int) -> Remark:
    """A remark on minutes, for coordinators."""
    return fetch(Remark.objects.select_related("meeting"), person, "coordinate", pk=pk)


def may_minute(person: Person, meeting: Meeting) -> bool:
    """Whether this person types the minutes of a meeting whose partnership carries their access."""
    access = meeting.partnership.access
    return access.minute or (meeting.minute_taker_id == person.pk and not access.is_closed)


def may_correct(person: Person, meeting: Meeting) -> bool:
    """Whether this person changes what the minutes say: who types them and, once they are issued, coordinators."""
    access = access_to(person, meeting.partnership)
    takes_minutes = meeting.minute_taker_id == person.pk and not (meeting.is_issued or access.is_closed)
    return access.minute or takes_minutes


def refuse_after_issue(person: Person, meeting: Meeting) -> None:
    """Raise AlreadyIssued when the minutes are issued and the person is not a coordinator."""
    if meeting.is_issued and not may_correct(person, meeting):
        raise AlreadyIssued(meeting)


def _with_meeting(person, row):
    row.meeting.partnership = row.partnership
    _may_minute(person, row.meeting)
    refuse_after_issue(person, row.meeting)
    timezone.activate(row.meeting.zone)
    return row


def _may_minute(person, meeting):
    if meeting.partnership.access.is_closed:
        raise Closed(meeting.partnership)
    if not may_minute(person, meeting):
        raise PermissionDenied
    return meeting
