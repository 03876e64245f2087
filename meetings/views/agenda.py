"""The agenda of a meeting: its items, their order, and the items of the meeting before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from backbone.database.ordering import DOWN, UP
from backbone.pages.form_pages import show_form
from backbone.pages.undo import say_with_undo
from backbone.panels import registry, shown
from meetings import agendas, purpose_item
from meetings.access import get_item, get_meeting_to_minute
from meetings.forms import ItemForm, NewItemsForm
from meetings.minutes import unissued_facts
from meetings.models import AgendaItem
from meetings.views.meetings import meeting_page
from partnerships.access import get_partnership


@require_POST
def items(request: HttpRequest, pk: int) -> HttpResponse:
    """Put items on the agenda."""
    meeting = get_meeting_to_minute(request.user, pk)
    form = NewItemsForm(request.POST, instance=AgendaItem(meeting=meeting), partnership=meeting.partnership)
    if not form.is_valid():
        return meeting_page(request, meeting, item_form=form)
    agendas.add_all(meeting, form.items, form.instance)
    unissued_facts.note(meeting)
    return redirect(f"{meeting.get_absolute_url()}?adding=1#agenda")


@require_POST
def items_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over the agenda of the meeting before."""
    meeting = get_meeting_to_minute(request.user, pk)
    previous = agendas.previous_with_agenda(meeting)
    count = agendas.copy_from(previous, meeting) if previous else 0
    unissued_facts.note(meeting)
    words = ngettext("%(count)s item copied.", "%(count)s items copied.", count) % {"count": count}
    messages.success(request, words if count else _("There is no earlier agenda to copy."))
    return redirect(f"{meeting.get_absolute_url()}#agenda")


@require_POST
def purpose_on_agenda(request: HttpRequest, slug: str) -> HttpResponse:
    """Put the question whether the purpose still holds on the agenda of the next meeting."""
    partnership = get_partnership(request.user, slug, "coordinate")
    item = purpose_item.put(partnership)
    if item is None:
        messages.error(request, _("No meeting is planned. Plan one first."))
        return redirect("meeting_new", slug)
    messages.success(request, _("It is on the agenda of “%(meeting)s”.") % {"meeting": item.meeting})
    return redirect(f"{item.meeting.get_absolute_url()}#agenda")


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: Any, pk: int) -> HttpResponse | None:
    """Change an item."""
    item = get_item(request.user, pk)
    form = ItemForm(request.POST or None, instance=item, partnership=item.partnership)
    back = item.meeting.get_absolute_url()
    if request.method == "POST" and form.is_valid() and form.save_or_conflict():
        unissued_facts.note(item.meeting)
        messages.success(request, _("Agenda item saved."))
        return redirect(f"{back}#agenda")
    context = {
        "title": _("Edit the agenda item"),
        "submit": _("Save item"),
        "back": back,
        "kicker": item.meeting,
        "panels": shown(registry.row_page, person=request.user, row=item),
    }
    return show_form(request, form, item.partnership, nav="meetings", **context)


@require_POST
def item_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an item up or down."""
    item = get_item(request.user, pk)
    agendas.move(item, UP if request.POST.get("direction") == "up" else DOWN)
    unissued_facts.note(item.meeting)
    return redirect(f"{item.meeting.get_absolute_url()}#item-{pk}")


@require_POST
def item_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item off the agenda."""
    item = get_item(request.user, pk)
    if removal := agendas.remove(item, request.user):
        done = _("“%(what)s” was taken off the agenda.") % {"what": item}
        say_with_undo(request, done, reverse("removal_return", args=[removal.pk]))
    else:
        messages.error(request, _("There are minutes under this item. Move or remove its lines first."))
    unissued_facts.note(item.meeting)
    return redirect(f"{item.meeting.get_absolute_url()}#agenda")
