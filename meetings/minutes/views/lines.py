"""What happens to a line once it stands there: reworded, removed, moved, undone, answered."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from backbone.database.ordering import DOWN, UP
from backbone.pages.form_pages import status_of
from backbone.pages.htmx import is_fragment, render_page
from backbone.time import dates
from meetings import agendas, attendance
from meetings.access import get_decision, get_line
from meetings.minutes import line_changes
from meetings.minutes.forms import ActionForm, DecisionForm, LineForm
from meetings.minutes.views.room import after_change
from meetings.models import Line


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: Any, pk: UUID) -> HttpResponse | None:
    """Give a line other words. Two people at once: the second sees both texts."""
    line = get_line(request.user, pk)
    form = LineForm(request.POST or None, instance=line)
    if request.method == "POST" and form.is_valid() and _rewritten(form, line, request.user):
        return after_change(request, line.meeting, line.item)
    return _form_page(request, line, form, _("Edit the line"))


def _rewritten(form, line, person):
    """Save the words on the revision they were opened on, understood anew; False when somebody was quicker."""
    typed = form.cleaned_data
    try:
        line_changes.rewrite(line, typed["text"], revision=typed["revision"], by=person)
    except line_changes.Changed:
        form.show_conflict()
        return False
    return True


@require_POST
def line_removal(request: Any, pk: UUID) -> HttpResponse | None:
    """Take a line out, or put it back."""
    line = get_line(request.user, pk)
    if "undo" in request.POST:
        return _change(request, line, line_changes.put_back)
    return _change(request, line, line_changes.remove, removed=str(line.pk))


@require_POST
def line_place(request: Any, pk: UUID) -> HttpResponse | None:
    """Say where a line belongs whose agenda item is gone; without an item it stands before all of them."""
    line = get_line(request.user, pk)
    wanted = request.POST.get("item", "")
    item = next((one for one in agendas.items_of(line.meeting) if str(one.pk) == wanted), None)
    if wanted and item is None:
        return HttpResponseBadRequest()
    return _change(request, line, line_changes.place, item)


@require_POST
def line_drop(request: Any, pk: UUID) -> HttpResponse | None:
    """Take back what was added or changed after issue: the line says again what was issued, or is gone."""
    line = get_line(request.user, pk)
    answer = _change(request, line, line_changes.drop)
    return answer if request.POST.get("from") == "minutes" else redirect("meeting", line.meeting_id)


@require_POST
def line_move(request: Any, pk: UUID) -> HttpResponse | None:
    """Move a line up or down."""
    line = get_line(request.user, pk)
    line_changes.move(line, UP if request.POST.get("direction") == "up" else DOWN, by=request.user)
    return after_change(request, line.meeting, line.item)


@require_POST
def line_undo(request: Any, pk: UUID) -> HttpResponse | None:
    """Give a line the words it had before."""
    return _change(request, get_line(request.user, pk), line_changes.undo)


@require_POST
def line_kind(request: Any, pk: UUID) -> HttpResponse | None:
    """Say that a line is a note, an action point, perhaps somebody's, a decision or a question."""
    line = get_line(request.user, pk)
    if request.POST.get("kind") not in Line.Kind.values:
        return HttpResponseBadRequest()
    key = request.POST.get("owner")
    people = attendance.candidates(line.meeting) if key else []
    owner = next((one for one in people if one.key == key), None)
    return _change(request, line, line_changes.change_kind, request.POST["kind"], owner)


@require_POST
def line_day(request: Any, pk: UUID) -> HttpResponse | None:
    """Answer which day is meant where the one that was typed has gone by."""
    line = get_line(request.user, pk)
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        return HttpResponseBadRequest()
    return _change(request, line, line_changes.set_day, day)


@require_http_methods(["GET", "HEAD", "POST"])
def line_owner(request: Any, pk: UUID) -> HttpResponse | None:
    """Say who does it and by when; a button that answers "Which Peter?" sends only the owner."""
    line = get_line(request.user, pk)
    people = attendance.candidates(line.meeting)
    form = ActionForm(request.POST or None, instance=line, people=people, initial=_so_far(line))
    if request.method == "POST" and form.is_valid() and (answer := _assigned(request, line, form)):
        return answer
    return _form_page(request, line, form, _("Who does it, and by when"), quoted=line.text)


def _assigned(request, line, form):
    """The lines again; None when somebody else changed the line while the form was open, which it says then."""
    owner, due_on = form.cleaned_data["owner"], form.cleaned_data["due"]
    if "due" not in request.POST:
        return _change(request, line, line_changes.assign, owner, line.due_on)
    try:
        return _unless_issued(request, line, line_changes.assign, owner, due_on)
    except line_changes.Changed:
        form.show_conflict(get_line(request.user, line.pk))
    return None


def _so_far(line):
    key = f"{line.owner_id}-{line.partner_id or ''}" if line.owner_id else ""
    due = dates.long(line.due_on) if line.due_on else ""
    return {"owner": key, "due": due, "revision": line.revision}


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: Any, pk: int) -> HttpResponse:
    """Record how something was decided, and when it is looked at again."""
    decision = get_decision(request.user, pk)
    line = decision.line
    line.meeting, line.partnership = decision.meeting, decision.partnership
    form = DecisionForm(request.POST or None, instance=line)
    if request.method == "POST" and form.is_valid() and _decided(form, line, request.user):
        return after_change(request, line.meeting, line.item)
    return _form_page(request, line, form, _("How it was decided"), quoted=line.text)


def _decided(form, line, person):
    """Save how it was decided on the revision that the form was opened on; False when somebody was quicker."""
    try:
        line_changes.decide(line, **form.cleaned_data, by=person)
    except line_changes.Changed:
        form.show_conflict()
        return False
    return True


def _form_page(request, line, form, title, quoted=""):
    """A short form in the line's place, or on a page of its own; `quoted` are the line's words where they stay."""
    context = {
        "form": form,
        "title": title,
        "quoted": quoted,
        "line": line,
        "meeting": line.meeting,
        "partnership": line.partnership,
        "nav": "meetings",
    }
    response = render_page(
        request, "meetings/line_form.html", context, partial="form", status=status_of(form)
    )
    return reswap(retarget(response, f"#line-{line.pk}"), "innerHTML") if is_fragment(request) else response


def _change(request, line, change, *values, removed=""):
    """Make a change on the revision that the page showed; why it can't be made is said above the lines."""
    try:
        return _unless_issued(request, line, change, *values, removed=removed)
    except line_changes.Changed:
        words = _("Nothing was done: somebody else changed this line meanwhile. Look at it, and do it again.")
        messages.error(request, words)
    return after_change(request, line.meeting, line.item)


def _unless_issued(request, line, change, *values, removed=""):
    try:
        change(line, *values, revision=_revision(request, line), by=request.user)
    except line_changes.Fixed:
        words = _(
            "Nothing was changed: this line was issued as an action point or a numbered decision. "
            "Strike it out, and type what it should be."
        )
        messages.error(request, words)
        removed = ""
    return after_change(request, line.meeting, line.item, removed=removed)


def _revision(request, line):
    """The one that the page showed, or, where it names none, the one that this request has found."""
    shown = request.POST.get("revision", "")
    return int(shown) if shown.isascii() and shown.isdecimal() and len(shown) < 10 else line.revision
