"""Reports: what leadership comes for once a quarter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import show_form
from backbone.typed_text import clean_text
from impact.access import get_report
from impact.findings import period_words
from impact.forms import ReportForm
from impact.models import Report
from impact.reports import MOST_ROWS, frozen_sheet, issue_report, page_of, request_report
from partnerships.access import get_partnership
from partnerships.models import Partnership


@require_safe
def reports(request: Any) -> HttpResponse:
    """The partnerships for which the person may ask for a report, and those that were made."""
    readable = Partnership.objects.reportable_by(request.user).order_by("sort_name", "pk")
    rows = Report.objects.filter(partnership__in=readable)
    rows = rows.select_related("partnership", "document", "asked_by")
    context = {
        "reports": first_rows(rows, request.GET, "page"),
        "askable": first_rows(readable.open(), request.GET, "ask"),
    }
    return render(request, "impact/reports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report_new(request: Any, slug: str) -> HttpResponse | None:
    """Ask for an ROI report over a period; what will be missing from it is said before."""
    partnership = get_partnership(request.user, slug, "make_report")
    row = Report(partnership=partnership)
    form = ReportForm(
        request.POST or None, instance=row, partnership=partnership, initial=ReportForm.proposed(partnership)
    )
    if request.method == "POST" and form.is_valid():
        made = request_report(form.save(commit=False), request.user)
        messages.success(request, _("The report is being created. You can leave this page and come back."))
        return redirect("report", made.pk)
    page = {
        "title": _("Make an ROI report"),
        "kicker": _("Impact"),
        "lead": _(
            "The figures recorded for this period, with their sources. A return is calculated only when nothing needed for it is missing; otherwise you get a results report that says what is."
        ),
        "submit": _("Make the report"),
        "back": reverse("impact", args=[slug]),
        "nav": "impact",
    }
    return show_form(request, form, partnership, **page)


@require_safe
def report(request: Any, pk: int) -> HttpResponse | None:
    """A report as it was issued last, each figure with its row; while its PDF is made, the page says how far it is."""
    row = get_report(request.user, pk)
    versions = list(row.document.versions.select_related("file", "issued_by"))
    shown = _shown(versions, request.GET.get("version", ""))
    context = {
        "partnership": row.partnership,
        "nav": "impact",
        "report": row,
        "versions": versions,
        "version": shown,
        "period": period_words(row.start, row.end),
        "body": _body(frozen_sheet(shown), row.partnership.hue),
    }
    return render(request, "impact/report.html", context)


def _shown(versions, number):
    """The version of that number, or the latest."""
    asked = [version for version in versions if str(version.number) == number]
    return next(iter([*asked, *versions]), None)


def _body(sheet, hue):
    """What was issued, in the language in which it was; nothing for a version that did not keep it."""
    if sheet is None:
        return None
    with translation.override(sheet["language"]):
        page = page_of(sheet, hue)
        words = render_to_string("impact/report_body.html", page)
    own = {"language": sheet["language"], "kind": sheet["kind"]}
    return {**own, "words": words, "most": MOST_ROWS if page["is_short"] else None}


@require_POST
def report_version(request: Any, pk: int) -> HttpResponse:
    """Make the report again from what the records say now, as its next version."""
    row = get_report(request.user, pk)
    issue_report(row, request.user, reason=clean_text(request.POST.get("reason", ""))[:300])
    messages.success(request, _("A new version is being created."))
    return redirect("report", row.pk)
