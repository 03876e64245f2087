"""One look at a pack before it goes, giving it, and what was given."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from backbone.files.storing import download_response
from backbone.pages.form_pages import status_of
from backbone.pages.htmx import render_page
from backbone.registered.pack_parts import NEWCOMER
from partnerships.access import get_representative
from partnerships.packs import contents, giving
from partnerships.packs.access import get_pack
from partnerships.packs.forms import PackForm
from partnerships.packs.models import Pack

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def pack_new(request: Any, pk: int, kind: str) -> HttpResponse:
    """Choose the parts of a pack, look at it, and give it by email or on paper."""
    seat = get_representative(request.user, pk, "coordinate")
    form = PackForm(request.POST if request.method == "POST" else None, seat=seat, kind=kind)
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        try:
            return _give(request, seat, kind, form.cleaned_data)
        except giving.NotSent as why:
            form.add_error(None, str(why))
    return _look(request, seat, kind, form)


def _give(request, seat, kind, chosen):
    to, on_paper = chosen.get("to", seat.person), "paper" in request.POST
    pack = giving.give(seat, kind, to=to, parts=chosen["parts"], on_paper=on_paper, by=request.user)
    if on_paper:
        messages.success(request, _("The pack for %(person)s is being made, to be printed.") % {"person": to})
    else:
        messages.success(request, _("The pack goes to %(person)s by email.") % {"person": to})
    return redirect(pack)


def _look(request, seat, kind, form):
    language, zone = request.LANGUAGE_CODE, get_current_timezone()
    if kind == NEWCOMER:
        language, zone = seat.person.language, seat.person.zone
    context = {
        "partnership": seat.partnership,
        "seat": seat,
        "kind": Pack.Kind(kind),
        "form": form,
        "parts": contents.parts(seat, kind, form.chosen, language=language, zone=zone),
        "given": seat.packs.filter(kind=kind).select_related("to")[:5],
        "nav": "partners",
    }
    status = 200 if "look" in request.POST else status_of(form)
    return render(request, "packs/pack_new.html", context, status=status)


@require_safe
def pack(request: Any, pk: int) -> HttpResponse:
    """A pack that was given: to whom, how, and its file when it was printed."""
    row = get_pack(request.user, pk)
    context = {"partnership": row.partnership, "pack": row, "labels": _labels(row), "nav": "partners"}
    return render_page(request, "packs/pack.html", context, "status")


def _labels(row):
    return [part.label for part in contents.known(row.kind) if part.key in row.parts]


@require_safe
def pack_file(request: Any, pk: int) -> HttpResponse:
    """The pack to print."""
    row = get_pack(request.user, pk)
    if row.file is None or not row.file.is_ready:
        raise Http404
    return download_response(row.file, inline=True, request=request)
