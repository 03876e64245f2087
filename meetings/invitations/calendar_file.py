"""A round of invitations as the calendar file that is attached to its mails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.files.storing import store
from backbone.outbox.models import SenderSettings
from backbone.time import calendar_events, dates
from meetings import confidential
from meetings.agendas import timetable
from partnerships.correspondence.signing import coordinator_of

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from backbone.files.models import StoredFile
    from meetings.models import Invitation, Meeting


def file_of(meeting: Meeting, invitation: Invitation, by: Person) -> StoredFile:
    """The stored file, the same for everybody: no personal link stands in it."""
    happening = _happening(meeting, invitation)
    with override(meeting.partnership.language):
        name = _("Meeting of %(day)s") % {"day": meeting.day.isoformat()}
    return store(f"{name}.ics", happening.media_type, calendar_events.written(happening), by)


def _happening(meeting, invitation):
    organiser = coordinator_of(meeting.partnership)
    address = organiser.mail_address if organiser else ""
    return calendar_events.Happening(
        uid=invitation.uid,
        sequence=invitation.number - 1,
        at=timezone.now(),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.zone,
        title=f"{meeting.title} ({meeting.partnership})",
        place=meeting.place,
        url=meeting.online_url,
        text=_agenda(meeting),
        organiser=f"{organiser}, {meeting.partnership}" if organiser else str(meeting.partnership),
        organiser_address=address or SenderSettings.load().from_address,
        is_cancelled=invitation.told["cancelled"],
    )


def _agenda(meeting):
    """Goal, agenda with times and the call's address, in the partnership's language and the meeting's time.

    Calendars are shared, and assistants get the file too: confidential items have no title in it.
    """
    with override(meeting.partnership.language), timezone.override(meeting.zone):
        slots = timetable(meeting)
        confidential.without_title(slot.item for slot in slots)
        items = [f"{dates.clock(slot.starts_at)} {slot.title}" for slot in slots]
        return "\n".join(part for part in (meeting.goal, *items, meeting.online_url) if part)
