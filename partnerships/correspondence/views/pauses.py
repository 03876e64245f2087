"""Answering from a mailed link, without an account, how to go on after a pause."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from backbone.time import dates
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.pausing.returning import to_answer_by
from partnerships.correspondence.views.links import with_link
from partnerships.correspondence.views.typed_words import not_saved
from partnerships.forms.pauses import PauseForm
from partnerships.pausing import pauses


@with_link
@require_POST
def link_pause(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """Go on now, or pause until a later day."""
    row = next((one for one in to_answer_by(link) if one.pk == pk), None)
    if row is None:
        raise Http404
    if request.POST.get("answer") == "longer":
        _pause_longer(request, link, row)
    elif pauses.end(row):
        messages.success(request, _("You go on: what is due is asked and reminded of again."))
    return HttpResponseRedirect(f"/l/{token}/", status=303)


def _pause_longer(request, link, row):
    form = PauseForm(request.POST, partnership=link.partnership, whose=row.person or link.partnership)
    if not form.is_valid():
        why = " ".join(error for errors in form.errors.values() for error in errors)
        not_saved(request, why, level=messages.ERROR)
        return
    day, words = form.cleaned_data["until"], row.words
    who = {"person": row.person, "partner": row.partner}
    pauses.pause(link.partnership, day, words=words, by=link.person, **who)
    messages.success(request, _("Nothing is asked until %(day)s.") % {"day": dates.short(day)})
