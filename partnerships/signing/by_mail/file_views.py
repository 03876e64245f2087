"""The version as a PDF, for who has no account: behind the link that was mailed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from backbone.files.storing import download_response
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.views.links import with_link
from partnerships.signing.by_mail import page


@with_link
@require_safe
def link_acceptance_file(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """The PDF of the version that the partner's row is about; while it is being made the page that says so."""
    row = (
        page.rows_of(link.person, link.partnership)
        .select_related("round__version__file")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise Http404
    file = row.round.version.file
    if file and file.is_ready:
        return download_response(file, inline=True, request=request)
    messages.info(request, _("The PDF is still being made. Try again in a minute."))
    return redirect("link_acceptance", token, pk)
