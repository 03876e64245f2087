"""Whom a contact has as assistants: naming one, ending, and Undo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.pages.form_pages import show_form
from partnerships import assistants
from partnerships.access import get_assistant, get_partnership
from partnerships.people import contacts
from partnerships.people.contact_forms import AssistantForm


@require_http_methods(["GET", "HEAD", "POST"])
def assistant_new(request: Any, slug: str, pk: int) -> HttpResponse | None:
    """Name somebody who gets copies for a contact and may answer whether they come."""
    partnership = get_partnership(request.user, slug, "coordinate")
    assisted = contacts.get_contact(partnership, pk)
    form = AssistantForm(request.POST or None, assisted=assisted, by=request.user)
    if request.method == "POST" and form.is_valid():
        row = assistants.name(assisted, partnership, form.cleaned_data, by=request.user)
        words = {"person": row.person, "assisted": assisted}
        messages.success(request, _("%(person)s assists %(assisted)s from now on.") % words)
        return redirect("contact", slug, pk)
    return show_form(
        request,
        form,
        partnership,
        title=_("Name an assistant of %(person)s") % {"person": assisted},
        lead=_(
            "An assistant gets copies of invitations and minutes, and may answer whether %(person)s is coming. Nothing else."
        )
        % {"person": assisted},
        submit=_("Name assistant"),
        back=reverse("contact", args=[slug, pk]),
        nav="contacts",
    )


@require_POST
def assistant_end(request: Any, pk: int) -> HttpResponse:
    """Somebody assists no more; Undo stands on the page that follows."""
    row = get_assistant(request.user, pk, "coordinate")
    assistants.end(row)
    words = {"person": row.person, "assisted": row.assisted}
    messages.success(request, _("%(person)s assists %(assisted)s no more.") % words)
    return redirect("contact", row.partnership.slug, row.assisted_id)


@require_POST
def assistant_return(request: Any, pk: int) -> HttpResponse:
    """Undo: somebody whose help was ended goes on."""
    row = get_assistant(request.user, pk, "coordinate")
    words = {"person": row.person, "assisted": row.assisted}
    if assistants.take_back(row):
        messages.success(request, _("%(person)s assists %(assisted)s again.") % words)
    else:
        messages.error(
            request, _("Nothing was changed: %(person)s assists already, or %(assisted)s has left.") % words
        )
    return redirect("contact", row.partnership.slug, row.assisted_id)
