"""A partnership's correspondence, for its coordinators: who was written what, and what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from backbone.outbox import link_tokens
from backbone.outbox.corrections import try_again, without_attachment
from backbone.outbox.models import Message, SenderSettings
from backbone.outbox.views import mail_in_a_frame
from partnerships.access import get_partnership
from partnerships.correspondence import listing
from partnerships.correspondence.access import get_correspondence
from partnerships.correspondence.reached import is_held


@require_safe
def correspondence(request: Any, slug: str) -> HttpResponse | None:
    """The mails of a partnership, newest first."""
    partnership = get_partnership(request.user, slug, "look_back")
    state = request.GET.get("state", "")
    page = listing.page_of(partnership, before=request.GET.get("before", ""), state=state)
    sender = SenderSettings.load()
    context = {
        "partnership": partnership,
        "page": page,
        "chosen": state if state in listing.STATES else "",
        "sender": sender,
        "is_held": sender.held,
    }
    return render(request, "correspondence/correspondence.html", context)


@require_safe
def correspondence_message(request: Any, pk: int) -> HttpResponse | None:
    """One mail as it looks, and its text as it was written; its personal links are not shown."""
    row = get_correspondence(request.user, pk)
    context = {
        "partnership": row.partnership,
        "correspondence": row,
        "message": row.message,
        "text": link_tokens.hide(row.shown_text, _("[personal link]")),
        "files": row.message.attached.select_related("file__version"),
        "is_held": SenderSettings.load().held,
        "nav": "correspondence",
    }
    return render(request, "correspondence/correspondence_message.html", context)


@mail_in_a_frame
def correspondence_message_html(request: Any, pk: int) -> Message:
    """The HTML of one mail, for the frame on its page."""
    row = get_correspondence(request.user, pk)
    if not row.is_shown_whole:
        raise Http404
    return row.message


@require_POST
def correspondence_without_file(request: Any, pk: int) -> HttpResponse:
    """Send a mail without the files that could not be made; it says that they follow."""
    row = get_correspondence(request.user, pk)
    failed = [
        attached.file for attached in row.message.attached.select_related("file") if attached.file.has_failed
    ]
    if sum(without_attachment(row.message, file) for file in failed):
        messages.success(
            request, _("It is sent without the document and says that the document will follow.")
        )
    else:
        messages.info(request, _("This email is not waiting for a document."))
    return redirect("correspondence_message", row.pk)


@require_POST
def correspondence_sending(request: Any, pk: int) -> HttpResponse | None:
    """Send a mail again that was given up."""
    row = get_correspondence(request.user, pk)
    if try_again(row.message):
        words = _("It is sent when sending starts.") if is_held() else _("It is on its way again.")
        messages.success(request, words)
    else:
        messages.info(request, _("This email had not failed; there is nothing to send again."))
    return redirect("correspondence_message", row.pk)
