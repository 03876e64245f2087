"""Questions to the partnership above: asking, taking back, having read the answer; there the group and the answer."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.pages.form_pages import form_page, show_form
from meetings.bodies import asks
from meetings.upward import asking
from meetings.upward.access import get_asked_from_below, get_asked_upward
from meetings.upward.forms import GroupForm, UpwardAnswerForm, UpwardAskForm
from partnerships.access import get_partnership

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def upward_ask_new(request: Any, slug: str) -> HttpResponse:
    """Ask the partnership of which this one is a part."""
    child = get_partnership(request.user, slug, "coordinate")
    back = reverse("shared_upward", args=[slug])
    if why := asking.why_not(child):
        messages.error(request, why)
        return redirect(back)
    form = UpwardAskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _ask(request, child, form.cleaned_data["text"], back)
    title = _("Ask %(parent)s") % {"parent": child.parent}
    lead = _("It becomes an agenda item there, and its answer comes back here.")
    page = {"title": title, "lead": lead, "submit": _("Ask"), "back": back, "nav": "overview"}
    return show_form(request, form, child, **page)


def _ask(request, child, text, back):
    try:
        asking.ask(child, text, by=request.user)
    except asking.NotAsked as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Asked. You are told once it is answered."))
    return redirect(back)


@require_http_methods(FORM)
def upward_ask_group(request: Any, pk: int) -> HttpResponse:
    """Choose which group takes up what a part of this partnership asks."""
    question = get_asked_from_below(request.user, pk)
    back = reverse("children", args=[question.partnership.slug])
    if not question.is_open or question.is_on_agenda:
        messages.error(request, _("It is on an agenda already, or needs no answer any more."))
        return redirect(back)
    form = GroupForm(request.POST or None, instance=copy(question))
    if request.method == "POST" and form.is_valid() and (saved := asking.choose_group(form)):
        words = (
            _("It is on the next agenda of %(to)s.")
            if saved.item
            else _("It waits for the next meeting of %(to)s.")
        )
        messages.success(request, words % {"to": saved.to})
        return redirect(back)
    page = {"title": question.text, "kicker": question.child, "submit": _("Give it to this group")}
    return show_form(request, form, question.partnership, back=back, nav="overview", **page)


@require_http_methods(FORM)
def upward_ask_answer(request: Any, pk: int) -> HttpResponse:
    """Note what was answered to a part of this partnership."""
    question = get_asked_from_below(request.user, pk)
    return form_page(
        request,
        UpwardAnswerForm(request.POST or None, instance=question, partnership=question.partnership),
        question.partnership,
        also=asks.answered_now(question),
        title=question.text,
        kicker=question.child,
        lead=_("Who coordinates %(child)s reads it.") % {"child": question.child},
        submit=_("Save the answer"),
        done=_("Answer saved."),
        back=reverse("children", args=[question.partnership.slug]),
        nav="overview",
    )


@require_POST
def upward_ask_reading(request: Any, pk: int) -> HttpResponse:
    """Who asked has read the answer."""
    question = get_asked_upward(request.user, pk)
    asks.read(question)
    return redirect("shared_upward", question.child.slug)


@require_POST
def upward_ask_withdrawal(request: Any, pk: int) -> HttpResponse:
    """Take back a question that nobody answered, or ask it after all."""
    question = get_asked_upward(request.user, pk)
    undo = "undo" in request.POST
    if asking.take_back(question, undo=undo):
        messages.success(request, _("It is asked again.") if undo else _("Taken back."))
    else:
        messages.error(
            request, _("Nothing was changed: it was answered or taken back, or cannot be asked now.")
        )
    return redirect("shared_upward", question.child.slug)
