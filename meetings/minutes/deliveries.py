"""Who got the minutes: each mail's state, the PDF's, and what a coordinator can do about either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.template.loader import render_to_string
from django.utils.translation import override

from backbone.files.storing import retry
from meetings import confidential
from meetings.minutes import contents
from meetings.minutes.contents import thaw
from meetings.minutes.difference import from_version_before
from partnerships.correspondence.models import Correspondence
from partnerships.documents.versions import is_current

if TYPE_CHECKING:
    from backbone.outbox.models import Message
    from meetings.models import Meeting
    from partnerships.documents.models import Version

# What a mail's state looks like.
MARKS = {
    "waiting": "open",
    "claimed": "part",
    "sent": "done",
    "given_up": "late",
    "perhaps": "risk",
    "cancelled": "dropped",
}


def deliveries_of(meeting: Meeting) -> dict:
    """The versions of a meeting's minutes with their mails, the newest first."""
    versions = list(meeting.document.versions.select_related("file", "issued_by").defer("html", "data"))
    rows = Correspondence.objects.filter(cause="minutes", cause_id__in=[version.pk for version in versions])
    rows = list(
        rows.select_related("message", "person", "partner__organisation").order_by("person__sort_name")
    )
    for version in versions:
        version.rows = [_row(one) for one in rows if one.cause_id == version.pk]
        version.sent = sum(1 for one in version.rows if one.message.state == "sent")
    pending = any(one.message.state in ("waiting", "claimed") for one in rows)
    pdf_pending = bool(versions) and versions[0].file is not None and versions[0].file.is_pending
    return {"versions": versions, "is_moving": pending or pdf_pending}


def _row(correspondence):
    message = correspondence.message
    correspondence.kind, correspondence.word = MARKS[message.state], message.get_state_display()
    return correspondence


def one(meeting: Meeting, message_pk: int) -> tuple[Message, Version]:
    """A mail with these minutes and the version it carries; 404 when it is another meeting's."""
    versions = (
        {version.pk: version for version in meeting.document.versions.select_related("file")}
        if meeting.document
        else {}
    )
    row = Correspondence.objects.filter(cause="minutes", cause_id__in=versions, message=message_pk).first()
    if row is None:
        raise Http404
    return row.message, versions[row.cause_id]


def make_again(version: Version) -> bool:
    """Make a failed PDF once more; returns whether it had failed."""
    return version.file is not None and retry(version.file)


def version_context(version: Version, *, on_a_wall: bool = False) -> dict:
    """What a page about a version shows: its text, what differs from the version before, and who approved it since.

    on_a_wall: without what stands under confidential items
    """
    stated = [one["meeting"] for one in version.data.get("approvals", ())]
    approvals = contents.approvals(version.document.meeting)
    return {
        "is_current": is_current(version),
        "body": readable(version, on_a_wall=on_a_wall),
        "difference": from_version_before(version, on_a_wall=on_a_wall),
        "approvals": [one for one in approvals if one["meeting"] not in stated],
    }


def readable(version: Version, *, on_a_wall: bool = False) -> str:
    """The frozen minutes as a piece of a page, in the document's language."""
    with override(version.document.language):
        data = confidential.in_public(version.data, version.document.meeting) if on_a_wall else version.data
    return _page_piece(version.partnership, version.document.language, thaw(data))


def draft(meeting: Meeting, content: dict) -> str:
    """The minutes as they would go out now, as a piece of a page."""
    return _page_piece(meeting.partnership, meeting.partnership.language, content)


def _page_piece(partnership, language, content):
    with override(language):
        return render_to_string("meetings/minutes_content.html", {"m": content, "partnership": partnership})
