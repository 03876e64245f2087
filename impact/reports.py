"""Reports: found in the records, frozen, and issued as a document with every figure's source."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation

from backbone.paper import pdf
from backbone.paper.charts import Line
from impact import sheets
from impact.findings import Findings, find
from impact.models import Report
from partnerships.documents.models import Document, Version
from partnerships.documents.versions import document_for, issue

if TYPE_CHECKING:
    from backbone.accounts.models import Person

# So many charts stand on the document's pages; all measures stand in its table.
MOST_CHARTS = 4
# So many rows of each list stand on the page; the document has all.
MOST_ROWS, MOST_SOURCES = 40, 100
NOTES = ("notes", "all")


def gather(report: Report) -> Findings:
    """What the records say over the report's period, with its sheet, in the partnership's language."""
    findings = find(report)
    with translation.override(report.partnership.language):
        findings.sheet = sheets.sheet_of(findings)
    return findings


@transaction.atomic
def request_report(form_report: Report, by: Person) -> Report:
    """Save a new report over a period and issue its first version; Celery makes the PDF."""
    findings = gather(form_report)
    document = document_for(form_report.partnership, Document.Kind.REPORT, findings.sheet["name"])
    form_report.document = document
    form_report.asked_by = by
    form_report.save()
    _issue(form_report, findings, by)
    return form_report


@transaction.atomic
def issue_report(report: Report, by: Person, reason: str = "") -> Version:
    """Freeze what the records say now as the report's next version, called what it is now: ROI or results."""
    findings = gather(report)
    report.document.title = findings.sheet["name"]
    report.document.save(update_fields=["title"])
    return _issue(report, findings, by, reason)


def charts_of(sheet: dict, hue: int) -> dict:
    """`charts`: (measure, its chart) for the first of a sheet's measures; `more_charts`: the names of the others."""
    drawn = [row for row in sheet["measures"] if row.get("course")]
    return {
        "charts": [(row, _chart(row["course"], hue)) for row in drawn[:MOST_CHARTS]],
        "more_charts": [row["name"] for row in drawn[MOST_CHARTS:]],
    }


def frozen_sheet(version: Version | None) -> dict | None:
    """What an issued version says; None for one that was issued before versions kept it."""
    return version.data.get("sheet") if version else None


def page_of(sheet: dict, hue: int) -> dict:
    """What a page shows of a sheet: its charts, and the first MOST_ROWS of each of its lists; `is_short` when not all."""
    short = _first({name: part for name, part in sheet.items() if name != "sources"})
    charts = charts_of(sheet, hue)
    charts = {
        "charts": [(_first(row), chart) for row, chart in charts["charts"]],
        "more_charts": _first(charts["more_charts"]),
    }
    noted = _noted(short) | _noted([row for row, _chart in charts["charts"]])
    if "sources" in sheet:
        sources = [one for one in sheet["sources"] if one["number"] in noted]
        short["sources"] = sources[:MOST_SOURCES]
    return {"sheet": short, **charts, "is_short": short != sheet}


def _first(part):
    if isinstance(part, dict):
        # The numbers of its sources stay whole, as the sum that they are of.
        return {name: value if name in NOTES else _first(value) for name, value in part.items()}
    return [_first(one) for one in part[:MOST_ROWS]] if isinstance(part, list) else part


def _noted(part):
    """The numbers of the sources that anything in this part of a sheet names."""
    if isinstance(part, list):
        return set().union(*map(_noted, part))
    if not isinstance(part, dict):
        return set()
    own = {note for name in NOTES for note in part.get(name, ())}
    return own.union(*(_noted(value) for value in part.values()))


def _issue(report, findings, by, reason=""):
    with translation.override(report.partnership.language):
        html = pdf.compose("impact/pdf/report.html", _page(findings), report.partnership)
    return issue(report.document, data=_frozen(findings), html=html, by=by, reason=reason)


def _page(findings):
    return {
        "sheet": findings.sheet,
        "title": findings.title,
        "kicker": f"{findings.kind} · {findings.period}",
        "lead": findings.lead,
        **charts_of(findings.sheet, findings.report.partnership.hue),
    }


def _chart(course, hue):
    points = [(label, _exact(value)) for label, value in course["points"]]
    levels = {name: _exact(course[name]) for name in ("target", "baseline")}
    return Line(course["title"], points, unit=course["unit"], hue=hue, **levels)


def _exact(value):
    return None if value is None else Decimal(value)


def _frozen(findings):
    """What is kept as JSON: the sheet, and the exact values behind it by the keys of their rows."""
    return {
        "period": [findings.report.start, findings.report.end],
        "sheet": findings.sheet,
        "figures": [
            {"indicator": s.indicator.pk, "measurements": [[m.pk, m.value] for m in s.measurements]}
            for s in findings.series
        ],
        "given": [
            {"partner": row.partner.pk, "contributions": [[c.contribution.pk, c.value] for c in row.counted]}
            for row in findings.given
        ],
        "meeting_hours": findings.hours.total,
        "inputs": findings.inputs,
        "present_value": findings.result and findings.result.present_value,
        "ratio": findings.result and [findings.result.low, findings.result.ratio, findings.result.high],
        "missing": findings.missing,
    }
