"""What a new sponsor is asked, on the page of the mail's link: answered without an account, in two taps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.views.links import with_link
from partnerships.correspondence.views.typed_words import not_saved
from partnerships.mandates import sponsors
from partnerships.mandates.forms import LinkAnswerForm
from partnerships.mandates.models import SponsorConfirmation

MOST_SHOWN = 3


def on_link(link: AccessLink, token: str = "", **page: Any) -> dict | None:
    """What its person was asked as a sponsor: what is open, and what they said."""
    rows = list(_of(link)[:MOST_SHOWN])
    if not rows:
        return None
    for row in rows:
        row.is_open = not row.answer and sponsors.stands(row.seat)
    return {"confirmations": rows, "token": token}


def _of(link):
    rows = SponsorConfirmation.objects.filter(
        seat__person=link.person, partnership=link.partnership, asked_at__isnull=False
    )
    return rows.select_related("seat__partner__organisation", "partnership")


@with_link
@require_POST
def link_sponsor_confirmation(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """The sponsor's answer."""
    row = _of(link).filter(pk=pk).first()
    if row is None:
        raise Http404
    form = LinkAnswerForm(request.POST)
    if form.is_valid():
        _record(request, row, form.cleaned_data, link)
    else:
        not_saved(request, _("Choose an answer, and say it in at most 400 letters."), level=messages.ERROR)
    return HttpResponseRedirect(f"/l/{token}/", status=303)


def _record(request, row, said, link):
    try:
        sponsors.answer(row, said["answer"], by=link.person, words=said["words"])
    except sponsors.Settled as settled:
        before = settled.row
        there = [before.words] if before.answer == said["answer"] else []
        not_saved(request, _("%(answered)s That answer stays.") % {"answered": settled}, there)
    except sponsors.NotAsked:
        not_saved(request, _("You are not asked any more: you are not the sponsor there now."))
    else:
        messages.success(request, _("Thank you. The coordinators have your answer."))
