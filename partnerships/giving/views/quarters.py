"""A quarter's line: answered from a mailed link without an account, or entered by a coordinator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.pages.form_pages import focus_first, status_of
from backbone.time import dates
from backbone.time.days import today_of
from partnerships.access import get_partnership
from partnerships.correspondence.confirmations import AlreadyAnswered
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.views.links import with_link
from partnerships.correspondence.views.typed_words import not_saved
from partnerships.giving import answering, asking, quarters
from partnerships.giving.access import get_quarter_line
from partnerships.giving.forms import DaysForm, EntryForm
from partnerships.giving.models import QuarterLine

Answer = QuarterLine.Answer


@with_link
@require_POST
def link_quarter_line(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """The answer of whoever was asked: yes, another number, or nothing this time."""
    line = next((one for one in asking.asked_of(link) if one.pk == pk), None)
    if line is None:
        raise Http404
    if (answered := _answer_of(request, line)) is not None:
        _record(request, line, link, *answered)
    return HttpResponseRedirect(f"/l/{token}/", status=303)


def _answer_of(request, line):
    """(answer, days); None when what was typed is no number of days, which is said."""
    given = request.POST.get("answer")
    if given == Answer.NOTHING or (given == Answer.YES and line.proposed):
        return given, None
    form = DaysForm(request.POST)
    if form.is_valid():
        return Answer.OTHER, form.cleaned_data["days"]
    why = " ".join(error for errors in form.errors.values() for error in errors)
    not_saved(request, why, level=messages.ERROR)
    return None


def _record(request, line, link, given, days):
    try:
        answering.answer(line, given, days, by=link.person)
    except AlreadyAnswered:
        words = _(
            "This was answered on %(day)s, and the first answer stays. Write to your coordinator to change it."
        )
        line.refresh_from_db()
        there = [request.POST.get("days", "")] if (line.answer, line.days) == (given, days) else []
        not_saved(request, words % {"day": dates.short(line.answered_at)}, there)
    else:
        messages.success(request, _("Thank you. It stands in the ledger as you said it."))


@require_http_methods(["GET", "HEAD", "POST"])
def quarter_entry(request: Any, pk: int) -> HttpResponse:
    """What a coordinator was told about a partner's quarter, with the way it came."""
    line = get_quarter_line(request.user, pk)
    partnership = line.partnership
    form = EntryForm(request.POST or None, today=today_of(partnership))
    if request.method == "POST" and form.is_valid():
        _enter(request, line, form)
        return redirect("ledger", partnership.slug)
    focus_first(form)
    context = {"form": form, "line": line, "partnership": partnership, "nav": "give_and_get"}
    return render(request, "giving/quarter_entry.html", context, status=status_of(form))


def _enter(request, line, form):
    days = form.cleaned_data["days"]
    given = Answer.OTHER if days else Answer.NOTHING
    try:
        answering.answer(line, given, days, by=request.user, told=form.told(request.user))
    except AlreadyAnswered:
        messages.info(request, _("It was answered meanwhile, and the first answer stays."))
    else:
        messages.success(request, _("Noted."))


@require_POST
def quarter_return(request: Any, pk: int) -> HttpResponse:
    """Take an answer back that was noted or given by mistake."""
    line = get_quarter_line(request.user, pk)
    if answering.take_back(line, by=request.user):
        messages.success(request, _("The answer of %(partner)s is taken back.") % {"partner": line})
    else:
        messages.error(
            request,
            _("It is signed off or has proof beside it, or there is no answer: change it in the ledger."),
        )
    return redirect("ledger", line.partnership.slug)


@require_POST
def quarter_asking(request: Any, slug: str) -> HttpResponse:
    """Ask partners each quarter from now on, or no more."""
    partnership = get_partnership(request.user, slug, "coordinate")
    is_on = request.POST.get("ask") == "on"
    quarters.set_asking(partnership, is_on)
    if is_on:
        words = _("Partners are asked once a quarter from now on; you see each mail before it leaves.")
    else:
        words = _("Partners are asked about their quarters no more.")
    messages.success(request, words)
    return redirect(reverse("ledger", args=[slug]) + "#quarter")
