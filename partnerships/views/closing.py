"""Closing a partnership, and opening it again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerships.access import get_partnership, get_partnership_to_open
from partnerships.closing import closing
from partnerships.forms.partnership import ClosingForm


@require_POST
def partnership_closing(request: Any, slug: str) -> HttpResponse:
    """From now on it is only read; its page says so and offers to open it again."""
    partnership = get_partnership(request.user, slug, "coordinate")
    form = ClosingForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["words"]))
        return redirect("partnership_edit", slug)
    closing.close(partnership, words=form.cleaned_data["words"], by=request.user)
    messages.success(request, _("%(partnership)s is closed.") % {"partnership": partnership})
    return redirect("partnership", slug)


@require_POST
def partnership_opening(request: Any, slug: str) -> HttpResponse:
    """It goes on as it was."""
    partnership = get_partnership_to_open(request.user, slug)
    if closing.open_again(partnership):
        messages.success(request, _("%(partnership)s is open again.") % {"partnership": partnership})
    return redirect("partnership", slug)
