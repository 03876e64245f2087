"""Answers in a round: a partner's own, and what coordinators note for partners and for others."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.pages.form_pages import show_form
from backbone.time.days import today_of
from partnerships.access import get_own_partner
from partnerships.scoping import answering
from partnerships.scoping.access import get_canvas, get_canvas_answer
from partnerships.scoping.forms import AnswerForm, NamedAnswerForm, ToldAnswerForm
from partnerships.scoping.models import CanvasAnswer
from partnerships.views.removals import remove

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def own_canvas(request: Any, pk: int) -> HttpResponse:
    """What a partner says in the open round: by itself, or noted for it by a coordinator."""
    partner = get_own_partner(request.user, pk)
    partnership = partner.partnership
    canvas = answering.open_canvas(partnership)
    if canvas is None or partner.withdrawn_on:
        messages.info(request, _("No round is open in which it could answer."))
        return redirect("canvases", partnership.slug)
    row = answering.answer_of(canvas, partner)
    row.partnership, row.canvas = partnership, canvas
    is_own = partner.pk in partnership.access.partner_ids
    form = _own_form(request, row) if is_own else _told_form(request, row, ToldAnswerForm)
    return _answer(request, form, title=str(partner))


def _own_form(request, row):
    return AnswerForm(request.POST or None, instance=row, partnership=row.partnership)


def _told_form(request, row, kind):
    data = request.POST or None
    return kind(data, instance=row, partnership=row.partnership, today=today_of(row.partnership))


def _answer(request, form, title):
    row = form.instance
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("way", "told_on") if name in form.cleaned_data}
        try:
            saved = answering.save(form, by=request.user, **({"way": "page"} | told))
        except answering.CanvasClosed:
            messages.error(request, _("The round was closed meanwhile; nothing was changed."))
            return redirect("canvas", row.canvas_id)
        if saved:
            messages.success(request, _("Saved. It can be changed until the round is closed."))
            return redirect("canvas", row.canvas_id)
    page = {"title": title, "kicker": str(row.canvas), "submit": _("Save"), "nav": "scoping"}
    if row.pk and row.partnership.access.coordinate:
        page |= {
            "removal": reverse("canvas_answer_removal", args=[row.pk]),
            "history": f"canvasanswer-{row.pk}",
        }
    return show_form(request, form, row.partnership, back=reverse("canvas", args=[row.canvas_id]), **page)


@require_http_methods(FORM)
def canvas_answer_new(request: Any, pk: int) -> HttpResponse:
    """Note what an organisation said that is no partner."""
    canvas = get_canvas(request.user, pk, "coordinate")
    row = CanvasAnswer(partnership=canvas.partnership, canvas=canvas)
    return _answer(request, _told_form(request, row, NamedAnswerForm), _("What an organisation said"))


@require_http_methods(FORM)
def canvas_answer_edit(request: Any, pk: int) -> HttpResponse:
    """Change what was noted."""
    row = get_canvas_answer(request.user, pk, "coordinate")
    kind = ToldAnswerForm if row.partner_id else NamedAnswerForm
    return _answer(request, _told_form(request, row, kind), str(row))


@require_POST
def canvas_answer_removal(request: Any, pk: int) -> HttpResponse:
    """Remove an answer that was noted by mistake."""
    row = get_canvas_answer(request.user, pk, "coordinate")
    return remove(request, row, back=reverse("canvas", args=[row.canvas_id]))
