"""The minutes' and the report's PDF against bare WeasyPrint on the same HTML."""

import statistics
import time

from weasyprint import CSS, HTML

from backbone.paper import pdf, pdf_renderer
from bench.results import row
from partnerships.documents.models import Version
from partnerships.documents.versions import version_page

TIMES = 5


def measure():
    """A row for each document: how many times as long as bare WeasyPrint."""
    latest = Version.objects.order_by("document__kind", "-pk").distinct("document__kind")
    wanted = latest.filter(document__kind__in=["minutes", "report"])
    return [
        row(f"PDF of the {version.document.kind}, against bare WeasyPrint", _ratio(version), "×")
        for version in wanted.select_related("document")
    ]


def _ratio(version):
    html = version_page(version)
    return _median(lambda: _ours(version.pk)) / _median(lambda: _bare(html))


def _ours(pk):
    """All that the Celery job does: read what was frozen, stamp it, render it."""
    version = Version.objects.select_related("document", "partnership", "issued_by").get(pk=pk)
    pdf.render(version_page(version))


def _bare(html):
    """WeasyPrint as its manual shows it: no shared fonts, no tags for screen readers."""
    css = CSS(string=pdf_renderer.stylesheet(), base_url="app:", url_fetcher=pdf_renderer.OwnFetcher())
    HTML(string=html, url_fetcher=pdf_renderer.OwnFetcher(), base_url="app:").write_pdf(stylesheets=[css])


def _median(work):
    work()
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)
