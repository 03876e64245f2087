"""The room where minutes are typed: a line at a time, each saved as it is entered."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.pages.form_pages import show_form
from backbone.pages.htmx import is_fragment, render_page
from backbone.typed_text import clean_text
from meetings import agendas, states
from meetings.access import get_meeting_to_minute, get_room
from meetings.minutes import lines, unissued_facts
from meetings.minutes.forms import LONGEST_LINE, LONGEST_PASTE, MOST_LINES, ClosingForm
from meetings.minutes.room import Room
from meetings.minutes.room_view import RoomView

if TYPE_CHECKING:
    from meetings.models import AgendaItem, Meeting


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_room(request: Any, pk: int) -> HttpResponse | None:
    """Show the room, or add a line to it."""
    meeting = get_room(request.user, pk)
    if request.method == "POST":
        return _add_line(request, meeting)
    if "room" in request.GET:
        return _show_to_room(request, meeting)
    return _show(request, meeting, _item_asked_for(request, meeting), request.GET.get("removed", ""))


def _item_asked_for(request, meeting):
    """The key of an agenda item, named itself or by one of its lines."""
    line = _uuid(request.GET.get("line"))
    item = meeting.lines.filter(pk=line).values_list("item", flat=True).first() if line else None
    return str(item) if item else request.GET.get("item", "")


def _add_line(request, meeting):
    room = Room(meeting, request.POST.get("item", ""))
    text = clean_text(request.POST.get("text", "")).strip()
    each = lines.split(text)
    if len(text) > LONGEST_PASTE or len(each) > MOST_LINES:
        return _refused(_("Up to 200 lines with 50,000 characters go in at once. Make it two."))
    if any(len(line) > LONGEST_LINE for line in each):
        return _refused(_("A line can hold at most 10,000 characters. Split it in two."))
    try:
        added = _save_lines(request, room, text) if each else []
    except lines.KeyTaken:
        return _refused(_("This page is out of date. Open it again and retype the line."))
    if any(line.gone_item is not None for line in added):
        messages.warning(request, _("That item is not on the agenda any more. Say where your line belongs."))
    return _answer(request, meeting, room.key)


def _refused(words):
    return HttpResponse(words, status=422, content_type="text/plain; charset=utf-8")


def _save_lines(request, room, text):
    key = _uuid(request.POST.get("uuid"))
    if key is None:
        raise lines.KeyTaken
    # Typed where no item was shown: before there was an agenda.
    item = room.item if request.POST.get("item") else None
    return lines.type_lines(room.meeting, key, text, item=item, by=request.user, gone_item=room.gone_item)


def after_change(request: Any, meeting: Meeting, item: AgendaItem | None, removed: str = "") -> HttpResponse:
    """The lines for a fragment; else the room again, at the same item."""
    return _answer(request, meeting, str(item.pk) if item else "", removed)


def _answer(request, meeting, key, removed=""):
    if is_fragment(request):
        return _show(request, meeting, key, removed)
    query = {name: value for name, value in (("item", key), ("removed", removed)) if value}
    return redirect(f"{reverse('minutes', args=[meeting.pk])}?{urlencode(query)}#line")


def _show(request, meeting, key, removed=""):
    room = Room(meeting, key, removed, in_public=request.is_presenting)
    return render_page(request, "meetings/minutes.html", _context(meeting, room), partial="lines")


def _show_to_room(request, meeting):
    context = _context(meeting, RoomView(meeting))
    return render_page(request, "meetings/room_view.html", context, partial="shown")


def _context(meeting, room):
    return {"room": room, "meeting": meeting, "partnership": meeting.partnership, "nav": "meetings"}


def _uuid(text):
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


@require_POST
def meeting_start(request: Any, pk: int) -> HttpResponse:
    """The meeting begins now."""
    meeting = get_meeting_to_minute(request.user, pk)
    states.start(meeting, by=request.user)
    return redirect("minutes", pk)


@require_POST
def meeting_item(request: HttpRequest, pk: int) -> HttpResponse:
    """The room comes to another item; what was pressed without a connection says how many seconds `ago`."""
    meeting = get_meeting_to_minute(request.user, pk)
    room = Room(meeting, request.POST.get("item", ""))
    if "ago" in request.POST:
        return _come_late(request, meeting, room.item)
    if room.item:
        states.go_to(meeting, room.item, by=request.user)
    return after_change(request, meeting, room.item) if not is_fragment(request) else redirect("minutes", pk)


def _come_late(request, meeting, item):
    """Where the room has gone further on meanwhile, it is not taken back."""
    ago = request.POST["ago"]
    ago = timedelta(seconds=int(ago) if ago.isascii() and ago.isdecimal() and len(ago) < 7 else 0)
    if item and not meeting.is_issued and agendas.is_further_on(meeting, item):
        pressed_at = max(timezone.now() - ago, meeting.started_at or timezone.now())
        states.go_to(meeting, item, by=request.user, now=pressed_at)
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_closing(request: Any, pk: int) -> HttpResponse:
    """Close the meeting: when it really ended, who led it, what was declared. Or open it again."""
    meeting = get_meeting_to_minute(request.user, pk)
    if "undo" in request.POST:
        states.reopen(meeting, by=request.user)
        return redirect("minutes", pk)
    form = ClosingForm(
        request.POST or None, instance=meeting, partnership=meeting.partnership, initial=_now(meeting)
    )
    if request.method == "POST" and form.is_valid() and states.close(form):
        unissued_facts.note(meeting)
        messages.success(request, _("The meeting is closed. Look over the minutes and issue them."))
        return redirect("meeting_issue" if meeting.partnership.access.coordinate else "meeting", pk)
    back = reverse("minutes", args=[pk])
    context = {
        "title": _("Close the meeting"),
        "submit": _("Close the meeting"),
        "back": back,
        "kicker": meeting,
    }
    return show_form(request, form, meeting.partnership, nav="meetings", **context)


def _now(meeting):
    """What the fields start with: the recorded times, or the planned beginning and this moment."""
    now = timezone.now()
    began = meeting.started_at or min(meeting.starts_at, now)
    ended = meeting.ended_at or (now if meeting.started_at else max(min(meeting.ends_at, now), began))
    chair = meeting.chair_id or (meeting.body.chair_id if meeting.body else None)
    return {"started_at": began, "ended_at": ended, "chair": chair}
