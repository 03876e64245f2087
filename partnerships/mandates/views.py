"""The mandate of a representative, its end, and the first and last day of their seat."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.pages.form_pages import form_page, show_form
from backbone.panels import Panel, registry, shown
from partnerships.access import get_representative
from partnerships.mandates import terms
from partnerships.mandates.access import get_mandate, get_own_seat
from partnerships.mandates.forms import MandateForm, SeatDaysForm
from partnerships.views.removals import remove

FORM = ["GET", "HEAD", "POST"]
ENDS = Panel("ends", "mandates/ends.html", dict, 10)


@require_http_methods(FORM)
def mandate(request: Any, pk: int) -> HttpResponse:
    """What somebody may decide and whom they consult: coordinators and the partner's lead write it down."""
    seat = get_own_seat(request.user, pk)
    row = terms.of_seat(seat)
    partnership = seat.partnership
    page = {
        "title": _("Mandate of %(person)s for %(partner)s")
        % {"person": seat.person, "partner": seat.partner},
        "lead": _("Nothing has to be filled in. Everybody in the partnership can read what they may decide."),
        "submit": _("Save mandate"),
        "done": _("Mandate saved."),
        "back": seat.partner.get_absolute_url(),
        "nav": "partners",
        **_below(request, row, partnership.access),
    }
    form = MandateForm(request.POST or None, instance=row, partnership=partnership)
    try:
        with transaction.atomic():
            return form_page(request, form, partnership, **page)
    except IntegrityError:
        # Somebody else wrote it down a moment earlier: what was typed stays, and says that the page is out of date.
        form = MandateForm(request.POST, instance=terms.of_seat(seat), partnership=partnership)
        return form_page(request, form, partnership, **page)


def _below(request, row, access):
    """What a coordinator can do with a mandate that is there, and what is made for who has it or could have it."""
    if not access.coordinate:
        return {}
    ways = shown(registry.row_page, person=request.user, row=row.seat)
    if row.pk is None:
        return {"panels": ways}
    ends = row.holds_until and row.left_to_end != row.holds_until
    return {
        "panels": [*([(ENDS, {"mandate": row})] if ends else []), *ways],
        "removal": reverse("mandate_removal", args=[row.pk]),
        "history": f"mandate-{row.pk}",
    }


@require_safe
def mandate_by_key(request: Any, pk: int) -> HttpResponse:
    """From the history to the mandate."""
    return redirect("mandate", get_mandate(request.user, pk, "look_back").seat_id)


@require_POST
def mandate_ending(request: Any, pk: int) -> HttpResponse:
    """Leave a mandate to end on its day."""
    row = get_mandate(request.user, pk, "coordinate")
    if terms.let_end(row, by=request.user):
        messages.success(request, _("It ends on its day. Nobody is reminded again."))
    else:
        messages.info(request, _("Nothing was changed: it has no end, or was left to end before."))
    return redirect(row.seat.partner)


@require_POST
def mandate_removal(request: Any, pk: int) -> HttpResponse:
    """Remove a mandate that was written down by mistake."""
    row = get_mandate(request.user, pk, "coordinate")
    return remove(request, row, back=row.seat.partner.get_absolute_url())


@require_http_methods(FORM)
def seat_days(request: Any, pk: int) -> HttpResponse:
    """The first and last day on which somebody represents their partner."""
    seat = get_representative(request.user, pk, "coordinate")
    form = SeatDaysForm(request.POST or None, seat=seat)
    if request.method == "POST" and form.is_valid():
        try:
            terms.set_days(seat, form.cleaned_data["first_day"], form.cleaned_data["last_day"])
        except terms.NotSet as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Saved."))
            return redirect(seat.partner)
    return show_form(
        request,
        form,
        seat.partnership,
        title=_("First and last day of %(person)s for %(partner)s")
        % {"person": seat.person, "partner": seat.partner},
        submit=_("Save days"),
        back=seat.partner.get_absolute_url(),
        nav="partners",
    )
