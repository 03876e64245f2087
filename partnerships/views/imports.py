"""Bringing in tables: send files, look at the columns, look at the rows, confirm."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.htmx import render_page
from backbone.spreadsheets import XLSX
from partnerships.access import get_import, get_partnership
from partnerships.imports import checking, choosing, confirming, refused, showing
from partnerships.imports.forms import UploadForm
from partnerships.imports.reading import begin, kinds
from partnerships.models import ImportRow, ImportRun

FORM = ["GET", "HEAD", "POST"]
ROWS_A_PAGE = 50
EARLIER = 10


@login_required
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
    context = {"partnership": partnership, "form": form, "runs": runs, "kinds": kinds().values(), "nav": "imports"}
    return render(request, "imports/upload.html", context)


@login_required
@require_http_methods(FORM)
def import_sheets(request, pk):
    """What each sheet was taken for, to correct before its rows are checked."""
    run = get_import(request.user, pk)
    if run.state == ImportRun.State.DONE:
        return redirect("import_run", run.pk)
    forms = choosing.forms_for(run, request.POST if request.method == "POST" else None)
    if request.method == "POST" and all([form.is_valid() for form in forms]):
        turned = choosing.take_over(run, forms)
        if not turned and _check(request, run):
            return redirect("import_run", run.pk)
        for name in turned:
            words = _("The columns of “%(sheet)s” were guessed once more: look at them before you go on.")
            messages.info(request, words % {"sheet": name})
        return redirect("import_sheets", run.pk)
    return render(request, "imports/sheets.html", _page(run, forms=forms))


@login_required
@require_safe
def import_run(request, pk):
    """Row by row what will be made, what is already here, what is refused and why; afterwards, what was done."""
    run = get_import(request.user, pk)
    if run.state == ImportRun.State.READ:
        return redirect("import_sheets", run.pk)
    sheets = showing.sheets(run)
    place, fate = _chosen(request, sheets)
    rows = run.rows.filter(sheet=place, **({"fate": fate} if fate else {}))
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    said = run.sheets[place] if sheets else {"headings": [], "columns": {}}
    context = _page(run, sheets=sheets, place=place, fate=fate, fates=ImportRow.Fate, page_obj=page)
    context |= {"headings": showing.headings(said), "rows": [showing.shown(row, said) for row in page], **_totals(sheets)}
    context["things"] = showing.things(run.counts or showing.planned(run))
    context |= {"links": showing.links(run), "current": next((s for s in sheets if s.place == place), None)}
    return render_page(request, "imports/run.html", context, partial="rows")


@login_required
@require_POST
def import_confirmation(request, pk):
    """Make everything the preview shows, in one transaction."""
    run = confirming.confirm(get_import(request.user, pk), request.user)
    if run.state == ImportRun.State.DONE:
        messages.success(request, _("Imported: %(things)s.") % {"things": ", ".join(showing.things(run.counts)) or _("nothing new")})
    elif run.state == ImportRun.State.CHECKED:
        messages.warning(request, _("Something changed here meanwhile, so nothing was imported yet. Look at the rows once more."))
    return redirect("import_run", run.pk)


@login_required
@require_safe
def import_refused(request, pk):
    """The refused rows with their reasons, as a spreadsheet."""
    run = get_import(request.user, pk)
    if not run.rows.filter(fate=ImportRow.Fate.REFUSE).exists():
        raise Http404
    response = HttpResponse(refused.workbook(run), content_type=XLSX)
    name = f"{_('Refused rows')} {run.partnership.slug} {run.pk}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _page(run, **context):
    return {"run": run, "partnership": run.partnership, "nav": "imports", **context}


def _check(request, run):
    if not any(said.get("kind") for said in run.sheets):
        messages.error(request, _("Every sheet is left out. Say of at least one what it holds."))
        return False
    checking.check(run)
    return True


def _chosen(request, sheets):
    """The sheet and the fate that are looked at."""
    places = [sheet.place for sheet in sheets]
    wanted = request.GET.get("sheet", "")
    place = int(wanted) if wanted.isascii() and wanted.isdigit() and int(wanted) in places else (places or [0])[0]
    fate = request.GET.get("rows", "")
    return place, fate if fate in ImportRow.Fate.values else ""


def _totals(sheets):
    return {name: sum(getattr(sheet, name) for sheet in sheets) for name in ("new", "here", "refused", "total")}
