"""The attendance list: one person at a time in the room, everybody on a page of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from backbone.pages.bounded import first_rows
from backbone.pages.htmx import is_fragment
from meetings import agendas, attendance, confidential
from meetings.access import get_attendance, get_meeting_to_minute
from meetings.forms import PersonForm
from meetings.minutes import line_changes, unissued_facts
from meetings.minutes.room import Room
from meetings.models import AgendaItem, Attendance

# Each row can have a choice of all items.
PER_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def attendance_list(request: Any, pk: int) -> HttpResponse:
    """Everybody at once: one choice per person, saved together, and who is named beside them."""
    meeting = get_meeting_to_minute(request.user, pk)
    if request.method != "POST":
        return _list_page(request, meeting, *_listed(meeting))
    rows = _record_all(meeting, request.POST)
    form = PersonForm(request.POST, meeting=meeting)
    if form.names_somebody:
        return _put_on_list(request, meeting, form)
    unissued_facts.note(meeting)
    messages.success(request, _("Attendance saved."))
    return _next_page(request, pk, rows)


def _listed(meeting):
    rows, items = attendance.rows_of(meeting), agendas.items_of(meeting)
    attendance.ask_for_which(meeting, rows)
    return rows, items


def _next_page(request, pk, rows):
    """What comes after the page of the list that was saved: the meeting, when it was the last one."""
    page = first_rows(rows, request.GET, "page", PER_PAGE)
    if page.has_next():
        return redirect(f"{reverse('attendance', args=[pk])}?page={page.next_page_number()}")
    return redirect("meeting", pk)


def _record_all(meeting, data):
    """Record what was chosen for each row of the page; returns the whole list."""
    rows, items = _listed(meeting)
    by_pk = {str(item.pk): item for item in items}
    # A page of the list is saved by itself; what stands on others is not sent.
    for row in (row for row in rows if f"state-{row.pk}" in data):
        state = data[f"state-{row.pk}"]
        from_item = by_pk.get(data.get(f"from-{row.pk}"))
        if state in ("", *Attendance.State.values) and (state, from_item) != (row.state, row.from_item):
            attendance.record(row, state, from_item)
        if f"partner-{row.pk}" in data:
            attendance.set_partner(row, data[f"partner-{row.pk}"])
    return rows


def _list_page(request, meeting, rows, items, form=None):
    if request.is_presenting:
        confidential.without_title(items)
    attendance.mark_who_left(meeting, rows)
    context = {
        "partnership": meeting.partnership,
        "nav": "meetings",
        "meeting": meeting,
        # The page is shown again under another address when somebody could not be put on the list.
        "rows": first_rows(rows, request.GET, "page", PER_PAGE, at=reverse("attendance", args=[meeting.pk])),
        "items": items,
        "states": Attendance.State.choices,
        "person_form": form or PersonForm(meeting=meeting),
    }
    return render(request, "meetings/attendance.html", context, status=422 if form else 200)


@require_POST
def attendance_prefill(request: Any, pk: int) -> HttpResponse:
    """Put representatives on the list who came since it was made; what was chosen for the others is recorded."""
    meeting = get_meeting_to_minute(request.user, pk)
    _record_all(meeting, request.POST)
    count = attendance.prefill(meeting)
    unissued_facts.note(meeting)
    words = ngettext("%(count)s person added.", "%(count)s people added.", count) % {"count": count}
    messages.success(request, words if count else _("Everybody is on the list already."))
    return _to_list(request, meeting)


@require_POST
def attendance_person(request: Any, pk: int) -> HttpResponse:
    """Put somebody in the room on the list, also somebody new; what was chosen for the others is recorded."""
    meeting = get_meeting_to_minute(request.user, pk)
    _record_all(meeting, request.POST)
    return _put_on_list(request, meeting, PersonForm(request.POST, meeting=meeting))


def _put_on_list(request, meeting, form):
    if not form.is_valid():
        unissued_facts.note(meeting)
        return _list_page(request, meeting, *_listed(meeting), form)
    row = attendance.add_person(meeting, by=request.user, **form.cleaned_data)
    line_changes.give_to(row.person, meeting, by=request.user)
    unissued_facts.note(meeting)
    messages.success(request, _("%(name)s is on the list.") % {"name": row.person})
    return _back(request, meeting)


@require_POST
def attendance_rest(request: Any, pk: int) -> HttpResponse:
    """Record the same for everybody who is not recorded yet."""
    meeting = get_meeting_to_minute(request.user, pk)
    state = request.POST.get("state")
    if state not in Attendance.State.values:
        return HttpResponseBadRequest()
    count = attendance.record_rest(meeting, state)
    unissued_facts.note(meeting)
    if request.POST.get("from") == "issue":
        return _back_to_issuing(request, meeting, count)
    return _back(request, meeting)


def _back_to_issuing(request, meeting, count):
    words = ngettext(
        "Recorded: %(count)s person was there. You can change it under Attendance.",
        "Recorded: %(count)s people were there. You can change it under Attendance.",
        count,
    )
    messages.success(request, words % {"count": count})
    return redirect("meeting_issue", meeting.pk)


@require_POST
def attendance_state(request: Any, pk: int) -> HttpResponse:
    """Record how one person attends; "partly" means from the item that the room is at."""
    row = get_attendance(request.user, pk)
    state = request.POST.get("state", "")
    if state not in ("", *Attendance.State.values):
        return HttpResponseBadRequest()
    item = AgendaItem.objects.filter(meeting=row.meeting, pk=_number(request.POST.get("item"))).first()
    attendance.record(row, state, item)
    unissued_facts.note(row.meeting)
    return _back(request, row.meeting)


@require_POST
def attendance_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the list who was put there by mistake."""
    row = get_attendance(request.user, pk)
    if not attendance.remove(row):
        messages.error(
            request,
            _("%(name)s has an action point in these minutes, so stays on the list.") % {"name": row.person},
        )
    unissued_facts.note(row.meeting)
    return redirect("attendance", row.meeting_id)


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def _back(request, meeting):
    """The list beside the minutes for a fragment; else the page where the button stood."""
    if is_fragment(request):
        room = Room(meeting, request.POST.get("item", ""), in_public=request.is_presenting)
        return render(request, "meetings/minutes.html#who", {"room": room, "meeting": meeting})
    if request.POST.get("from") == "minutes":
        return redirect(f"{reverse('minutes', args=[meeting.pk])}?item={request.POST.get('item', '')}#who")
    return _to_list(request, meeting)


def _to_list(request, meeting):
    """The page of the list on which the button stood."""
    page = _number(request.GET.get("page"))
    return redirect(reverse("attendance", args=[meeting.pk]) + (f"?page={page}" if page else ""))
