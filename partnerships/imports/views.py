"""Bringing in tables: send files, look at the columns, look at the rows, confirm."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.pages.form_pages import status_of
from backbone.pages.htmx import is_fragment, render_page
from backbone.tables.spreadsheets import XLSX
from partnerships.access import get_partnership
from partnerships.imports import choosing, correction_workbook, jobs, showing
from partnerships.imports.access import get_import
from partnerships.imports.forms import UploadForm
from partnerships.imports.models import ImportRow, ImportRun
from partnerships.imports.reading import begin, kinds

FORM = ["GET", "HEAD", "POST"]
EARLIER = 10


@require_http_methods(FORM)
def imports(request, slug):
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
        "kinds": kinds().values(),
        "nav": "imports",
    }
    return render(request, "imports/upload.html", context, status=status_of(form))


@require_http_methods(FORM)
def import_sheets(request, pk):
    """What each sheet was taken for, to correct before its rows are checked."""
    run = get_import(request.user, pk)
    if run.state == ImportRun.State.DONE or jobs.is_busy(run):
        return redirect("import_run", run.pk)
    forms = choosing.forms_for(run, request.POST if request.method == "POST" else None)
    if request.method == "POST" and choosing.are_valid(forms):
        if choosing.take_over(run, forms, again=request.POST.get("again")):
            messages.info(request, _("Columns were guessed once more: look at them before you go on."))
        elif not any(said.get("kind") for said in run.sheets):
            messages.error(request, _("Every sheet is left out. Say of at least one what it holds."))
        else:
            jobs.check(run, request.user)
            return redirect("import_run", run.pk)
        return redirect("import_sheets", run.pk)
    return render(request, "imports/sheets.html", _page(run, forms=forms))


@require_safe
def import_run(request, pk):
    """Row by row what will be made, what is already here, what is refused and why; afterwards, what was done."""
    run = get_import(request.user, pk)
    if jobs.is_busy(run):
        return render_page(request, "imports/busy.html", _page(run), partial="progress")
    if is_fragment(request):
        # The page that waited for a large import now shows what came of it.
        return HttpResponse(headers={"HX-Refresh": "true"})
    if run.state == ImportRun.State.READ:
        return redirect("import_sheets", run.pk)
    return render(request, "imports/run.html", _page(run, **showing.page(run, request.GET)))


@require_POST
def import_confirmation(request, pk):
    """Make everything the preview shows, in one transaction."""
    run = jobs.confirm(get_import(request.user, pk), request.user)
    if run.state == ImportRun.State.CHECKED and not jobs.is_busy(run):
        words = _(
            "Something changed here meanwhile, so nothing was imported yet. Look at the rows once more."
        )
        messages.warning(request, words)
    return redirect("import_run", run.pk)


@require_safe
def import_refused(request, pk):
    """The refused rows with their reasons, as a spreadsheet."""
    run = get_import(request.user, pk)
    if not run.rows.filter(fate=ImportRow.Fate.REFUSE).exists():
        raise Http404
    response = HttpResponse(correction_workbook.workbook(run), content_type=XLSX)
    words = _("Refused rows")
    name = f"{words} {run.partnership.slug} {run.pk}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _page(run, **context):
    return {"run": run, "partnership": run.partnership, "nav": "imports", **context}
