"""The page on which somebody accepts for a partner: behind the mail's link, and the same when they are signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from backbone.accounts.models import Person
from backbone.time import dates
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.views.links import with_link
from partnerships.correspondence.views.typed_words import CONFLICT, not_saved, typed_in
from partnerships.signing.access import get_acceptance
from partnerships.signing.by_mail import answering, codes, page, speaking
from partnerships.signing.by_mail.forms import AcceptForm, LegalForm, OtherForm, RefuseForm, WishForm
from partnerships.signing.models import Acceptance
from partnerships.signing.proposing import Refused

SAID_NO_MORE = gettext_lazy(
    "That was more than a quarter of an hour ago, or for another version. Please answer once more."
)
FORM = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422
Show = Callable[..., HttpResponse]


@with_link
@require_http_methods(FORM)
def link_acceptance(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """What is asked of whoever got the mail, and their answer."""
    row = page.rows_of(link.person, link.partnership).filter(pk=pk).first()
    if row is None:
        raise Http404
    here = reverse("link_acceptance", args=[token, pk])
    return _answer(
        request, row, link.person, here, "signing/by_mail/link_page.html", {"token": token, "link": link}
    )


@require_http_methods(FORM)
def acceptance_answer(request: Any, pk: int) -> HttpResponse:
    """The same for somebody who is signed in and represents the partner."""
    row = get_acceptance(request.user, pk, "see")
    row = page.rows_of(request.user, row.partnership).filter(pk=pk).first()
    if row is None:
        raise PermissionDenied
    here = reverse("acceptance_answer", args=[pk])
    also = {"nav": "agreement"}
    return _answer(request, row, request.user, here, "signing/by_mail/own_page.html", also)


def _answer(request, row, person, here, template, also):
    def show(status: int = 200, **more: Any) -> HttpResponse:
        return render(request, template, page.context(row, person, **also, **more), status=status)

    if request.method != "POST":
        return show(shows_code="change" not in request.GET)
    step = STEPS.get(request.POST.get("answer"))
    if step is None:
        not_saved(request, _("Choose an answer."), level=messages.ERROR)
        return HttpResponseRedirect(here, status=303)
    try:
        done = step(request, row, person, show)
        if done is None and step not in WITH_CODE:
            codes.withdraw(row, person)
    except Refused as why:
        not_saved(request, why, level=messages.ERROR)
        # The page of a link keeps what was typed by itself.
        words = [] if "token" in also else typed_in(request)
        done = show(CONFLICT, typed=words) if words else None
    return done or HttpResponseRedirect(here, status=303)


def _accept(request: Any, row: Acceptance, person: Person, show: Show) -> HttpResponse | None:
    """Yes: what was said is kept with the code, which the page then asks for."""
    form = AcceptForm(request.POST, is_shared=speaking.is_shared(person.mail_address))
    if not form.is_valid():
        return show(UNPROCESSABLE, yes=form)
    try:
        answering.ask_for_code(row, person, form.cleaned_data)
    except codes.NoCode as why:
        return show(UNPROCESSABLE, yes=form, no_code=str(why))
    return None


def _again(request: Any, row: Acceptance, person: Person, show: Show) -> HttpResponse | None:
    """Another code, for what was said before."""
    words = request.POST.get("kept", "")
    said = codes.said_for(row, person, words)
    if said is None:
        return show(UNPROCESSABLE, no_code=str(SAID_NO_MORE))
    try:
        answering.ask_for_code(row, person, said)
    except codes.NoCode as why:
        return show(UNPROCESSABLE, kept=words, code_error=str(why), **page.to_confirm(row, said))
    return None


def _code(request: Any, row: Acceptance, person: Person, show: Show) -> HttpResponse | None:
    """The code: with the right one the partner has accepted."""
    words = request.POST.get("kept", "")
    said = codes.said_for(row, person, words)
    if said is None:
        return show(UNPROCESSABLE, no_code=str(SAID_NO_MORE))
    try:
        answering.accept_by_mail(row, person, request.POST.get("code", "")[:20], said)
    except codes.NoCode as why:
        return show(UNPROCESSABLE, kept=words, code_error=str(why), **page.to_confirm(row, said))
    messages.success(request, _("Thank you. %(partner)s has accepted.") % {"partner": row.name})
    return None


def _wish(request: Any, row: Acceptance, person: Person, show: Show) -> HttpResponse | None:
    form = WishForm(request.POST)
    if not form.is_valid():
        return show(UNPROCESSABLE, wish=form)
    answering.wish(row, person, form.cleaned_data["wish"])
    messages.success(request, _("Thank you. The coordinators have your wish."))
    return None


def _refuse(request: Any, row: Acceptance, person: Person, show: Show) -> HttpResponse | None:
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return show(UNPROCESSABLE, refuse=form)
    answering.refuse(row, person, form.cleaned_data["reason"])
    messages.success(request, _("Thank you. The coordinators have your answer."))
    return None


def _legal(request: Any, row: Acceptance, person: Person, show: Show) -> HttpResponse | None:
    form = LegalForm(request.POST)
    if not form.is_valid():
        return show(UNPROCESSABLE, legal=form)
    answering.goes_to_legal(row, person, form.cleaned_data["whom"])
    row.refresh_from_db(fields=["legal_since"])
    words = _("Noted: with legal or the board since %(day)s. You are not reminded for a month from then.")
    messages.success(request, words % {"day": dates.long(row.legal_since)})
    return None


def _other(request: Any, row: Acceptance, person: Person, show: Show) -> HttpResponse | None:
    form = OtherForm(request.POST)
    if not form.is_valid():
        return show(UNPROCESSABLE, other=form)
    answering.somebody_else(row, person, **form.cleaned_data)
    messages.success(request, _("Thank you. The coordinators turn to them."))
    return None


STEPS: dict[str | None, Callable[[Any, Acceptance, Person, Show], HttpResponse | None]] = {
    "accept": _accept,
    "again": _again,
    "code": _code,
    "wish": _wish,
    "refuse": _refuse,
    "legal": _legal,
    "other": _other,
}
WITH_CODE = {_accept, _again, _code}
