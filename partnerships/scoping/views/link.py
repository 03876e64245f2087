"""A round on the page of its mail's link: four questions in one short form, answered without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from backbone.pages.form_pages import status_of
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.views.links import with_link
from partnerships.correspondence.views.typed_words import not_saved
from partnerships.scoping import answering, asking, side_by_side
from partnerships.scoping.forms import AnswerForm

if TYPE_CHECKING:
    from backbone.accounts.models import Person

MOST_SHOWN = 3


def on_link(link: AccessLink, token: str = "", **page: Any) -> dict | None:
    """What a link's page shows: the form of what its person was asked, or that the round is closed and what was said."""
    rows = asking.asked_of(link.person).filter(partnership=link.partnership).order_by("-pk")
    asked = [_shown(row) for row in asking.with_answers(rows)[:MOST_SHOWN]]
    return {"asked": asked, "token": token} if asked else None


def _shown(ask):
    """The ask with its form, while the round goes on, or else with its partner's answer."""
    if not ask.canvas.closed_at:
        return ask, _form(None, ask)
    ask.answer = ask.canvas.answers.filter(partner=ask.partner_id).first() if ask.has_answered else None
    return ask, None


def on_my_work(person: Person, **page: Any) -> dict | None:
    """What the person was asked and nobody answered for their partner."""
    rows = asking.unanswered(person)
    return {"asks": rows} if rows else None


def _form(data, ask):
    row = answering.answer_of(ask.canvas, ask.partner)
    row.partnership, row.canvas = ask.partnership, ask.canvas
    return AnswerForm(data, instance=row, partnership=ask.partnership)


@with_link
@require_http_methods(["GET", "HEAD", "POST"])
def link_canvas(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """The partner's answer, given or changed by whoever was asked."""
    asked = asking.asked_of(link.person).filter(partnership=link.partnership, canvas=pk).first()
    if asked is None:
        raise Http404
    page = HttpResponseRedirect(f"/l/{token}/", status=303)
    if asked.canvas.closed_at:
        not_saved(request, _("The round is closed; nothing was changed."))
        return page
    form = _form(request.POST if request.method == "POST" else None, asked)
    if request.method == "POST" and form.is_valid() and _save(request, form, link):
        return page
    context = {"link": link, "token": token, "partnership": link.partnership, "ask": asked, "form": form}
    return render(request, "scoping/link_canvas.html", context, status=status_of(form))


def _save(request, form, link):
    """Whether it is settled; False where somebody else of the partner saved meanwhile."""
    try:
        saved = answering.save(form, by=link.person, way="link")
    except answering.CanvasClosed:
        not_saved(request, _("The round is closed; nothing was changed."))
        return True
    if saved:
        messages.success(request, _("Thank you. You can change it until the round is closed."))
    return saved is not None


@with_link
@require_safe
def link_canvas_answers(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """What everybody said in a round, for whoever was asked in it and whose partner has answered."""
    asked = asking.with_answers(asking.asked_of(link.person))
    asked = asked.filter(partnership=link.partnership, canvas=pk).first()
    if asked is None:
        raise Http404
    context = {"link": link, "token": token, "partnership": link.partnership, "canvas": asked.canvas}
    if asked.has_answered:
        context |= side_by_side.shown(asked.canvas, request.GET)
    return render(request, "scoping/link_answers.html", context)
