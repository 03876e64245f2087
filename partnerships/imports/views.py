"""Bringing in tables: send files, look at the columns, look at the rows, confirm."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.numbers import number
from backbone.pages.form_pages import CONFLICT, status_of
from backbone.pages.htmx import is_fragment, render_page
from backbone.pages.undo import say_with_undo
from backbone.tables.spreadsheets import XLSX
from partnerships.access import get_partnership
from partnerships.imports import choosing, confirming, correction_workbook, jobs
from partnerships.imports.access import get_import
from partnerships.imports.forms import UploadForm
from partnerships.imports.models import ImportRow, ImportRun
from partnerships.imports.preview import asking, pages, saving, typed
from partnerships.imports.reading import begin, has_columns, kinds_in_files, pasted_kind

FORM = ["GET", "HEAD", "POST"]
EARLIER = 10


@require_http_methods(FORM)
def imports(request: Any, slug: str) -> HttpResponse | None:
    """Send spreadsheets or paste rows; earlier imports below."""
    partnership = get_partnership(request.user, slug, "coordinate")
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run, errors = begin(partnership, form.uploads(), request.user)
        if run:
            return redirect("import_sheets", run.pk)
        form.refuse(errors)
    runs = ImportRun.objects.filter(partnership=partnership).select_related("by")[:EARLIER]
    context = {
        "partnership": partnership,
        "form": form,
        "runs": runs,
        "kinds": kinds_in_files().values(),
        "nav": "imports",
    }
    return render(request, "imports/upload.html", context, status=status_of(form))


@require_http_methods(FORM)
def import_sheets(request: Any, pk: int) -> HttpResponse | None:
    """What each sheet was taken for, to correct before its rows are checked."""
    run = get_import(request.user, pk)
    if run.state == ImportRun.State.DONE or jobs.is_busy(run) or not has_columns(run):
        return redirect("import_run", run.pk)
    forms = choosing.forms_for(run, request.POST if request.method == "POST" else None)
    if request.method == "POST" and choosing.are_valid(run, forms):
        if choosing.take_over(run, forms, again=request.POST.get("again")):
            messages.info(request, _("The columns were guessed again: check them before you go on."))
        elif not any(sheet.get("kind") for sheet in run.sheets):
            messages.error(request, _("Every sheet is skipped. Choose what at least one sheet holds."))
        else:
            jobs.check(run, request.user)
            return redirect("import_run", run.pk)
        return redirect("import_sheets", run.pk)
    return render(request, "imports/sheets.html", _page(run, forms=forms))


@require_safe
def import_run(request: Any, pk: int) -> HttpResponse | None:
    """Row by row what will be made, what is already here, what is refused and why, to correct; then what was done."""
    run = get_import(request.user, pk)
    if jobs.is_busy(run):
        return render_page(request, "imports/busy.html", _page(run), partial="progress")
    if is_fragment(request):
        # The page that waited for a large import now shows what came of it.
        return HttpResponse(headers={"HX-Refresh": "true"})
    if run.state == ImportRun.State.READ:
        return _not_checked(request, run)
    return render(request, "imports/run.html", _page(run, **pages.page(run, request.GET)))


def _not_checked(request, run):
    """On to the columns; or back to the pasted text, when checking it failed and it has none to choose."""
    if has_columns(run):
        return redirect("import_sheets", run.pk)
    messages.error(request, _("The work stopped before it was done, and nothing was changed. Try again."))
    page = reverse(pasted_kind(run).pasted.page, args=[run.partnership.slug])
    return redirect(f"{page}?run={run.pk}")


@require_POST
def import_corrections(request: Any, pk: int) -> HttpResponse | None:
    """Keep what was corrected and which rows are left out, and check the rows once more."""
    run = get_import(request.user, pk)
    saved = saving.save(run.pk, typed.read(request.POST))
    if saved.is_refused:
        return _with_what_was_typed(request, run, saved)
    _check_corrected(request, run, saved)
    return redirect(pages.place_of(run, request.POST, row=saved.touched[0] if saved.touched else None))


@require_POST
def import_meanings(request: Any, pk: int) -> HttpResponse | None:
    """Keep what words mean that were not known, and check the rows once more."""
    run = get_import(request.user, pk)
    if run.state == ImportRun.State.DONE or jobs.is_busy(run):
        return redirect("import_run", run.pk)
    n = asking.save(run, request.POST)
    if n:
        jobs.recheck(run, request.user)
        words = ngettext(
            "It is known now what %(n)s word means.", "It is known now what %(n)s words mean.", n
        )
        messages.success(request, words % {"n": number(n)})
    else:
        messages.info(request, _("There was nothing to save."))
    return redirect("import_run", run.pk)


@require_POST
def import_confirmation(request: Any, pk: int) -> HttpResponse | None:
    """Make everything the preview shows, what was typed last taken into account, in one transaction."""
    run = get_import(request.user, pk)
    saved = saving.save(run.pk, typed.read(request.POST)) if request.POST.get("row") else None
    if saved and saved.is_refused:
        return _with_what_was_typed(request, run, saved)
    if saved and saved.touched:
        _check_corrected(request, run, saved)
    if reason := _not_yet(run, saved):
        messages.warning(request, reason)
        row = saved.touched[0] if saved and saved.touched else None
        return redirect(pages.place_of(run, request.POST, row=row))
    return _confirmed(request, jobs.confirm(run, request.user))


@require_POST
def import_removal(request: Any, pk: int) -> HttpResponse | None:
    """Take out again what the import made, in one step."""
    run = get_import(request.user, pk)
    try:
        removal = confirming.take_out(run, by=request.user)
    except confirming.Refused as why:
        messages.error(request, str(why))
    else:
        undo = reverse("removal_return", args=[removal.pk])
        say_with_undo(request, _("What this import created has been removed."), undo)
    return redirect("import_run", pk)


@require_safe
def import_refused(request: Any, pk: int) -> HttpResponse | None:
    """The refused rows with their reasons, as a spreadsheet."""
    run = get_import(request.user, pk)
    if not run.rows.filter(fate=ImportRow.Fate.REFUSE).exists():
        raise Http404
    response = HttpResponse(correction_workbook.workbook(run), content_type=XLSX)
    words = _("Refused rows")
    name = f"{words} {run.partnership.slug} {run.pk}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _with_what_was_typed(request, run, saved):
    """The page once more, with what could not be saved in its fields."""
    run.refresh_from_db()
    context = _page(run, **pages.page(run, request.POST, saved))
    return render(request, "imports/run.html", context, status=CONFLICT)


def _check_corrected(request, run, saved):
    if not saved.touched:
        if "go" not in request.POST:
            messages.info(request, _("There was nothing to save."))
        return
    jobs.recheck(run, request.user)
    n = len(saved.touched)
    words = ngettext("%(n)s row corrected.", "%(n)s rows corrected.", n) % {"n": number(n)}
    if saved.is_beside_others:
        words += " " + _("Somebody else corrected other cells meanwhile; both are kept.")
    messages.success(request, words)


def _not_yet(run, saved):
    """Why nothing is made yet, or ""."""
    refused = run.rows.filter(fate=ImportRow.Fate.REFUSE)
    if jobs.is_busy(run):
        return _("Your corrections are being checked. Look at the rows once more, then import them.")
    if saved and refused.filter(sheet=saved.place, number__in=saved.touched).exists():
        return _("Nothing was imported yet: a row that you changed is refused. See why beneath its cells.")
    kind = pasted_kind(run)
    if kind and kind.pasted.is_whole and run.state != ImportRun.State.DONE and refused.exists():
        return _(
            "Nothing was created yet: there is still something to choose. Correct each refused row, or leave it out."
        )
    return ""


def _confirmed(request, run):
    """After the import: on to where its kind leads, or the page of what was done."""
    if run.state == ImportRun.State.CHECKED and not jobs.is_busy(run):
        words = _(
            "Something changed here meanwhile, so nothing was imported yet. Look at the rows once more."
        )
        messages.warning(request, words)
    kind = pasted_kind(run)
    if kind and run.state == ImportRun.State.DONE:
        words, address = kind.pasted.done(run)
        messages.success(request, words)
        _say_what_is_left(request, run)
        return redirect(address)
    return redirect("import_run", run.pk)


def _say_what_is_left(request, run):
    """Refused rows are not among what was made: where they are found."""
    n = run.rows.filter(fate=ImportRow.Fate.REFUSE).count()
    if n:
        words = ngettext("%(n)s row was refused and left out.", "%(n)s rows were refused and left out.", n)
        address = reverse("import_run", args=[run.pk]) + "?rows=refuse"
        link = format_html('{} <a href="{}">{}</a>', words % {"n": number(n)}, address, _("Look at them"))
        messages.warning(request, link)


def _page(run, **context):
    kind = pasted_kind(run)
    nav = kind.pasted.nav if kind else "imports"
    own = {"nav": nav, "pasted": kind, "has_columns": has_columns(run)}
    own["can_be_taken_out"] = confirming.can_be_taken_out(run)
    return {"run": run, "partnership": run.partnership, **own, **context}
