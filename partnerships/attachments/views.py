"""The pages of files beside a row: their list with the form, a file itself, and its removal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.files.storing import upload_response
from backbone.pages.form_pages import WRONG
from backbone.pages.htmx import is_fragment, render_page
from partnerships.attachments.access import get_file
from partnerships.attachments.attaching import attach
from partnerships.attachments.kinds import Attachable, attachable
from partnerships.attachments.shown import files_of
from partnerships.views.removals import remove

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def files(request: Any, pk: int, kind: str) -> HttpResponse:
    """The files beside a row, and the form that adds some."""
    of = attachable(kind)
    row = of.get(request.user, pk)
    if request.method != "POST":
        return _page(request, of, row)
    if not of.may_add(request.user, row):
        raise PermissionDenied
    return _add(request, of, row)


def _add(request, kind, row):
    sent = request.FILES.getlist("files")
    if not sent:
        return _page(request, kind, row, [("", _("Choose a file first."))])
    attached = attach(kind, row, sent, by=request.user)
    if attached.files:
        messages.success(request, _added(attached.files))
    if attached.refused or is_fragment(request):
        return _page(request, kind, row, attached.refused)
    return redirect(f"{kind.page(row)}#files")


def _added(files):
    if len(files) == 1:
        return _("“%(file)s” is added.") % {"file": files[0].name}
    return ngettext("%(n)s file is added.", "%(n)s files are added.", len(files)) % {"n": len(files)}


def _page(request: Any, kind: Attachable, row: Any, refused: list | None = None) -> HttpResponse:
    context = {
        "partnership": row.partnership,
        "row": row,
        "back": kind.page(row),
        "files": files_of(kind.key, request.user, row, refused=refused),
    }
    # A fragment that says what was refused is shown; htmx would drop it with another status.
    status = WRONG if refused and not is_fragment(request) else None
    return render_page(request, "attachments/page.html", context, "files", status)


@require_safe
def file(request: Any, pk: int, kind: str) -> HttpResponse:
    """A file, to keep."""
    found = get_file(request.user, pk, attachable(kind))
    return upload_response(found.upload.file, request)


@require_POST
def file_removal(request: Any, pk: int, kind: str) -> HttpResponse:
    """Remove a file; it lies in the bin for thirty days."""
    of = attachable(kind)
    found = get_file(request.user, pk, of)
    row = getattr(found, of.of)
    if not of.may_add(request.user, row):
        raise PermissionDenied
    return remove(request, found, back=f"{of.page(row)}#files")
