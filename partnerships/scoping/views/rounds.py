"""Rounds: the list, opening and closing one, and its answers side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import form_page
from backbone.time.days import today_of
from partnerships.access import get_partnership
from partnerships.models import Partner, Partnership
from partnerships.scoping import answering, side_by_side
from partnerships.scoping.access import get_canvas, sees_answers
from partnerships.scoping.forms import CanvasForm
from partnerships.scoping.models import FIRST, Canvas
from partnerships.views.removals import remove

FORM = ["GET", "HEAD", "POST"]


@require_safe
def canvas_list(request: Any, slug: str) -> HttpResponse:
    """Every round of the partnership, the newest first."""
    partnership = get_partnership(request.user, slug)
    rows = first_rows(partnership.canvases.all(), request.GET, "page")
    context = {
        "partnership": partnership,
        "canvases": rows,
        "has_open": answering.open_canvas(partnership) is not None,
        "nav": "scoping",
    }
    return render(request, "scoping/list.html", context)


@require_http_methods(FORM)
@transaction.atomic
def canvas_new(request: Any, slug: str) -> HttpResponse:
    """Open a round, where none is open."""
    partnership = get_partnership(request.user, slug, "coordinate")
    if request.method == "POST":
        # Two coordinators at one moment: the second is led to the round of the first.
        Partnership.objects.select_for_update().get(pk=partnership.pk)
    if going := answering.open_canvas(partnership):
        messages.info(request, _("There is an open round already; close it first."))
        return redirect(going)
    today = today_of(partnership)
    row = Canvas(partnership=partnership, opened_on=today, by=request.user, name=_name(partnership, today))
    form = CanvasForm(request.POST or None, instance=row, partnership=partnership)
    words = {
        "title": _("Open a round"),
        "submit": _("Open it"),
        "lead": _(
            "Each partner answers four questions in a few words; side by side they fill purpose, agreement and plan."
        ),
        "done": _("The round is open. Ask partners, or note what they told you."),
    }
    back = reverse("canvases", args=[slug])
    return form_page(request, form, partnership, back=back, nav="scoping", **words)


def _name(partnership, today):
    """In the language of the partnership, whoever opens it."""
    with override(partnership.language):
        return str(today.year) if partnership.canvases.exists() else str(FIRST)


@require_safe
def canvas(request: Any, pk: int) -> HttpResponse:
    """The answers side by side, for whoever may read them; for others the way to their own."""
    row = get_canvas(request.user, pk, "see")
    partnership = row.partnership
    context = {
        "partnership": partnership,
        "canvas": row,
        "own": _own(partnership),
        "is_shown": sees_answers(row),
        "nav": "scoping",
    }
    if context["is_shown"]:
        context |= side_by_side.shown(row, request.GET)
    return render(request, "scoping/canvas.html", context)


def _own(partnership):
    """The partners that the reader represents."""
    rows = Partner.objects.filter(pk__in=partnership.access.partner_ids, withdrawn_on=None)
    return list(rows.select_related("organisation")) if partnership.access.partner_ids else []


@require_http_methods(FORM)
def canvas_edit(request: Any, pk: int) -> HttpResponse:
    """Change what a round is called."""
    row = get_canvas(request.user, pk, "coordinate")
    form = CanvasForm(request.POST or None, instance=row, partnership=row.partnership)
    page = {
        "title": str(row),
        "submit": _("Save"),
        "done": _("Saved."),
        "removal": reverse("canvas_removal", args=[pk]),
        "history": f"canvas-{pk}",
    }
    return form_page(request, form, row.partnership, back=row.get_absolute_url(), nav="scoping", **page)


@require_POST
def canvas_closing(request: Any, pk: int) -> HttpResponse:
    """Close a round, or open it again."""
    row = get_canvas(request.user, pk, "coordinate")
    if "open" in request.POST:
        is_done = answering.open_again(row, by=request.user)
        words = _("The round is open again."), _("There is an open round already; close it first.")
    else:
        is_done = answering.close(row, by=request.user)
        words = (
            _("The round is closed. What was said stays as it is."),
            _("The round was closed meanwhile."),
        )
    (messages.success if is_done else messages.info)(request, words[0] if is_done else words[1])
    return redirect(row)


@require_POST
def canvas_removal(request: Any, pk: int) -> HttpResponse:
    """Remove a round with all its answers."""
    row = get_canvas(request.user, pk, "coordinate")
    return remove(request, row, back=reverse("canvases", args=[row.partnership.slug]))
