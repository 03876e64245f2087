"""Private notes on a partner, for coordinators: fetched only when somebody opens them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from backbone.pages.bounded import first_rows
from backbone.pages.coming_back import asked_back
from backbone.pages.form_pages import status_of
from backbone.pages.htmx import render_page
from backbone.time.days import today_of
from partnerships import notes
from partnerships.access import get_partner, get_private_note
from partnerships.forms.terms import NoteForm
from partnerships.models import PrivateNote, Representative

MOST_NUMBERS = 6


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def partner_notes(request: Any, pk: int) -> HttpResponse | None:
    """The notes on a partner, and a new one."""
    partner = get_partner(request.user, pk, "coordinate")
    form = _form(request, partner, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Note added."))
        return redirect(asked_back(request, reverse("partner_notes", args=[partner.pk])))
    return _notes_page(request, partner, form)


def _form(request, partner, data=None):
    row = PrivateNote(partner=partner, by=request.user)
    return NoteForm(data, instance=row, partnership=partner.partnership)


def _notes_page(request, partner, form, **also):
    context = {
        "partnership": partner.partnership,
        "partner": partner,
        "notes": _notes(partner, request.GET),
        "to_call": _to_call(partner),
        "today": today_of(partner.partnership),
        "here": f"{reverse('partner_notes', args=[partner.pk])}?{request.GET.urlencode()}",
        "form": form,
        "nav": "partners",
        **also,
    }
    return render_page(request, "partnerships/notes.html", context, "notes", status=status_of(form))


def _to_call(partner):
    """Who speaks for the partner and has a number, the lead first."""
    seats = partner.representatives.current().exclude(person__phone="").select_related("person")
    return sorted(seats[:MOST_NUMBERS], key=lambda seat: seat.capacity != Representative.Capacity.LEAD)


def _notes(partner, query):
    # The notes open on the partner's page, too.
    at = reverse("partner_notes", args=[partner.pk])
    return first_rows(notes.notes_on(partner), query, "page", at=at)


@never_cache
@require_POST
def note_removal(request: Any, pk: int) -> HttpResponse | None:
    """Delete a note for good; no history keeps it, and the page that follows carries it in its Undo alone."""
    note = get_private_note(request.user, pk)
    partner = note.partner
    # No redirect: whatever outlives this answer would have to be kept here.
    return _notes_page(request, partner, _form(request, partner), deleted=notes.delete(note))


@never_cache
@require_POST
def note_keeping(request: Any, pk: int) -> HttpResponse | None:
    """A note is still needed, or the call that it names was made."""
    note = get_private_note(request.user, pk)
    if request.POST.get("what") == "called":
        notes.called(note)
        messages.success(request, _("Noted. Write down below what came of the call, if it is needed."))
    else:
        notes.keep(note)
        messages.success(request, _("Kept; you are asked again in half a year."))
    return redirect("partner_notes", note.partner_id)


@require_POST
def partner_note_return(request: Any, pk: int) -> HttpResponse | None:
    """Undo: a note that was deleted just now is there again, from the form that carried it."""
    partner = get_partner(request.user, pk, "coordinate")
    if notes.bring_back(partner, request.POST.get("note", "")):
        messages.success(request, _("The note is there again."))
    else:
        messages.error(request, _("This note can’t be brought back any more."))
    return redirect("partner_notes", partner.pk)
