"""The groups in which partners meet: steering committee, working groups; the page of each, its seats and guests."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.database.pointed_to import set_pointed_to
from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import form_page, status_of
from backbone.panels import registry, shown
from backbone.time.days import today_of
from partnerships.access import get_body, get_partnership
from partnerships.bodies import quorum
from partnerships.bodies.access import get_guest, get_seat
from partnerships.bodies.forms import BodyForm, GuestForm, NormsForm, SeatForm
from partnerships.named import people_in, say_who_left
from partnerships.views.removals import remove

FORM = ["GET", "HEAD", "POST"]
# Each says which partners belong to it, and that can be all of them.
PER_PAGE = 10


@require_safe
def body_list(request: Any, slug: str) -> HttpResponse:
    """The groups with remit, chair, quorum and decision rule."""
    partnership = get_partnership(request.user, slug)
    rows = partnership.bodies.prefetch_related("partners__organisation")
    page = first_rows(rows, request.GET, "page", PER_PAGE)
    set_pointed_to(list(page), "chair", people_in(partnership))
    return render(request, "bodies/list.html", {"partnership": partnership, "bodies": page})


@require_safe
def body_page(request: Any, pk: int) -> HttpResponse:
    """A group: its seats, how it decides, what it keeps to, who is there without a seat."""
    return _page(request, get_body(request.user, pk, "see"))


def _page(request, body, guest_form=None):
    partnership = body.partnership
    seats = body.seats.select_related("partner__organisation").order_by(
        "partner__organisation__sort_name", "pk"
    )
    seats = first_rows(seats, request.GET, "seats")
    guests = first_rows(body.guests.select_related("person"), request.GET, "guests")
    for field in ("person", "alternate"):
        set_pointed_to(list(seats), field, people_in(partnership))
    say_who_left(body, "chair", "secretary")
    panels = shown(registry.sorted("body_page"), body=body, partnership=partnership, person=request.user)
    context = {
        "partnership": partnership,
        "body": body,
        "seats": seats,
        "guests": guests,
        "today": today_of(partnership),
        "quorum": quorum.quorum_of(body, partnership, day=today_of(partnership), at=now()),
        "panels": panels,
        "nav": "bodies",
    }
    if partnership.access.coordinate:
        context["guest_form"] = guest_form or GuestForm(body=body)
    return render(request, "bodies/body.html", context, status=status_of(guest_form) if guest_form else 200)


@require_http_methods(FORM)
def body_new(request: Any, slug: str) -> HttpResponse:
    """Add a group."""
    partnership = get_partnership(request.user, slug, "coordinate")
    form = BodyForm(request.POST or None, partnership=partnership)
    back = reverse("bodies", args=[slug])
    return _body_form(request, form, partnership, _("A new group"), back=back)


@require_http_methods(FORM)
def body_edit(request: Any, pk: int) -> None:
    """Change a group's remit, members or rules."""
    body = get_body(request.user, pk, "coordinate")
    form = BodyForm(request.POST or None, instance=body, partnership=body.partnership)
    title = _("Edit %(body)s") % {"body": body.name}
    page = {"removal": reverse("body_removal", args=[pk]), "history": f"body-{pk}"}
    return _body_form(request, form, body.partnership, title, back=body.get_absolute_url(), **page)


@require_http_methods(FORM)
def body_norms(request: Any, pk: int) -> HttpResponse:
    """Who calls its meetings, until when agenda and minutes are ready, and which ground rules it has."""
    body = get_body(request.user, pk, "coordinate")
    form = NormsForm(request.POST or None, instance=body, partnership=body.partnership)
    title = _("How %(body)s works") % {"body": body.name}
    return _body_form(request, form, body.partnership, title, back=body.get_absolute_url())


def _body_form(request, form, partnership, title, **page):
    return form_page(
        request,
        form,
        partnership,
        title=title,
        submit=_("Save group"),
        done=_("Group saved."),
        nav="bodies",
        **page,
    )


@require_POST
def body_removal(request: Any, pk: int) -> None:
    """Remove a group; its meetings stay, without it."""
    body = get_body(request.user, pk, "coordinate")
    return remove(request, body, back=reverse("bodies", args=[body.partnership.slug]))


@require_http_methods(FORM)
def seat_edit(request: Any, pk: int) -> HttpResponse:
    """Who sits there for a partner and for how long."""
    seat = get_seat(request.user, pk)
    form = SeatForm(request.POST or None, instance=seat, partnership=seat.partnership)
    return form_page(
        request,
        form,
        seat.partnership,
        title=_("The seat of %(partner)s in %(body)s") % {"partner": seat.partner, "body": seat.body},
        submit=_("Save seat"),
        done=_("Seat saved."),
        back=seat.body.get_absolute_url(),
        nav="bodies",
    )


@require_POST
def guest_new(request: Any, pk: int) -> HttpResponse:
    """Put somebody on the list who observes the meetings or is sent the minutes."""
    body = get_body(request.user, pk, "coordinate")
    form = GuestForm(request.POST, body=body)
    if not (form.is_valid() and form.save_or_conflict()):
        return _page(request, body, form)
    messages.success(request, _("%(name)s is on the list.") % {"name": form.instance.person})
    return redirect(body)


@require_POST
def guest_removal(request: Any, pk: int) -> HttpResponse:
    """Take somebody off the list."""
    guest = get_guest(request.user, pk)
    return remove(request, guest, back=guest.body.get_absolute_url())
