"""Asking representatives for comments: who, by when, and one look at the mail before it goes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from backbone.numbers import number
from backbone.pages.form_pages import status_of
from backbone.time.days import today_of
from partnerships.access import get_partnership
from partnerships.agreements.writing import agreement_of
from partnerships.commenting import asking, unreachable
from partnerships.commenting.forms import AskForm
from partnerships.commenting.models import CommentAsk
from partnerships.correspondence.sending import preview

PROPOSED = timedelta(days=21)


@require_http_methods(["GET", "HEAD", "POST"])
def comments_asking(request: Any, slug: str) -> HttpResponse:
    """Choose who is asked and by when, look at the mail, and send it."""
    partnership = get_partnership(request.user, slug, "coordinate")
    agreement = agreement_of(partnership)
    if agreement is None:
        return redirect("agreement", slug)
    seats, today = asking.to_ask(agreement), today_of(partnership)
    data = request.POST if request.method == "POST" else None
    form = AskForm(data, seats=seats, today=today, proposed=today + PROPOSED)
    if request.method == "POST" and form.is_valid():
        chosen, until = set(form.cleaned_data["people"]), form.cleaned_data["until"]
        _say(request, *asking.ask(agreement, [s for s in seats if str(s.pk) in chosen], until))
        return redirect("comments", slug)
    context = {
        "partnership": partnership,
        "form": form,
        "unreachable": unreachable.without_an_address(partnership),
        "mail": _mail(agreement, seats[0], today + PROPOSED) if seats else None,
        "nav": "agreement",
    }
    return render(request, "commenting/asking.html", context, status=status_of(form))


def _mail(agreement, seat, until):
    """What the first of them would get."""
    row = CommentAsk(
        agreement=agreement,
        partner=seat.partner,
        person=seat.person,
        partnership=seat.partner.partnership,
        until=until,
    )
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
