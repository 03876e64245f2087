"""The contacts of a partnership: who they are, how they are reached, and putting it right."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.accounts import proposals
from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import form_page, status_of
from backbone.panels import registry, shown
from backbone.tables.spreadsheets import XLSX
from backbone.typed_text import is_key, searched_words
from partnerships import assistants
from partnerships.access import get_partnership
from partnerships.correspondence import links
from partnerships.pausing import pauses
from partnerships.people import contact_files, contacts, walk_ins
from partnerships.people.contact_forms import (
    AddressForm,
    ContactForm,
    ContactsKeptForm,
    WalkInForm,
)
from partnerships.people.correcting import may_be_corrected
from partnerships.people.views import doubles

PER_PAGE, MOST = 50, 5000
FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def contact_list(request: Any, slug: str) -> HttpResponse | None:
    """Everybody by name, as the address asks; below it a line in which somebody new is added."""
    partnership = get_partnership(request.user, slug, "coordinate")
    form = WalkInForm(request.POST or None, partnership=partnership, by=request.user)
    if request.method == "POST" and form.is_valid():
        person = walk_ins.add(partnership, form.cleaned_data, by=request.user)
        messages.success(request, _("%(person)s is among the contacts.") % {"person": person})
        return redirect("contacts", slug)
    asked = _asked(request, partnership)
    page = first_rows(contacts.chosen(partnership, **asked), request.GET, "page", PER_PAGE)
    context = {
        "partnership": partnership,
        "rows": contacts.contacts(partnership, list(page.object_list)),
        "page": page,
        "form": form,
        "bodies": partnership.bodies.all(),
        "capacities": contacts.CHOICES.items(),
        "query": request.GET.urlencode(),
        "nav": "contacts",
        **asked,
    }
    return render(request, "people/contacts.html", context, status=status_of(form))


def _asked(request, partnership):
    """What the address asks for; unknown values count as none."""
    body = request.GET.get("body", "")
    return {
        "words": searched_words(request.GET),
        "body": partnership.bodies.filter(pk=body).first() if is_key(body) else None,
        "capacity": request.GET.get("capacity", ""),
    }


@require_safe
def contact_addresses(request: Any, slug: str) -> HttpResponse | None:
    """The addresses of those shown, as a To line to copy, and who has none."""
    partnership, people = _people(request, slug)
    context = {
        "partnership": partnership,
        "line": contact_files.to_line(people),
        "reached": [person for person in people if person.mail_address],
        "without": [person for person in people if not person.mail_address],
        "nav": "contacts",
    }
    return render(request, "people/contact_addresses.html", context)


@require_safe
def contact_workbook(request: Any, slug: str) -> HttpResponse | None:
    """Those shown as a spreadsheet."""
    partnership, people = _people(request, slug)
    content = contact_files.workbook(contacts.contacts(partnership, people))
    return _file(partnership, content, XLSX, "xlsx")


@require_safe
def contact_cards(request: Any, slug: str) -> HttpResponse | None:
    """Those shown as vCards."""
    partnership, people = _people(request, slug)
    content = contact_files.cards(contacts.contacts(partnership, people))
    return _file(partnership, content, "text/vcard; charset=utf-8", "vcf")


def _people(request, slug):
    partnership = get_partnership(request.user, slug, "look_back")
    return partnership, list(contacts.chosen(partnership, **_asked(request, partnership))[:MOST])


def _file(partnership, content, kind, ending):
    words = _("Contacts")
    name = f"{words} {partnership.slug}.{ending}"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@require_http_methods(FORM)
def contact(request: Any, slug: str, pk: int) -> HttpResponse | None:
    """One contact: for whom they speak, and what is known of them, to be put right."""
    partnership = get_partnership(request.user, slug, "coordinate")
    person = contacts.get_contact(partnership, pk)
    form, may_correct = (
        ContactForm(request.POST or None, instance=person),
        may_be_corrected(person, request.user),
    )
    if request.method == "POST" and not may_correct:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid() and form.save_or_conflict():
        messages.success(request, _("Saved."))
        return redirect("contact", slug, pk)
    row = contacts.contacts(partnership, [person])[0]
    context = {
        "partnership": partnership,
        "contact": row,
        "ways": [(seat, shown(registry.row_page, person=request.user, row=seat)) for seat in row.seats],
        "form": form,
        "pause": pauses.current(partnership, person=person),
        "proposals": proposals.open_for(person),
        "may_correct": may_correct,
        "is_denied": links.is_denied(person),
        "assistants": assistants.of([person], partnership),
        "ended_lately": assistants.ended_lately(person, partnership),
        **doubles.shown(request, partnership, person),
        "nav": "contacts",
    }
    return render(request, "people/contact.html", context, status=status_of(form))


@require_POST
def contact_right_address(request: Any, slug: str, pk: int) -> HttpResponse:
    """The address is theirs, though somebody said otherwise: what waits for them goes."""
    partnership = get_partnership(request.user, slug, "coordinate")
    person = contacts.get_contact(partnership, pk)
    links.address_is_right(person)
    messages.success(request, _("Emails go to %(address)s again.") % {"address": person.mail_address})
    return redirect("contact", slug, pk)


@require_http_methods(FORM)
def contact_address(request: Any, slug: str, pk: int, kind: str) -> HttpResponse | None:
    """Another address for somebody: now, or once the code mailed there was typed."""
    partnership = get_partnership(request.user, slug, "coordinate")
    person = contacts.get_contact(partnership, pk)
    form = AddressForm(request.POST or None, person=person, kind=kind, by=request.user)
    if request.method == "POST" and form.is_valid() and form.save():
        messages.success(request, form.done)
        return redirect("contact", slug, pk)
    context = {"partnership": partnership, "person": person, "form": form, "nav": "contacts"}
    return render(request, "people/contact_address.html", context, status=status_of(form))


@require_http_methods(FORM)
def contacts_kept(request: Any, slug: str) -> HttpResponse | None:
    """Who keeps the list, and when it is gone through again."""
    partnership = get_partnership(request.user, slug, "coordinate")
    return form_page(
        request,
        ContactsKeptForm(request.POST or None, instance=partnership),
        partnership,
        title=_("Keeping the list of contacts"),
        submit=_("Save"),
        done=_("Saved."),
        back=reverse("contacts", args=[slug]),
        nav="contacts",
    )
