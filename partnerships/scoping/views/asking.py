"""Asking representatives: who, and one look at the mail before it goes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from backbone.numbers import number
from backbone.pages.form_pages import status_of
from partnerships.correspondence.sending import preview
from partnerships.scoping import asking
from partnerships.scoping.access import get_canvas
from partnerships.scoping.forms import AskForm
from partnerships.scoping.models import CanvasAsk


@require_http_methods(["GET", "HEAD", "POST"])
def canvas_asking(request: Any, pk: int) -> HttpResponse:
    """Choose who is asked, look at the mail, and send it."""
    canvas = get_canvas(request.user, pk, "coordinate")
    if canvas.closed_at:
        messages.info(request, _("The round is closed; nobody is asked any more."))
        return redirect(canvas)
    seats = asking.to_ask(canvas)
    form = AskForm(request.POST if request.method == "POST" else None, seats=seats)
    if request.method == "POST" and form.is_valid():
        chosen = set(form.cleaned_data["people"])
        _say(request, *asking.ask(canvas, [seat for seat in seats if str(seat.pk) in chosen]))
        return redirect(canvas)
    context = {
        "partnership": canvas.partnership,
        "canvas": canvas,
        "form": form,
        "mail": _mail(canvas, seats[0]) if seats else None,
        "nav": "scoping",
    }
    return render(request, "scoping/asking.html", context, status=status_of(form))


def _mail(canvas, seat):
    """What the first of them would get."""
    row = CanvasAsk(canvas=canvas, partner=seat.partner, person=seat.person, partnership=canvas.partnership)
    return preview(asking.draft(row))


def _say(request, sent, waits):
    if sent or not waits:
        words = ngettext("%(n)s person is asked.", "%(n)s people are asked.", sent)
        messages.success(request, words % {"n": number(sent)})
    if waits:
        words = ngettext(
            "%(n)s person has reached this month’s limit of requests and is asked later.",
            "%(n)s people have reached this month’s limit of requests and are asked later.",
            waits,
        )
        messages.info(request, words % {"n": number(waits)})
