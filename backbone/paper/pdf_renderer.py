"""HTML into PDF with WeasyPrint: tagged, our own fonts, nothing fetched. Its other side is backbone.paper.pdf."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from backbone import fonts
from backbone.paper import structure

STYLES = settings.BASE_DIR / "static/css/pdf"
# In this order: of two rules for one element that weigh the same, the later one wins.
PARTS = ("page", "text", "blocks", "tables", "marks", "control", "plan")


class OwnFetcher(URLFetcher):
    """Fetches `data:` and our own `app:` addresses; anything else stops the document."""

    def __init__(self):
        super().__init__(allowed_protocols={"data", "app"}, fail_on_errors=True)

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Our own files by name, `data:` addresses by themselves."""
        if not url.startswith("app:"):
            return super().fetch(url, headers)
        path = fonts.file_of(fonts.IN_PDFS[unquote(url)])
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})


def render(html: str) -> bytes | None:
    """The PDF of a whole page as bytes."""
    document = HTML(string=html, url_fetcher=OwnFetcher(), base_url="app:")
    return document.write_pdf(
        finisher=structure.put_right,
        stylesheets=[_stylesheet()],
        font_config=_fonts(),
        pdf_variant="pdf/ua-1",
        full_fonts=False,
    )


@lru_cache(maxsize=1)
def _fonts():
    return FontConfiguration()


@lru_cache(maxsize=1)
def _stylesheet():
    return CSS(string=stylesheet(), font_config=_fonts(), url_fetcher=OwnFetcher(), base_url="app:")


def stylesheet() -> str:
    """The style of every document, its parts in their order."""
    return "\n".join((STYLES / f"{part}.css").read_text() for part in PARTS)
