"""Papers: which agenda items have some, who reads and who adds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.database.query_once import asked_once
from backbone.registered.removable import Removable
from meetings.access import get_item_to_read, may_correct
from meetings.models import Paper
from partnerships.attachments.kinds import Attachable

if TYPE_CHECKING:
    from meetings.agendas import Slot
    from meetings.models import Meeting

KIND = Attachable(
    "agenda_item",
    Paper,
    "item",
    get=get_item_to_read,
    may_add=lambda person, item: may_correct(person, item.meeting),
    page=lambda item: f"{item.meeting.get_absolute_url()}#agenda",
)
REMOVABLE = Removable("meetings.paper", _("Paper"))


# How long the address in a mail opens a paper.
DAYS = 90
SALT = "meetings.paper"


def note_papers(meeting: Meeting, slots: list[Slot]) -> bool:
    """Give each slot of the meeting's timetable its `papers`, but hidden ones; returns whether there are any."""
    (found,) = _papers_of([meeting])
    for slot in slots:
        slot.papers = [] if slot.is_hidden else found.get(slot.item.pk, [])
    return any(slot.papers for slot in slots)


@asked_once
def _papers_of(meetings):
    """{the meeting's key: {its item's key: papers}}."""
    of: dict[int, dict[int, list[Paper]]] = {meeting.pk: {} for meeting in meetings}
    for paper in Paper.objects.filter(item__meeting__in=of).select_related("item", "upload__file"):
        of[paper.item.meeting_id].setdefault(paper.item_id, []).append(paper)
    return of


def mailed(meeting: Meeting, slots: list[Slot]) -> list[dict]:
    """The papers as a mail names them: of which item, what, how large, and where anybody opens it who has the mail."""
    note_papers(meeting, slots)
    return [
        {
            "item": f"{slot.number}. {slot.title}",
            "name": paper.name,
            "size": filesizeformat(paper.upload.file.size),
            "url": _address(paper),
        }
        for slot in slots
        for paper in slot.papers
    ]


def _address(paper):
    token = signing.dumps(paper.pk, salt=SALT)
    return settings.BASE_URL + reverse("mailed_paper", args=[token])


def opened(token: str) -> Paper | None:
    """The paper that a mail's address leads to; None when it is over, forged, or the paper was removed."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=DAYS * 24 * 60 * 60)
    except signing.BadSignature:
        return None
    return Paper.objects.filter(pk=pk).select_related("upload__file").first()
