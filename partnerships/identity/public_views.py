"""The pages that anybody reads without signing in, of partnerships that switched theirs on."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from backbone.files.storing import upload_response
from partnerships.access import get_partnership
from partnerships.identity import logos, public
from partnerships.identity.models import Identity

# Switched off, it is gone after this many seconds at the latest.
CACHED = "public, max-age=60"


@require_safe
def public_page(request: Any, slug: str) -> HttpResponse:
    """Purpose, partners, contact, what is published and the identity kit; it sets no cookie."""
    row = public.shown_publicly(slug)
    response = _page(request, row)
    response["Cache-Control"] = CACHED
    if not row.is_indexed:
        response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _page(request, row, **also):
    with translation.override(row.partnership.language):
        response = render(request, "identity/public.html", public.facts(row) | also)
    response["Content-Language"] = row.partnership.language
    return response


@require_safe
def public_logo(request: Any, slug: str) -> HttpResponse:
    """The logo as it was uploaded, to keep."""
    row = logos.logo_of(public.shown_publicly(slug).partnership)
    if row is None:
        raise Http404
    return upload_response(row.upload.file, request)


@require_safe
def public_preview(request: Any, slug: str) -> HttpResponse:
    """The public page as it would be, for its coordinators, switched on or not."""
    partnership = get_partnership(request.user, slug, "coordinate")
    row = Identity.objects.filter(partnership=partnership).first() or Identity(partnership=partnership)
    return _page(request, row, is_preview=not row.is_public)
