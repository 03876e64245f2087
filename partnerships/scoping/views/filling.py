"""One look at what is made of the answers, and writing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backbone.pages.form_pages import status_of
from partnerships.scoping import side_by_side
from partnerships.scoping.access import get_canvas
from partnerships.scoping.prefill_form import PrefillForm
from partnerships.scoping.prefilling import MOST_ANSWERS


@require_http_methods(["GET", "HEAD", "POST"])
def canvas_filling(request: Any, pk: int) -> HttpResponse:
    """Pick and edit what goes into purpose, agreement, partners' objectives, offers and plan."""
    canvas = get_canvas(request.user, pk, "coordinate")
    rows = list(side_by_side.answers(canvas)[:MOST_ANSWERS])
    form = PrefillForm(request.POST if request.method == "POST" else None, canvas=canvas, rows=rows)
    if request.method == "POST" and form.is_valid() and form.write(by=request.user):
        messages.success(request, _("Written. Each of it has its history, and can be changed there."))
        return redirect(canvas)
    context = {
        "partnership": canvas.partnership,
        "canvas": canvas,
        "form": form,
        "questions": side_by_side.questions(rows),
        "nav": "scoping",
    }
    return render(request, "scoping/filling.html", context, status=status_of(form))
