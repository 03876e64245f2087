"""A new sponsor, for coordinators: one look at the question, sending it, and what they were told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.outbox import link_tokens
from backbone.pages.form_pages import show_form
from backbone.time.days import today_of
from partnerships.correspondence.sending import preview
from partnerships.mandates import sponsors
from partnerships.mandates.access import get_sponsor_confirmation
from partnerships.mandates.forms import SponsorAnswerForm


@require_safe
def confirmation(request: Any, pk: int) -> HttpResponse:
    """One question to a sponsor: the mail before it goes, when it went, what came back."""
    row = get_sponsor_confirmation(request.user, pk, "look_back")
    is_asked_next = row.answer in ("", sponsors.Answer.TALK) and row.partnership.access.coordinate
    can_mail = is_asked_next and row.seat.person.mail_address and (not row.asked_at or row.answer)
    mail = preview(sponsors.draft(row)) if can_mail else None
    context = {
        "partnership": row.partnership,
        "confirmation": row,
        "stands": sponsors.stands(row.seat),
        "is_open": is_asked_next,
        "mail": mail,
        "mail_text": mail and link_tokens.hide(mail.text),
        "nav": "partners",
    }
    return render(request, "mandates/sponsor.html", context)


@require_POST
def asking(request: Any, pk: int) -> HttpResponse:
    """Ask the sponsor by email."""
    row = get_sponsor_confirmation(request.user, pk, "coordinate")
    try:
        row = sponsors.ask(row, by=request.user)
    except sponsors.NotAsked as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("%(person)s is asked by email.") % {"person": row.seat.person})
    return redirect(row)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Any, pk: int) -> HttpResponse:
    """Note what the sponsor said, with the way it came."""
    row = get_sponsor_confirmation(request.user, pk, "coordinate")
    form = SponsorAnswerForm(request.POST or None, today=today_of(row.partnership))
    if request.method == "POST" and form.is_valid():
        return _note(request, row, form)
    return show_form(
        request,
        form,
        row.partnership,
        title=row.seat.person,
        lead=_("Does %(partner)s stand by it? What the new sponsor told you.")
        % {"partner": row.seat.partner},
        submit=_("Note it"),
        back=row.get_absolute_url(),
        nav="partners",
    )


def _note(request, row, form):
    try:
        told = form.told(request.user)
        row = sponsors.answer(row, form.cleaned_data["answer"], by=request.user, told=told)
    except sponsors.NotAsked as why:
        messages.info(request, str(why))
    else:
        messages.success(request, _("Noted."))
    return redirect(row)


@require_POST
def drop(request: Any, pk: int) -> HttpResponse:
    """Do not ask this sponsor."""
    row = get_sponsor_confirmation(request.user, pk, "coordinate")
    if sponsors.drop(row):
        messages.success(request, _("They are not asked."))
        return redirect(row.seat.partner)
    messages.info(request, _("They were asked already."))
    return redirect(row)
