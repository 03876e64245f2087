"""Issued versions: their PDF, how far it is, trying again, and the public page that says whether a copy is genuine."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from backbone.files.storing import download_response, retry
from backbone.pages.htmx import render_page
from partnerships.documents import acceptance, versions
from partnerships.documents.access import get_version


@require_safe
def version_file(request: Any, pk: int) -> HttpResponse | None:
    """The version's PDF; while it is being made, the page that says so."""
    version = get_version(request.user, pk)
    if version.file and version.file.is_ready:
        return download_response(version.file, inline=True, request=request)
    return redirect("version_status", version.pk)


@require_safe
def version_status(request: Any, pk: int) -> HttpResponse | None:
    """How far the PDF is; asks again by itself until it is ready or has failed."""
    version = get_version(request.user, pk)
    context = {
        "version": version,
        "partnership": version.partnership,
        "acceptance": acceptance.words(version),
        "nav": version.document.kind,
    }
    return render_page(request, "documents/version.html", context, "status")


@require_POST
def version_retry(request: Any, pk: int) -> HttpResponse | None:
    """Make a PDF again that failed."""
    version = get_version(request.user, pk, "report")
    if version.file:
        retry(version.file)
    return redirect("version_status", version.pk)


@require_safe
def verify(request: Any, start: str) -> HttpResponse:
    """Whether a printed copy is genuine and current, without telling what it says."""
    version = versions.find_by_hash(start)
    if version is None:
        return render(request, "documents/unknown.html", {"start": start}, status=404)
    context = {
        "version": version,
        "identity": version.partnership,
        "is_genuine": versions.is_genuine(version),
        "place": acceptance.place_of(version),
        "acceptance": acceptance.words(version),
    }
    # Its days are those that the partnership counted, wherever the copy is looked up.
    with timezone.override(version.partnership.zone):
        return render(request, "documents/verify.html", context)
