"""What changed in the installation's own words; those of a partnership stand in its history."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backbone.database.trail import Asked
from backbone.tracked import tracked
from partnerships.correspondence.access import may_word
from partnerships.correspondence.models import MailWording
from partnerships.past import history


@require_safe
def mail_wording_history(request: Any) -> HttpResponse:
    """By whom and when, from which words to which, newest first."""
    may_word(request.user, None)
    key = MailWording._meta.model_name
    asked = Asked(None, before=history.read_key(request.GET.get("before", "")))
    page = history.page_of(None, asked, {key: tracked()[key]})
    return render(request, "correspondence/mail_wording_history.html", {"page": page})
