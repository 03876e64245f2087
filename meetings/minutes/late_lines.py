"""What somebody typed after the minutes were issued, and that was left out: they are told, as they were that it waits."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from meetings.minutes import unissued
from meetings.models import Line
from partnerships.correspondence.models import Notice
from partnerships.correspondence.notices import tell

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from meetings.models import Meeting

LONGEST_QUOTED = 120


def tell_sender(line: Line, by: Person | None) -> None:
    """Tell whoever typed a late line that somebody else left it out; of what was issued the new version tells."""
    sender = line.by
    if sender is None or by is None or sender.pk == by.pk or line.unissued_since is None:
        return
    if unissued.issued_line(line) is not None:
        return
    with override(sender.language):
        words = _("What you typed after the minutes of “%(meeting)s” were issued is left out: “%(text)s”")
        text = words % {"meeting": line.meeting, "text": shorten(line.text, LONGEST_QUOTED, placeholder="…")}
    address = reverse("minutes", args=[line.meeting_id])
    tell(sender, line.meeting.partnership, key=_key(line), text=text, path=address)


def take_back(line: Line) -> None:
    """It is put back before the person heard of it."""
    Notice.objects.filter(key=_key(line), digested_at=None).delete()


def _key(line):
    return f"line:{line.pk}:left_out"


def left_out(meeting: Meeting, person: Person) -> list[Line]:
    """What this person typed after the minutes were issued, and that was left out, in the order in which it came."""
    rows = Line.objects.filter(
        meeting=meeting, by=person, removed_at__isnull=False, at__gte=meeting.issued_at
    )
    issued = unissued.issued_lines(meeting)
    return [line for line in rows.order_by("at") if str(line.pk) not in issued]
