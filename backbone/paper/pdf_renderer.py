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
from backbone.paper import direction, embedded_fonts, identified, scripts, structure

STYLES = settings.BASE_DIR / "static/css/pdf"
# In this order: of two rules for one element that weigh the same, the later one wins.
PARTS = ("page", "text", "blocks", "tables", "marks", "control", "plan", "letter", "one_page")


class OwnFetcher(URLFetcher):
    """Fetches `data:` and our own `app:` addresses; anything else stops the document."""

    def __init__(self):
        super().__init__(allowed_protocols={"data", "app"}, fail_on_errors=True)

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Our own files by name, `data:` addresses by themselves."""
        if not url.startswith("app:"):
            return super().fetch(url, headers)
        return URLFetcherResponse(url, _file_at(unquote(url)).read_bytes(), {"Content-Type": "font/ttf"})


def _file_at(address):
    more = {one.address: one for one in scripts.SCRIPTS if one.wheel}
    return more[address].file if address in more else fonts.file_of(fonts.IN_PDFS[address])


def render(html: str) -> bytes | None:
    """The PDF of a whole page as bytes."""
    document = HTML(string=html, url_fetcher=OwnFetcher(), base_url="app:")
    direction.resolve(document.etree_element)
    return document.write_pdf(
        finisher=_finish,
        stylesheets=[_stylesheet(), *_of_scripts(html)],
        font_config=_fonts(),
        pdf_variant=identified.VARIANT,
        full_fonts=False,
    )


def _finish(document, pdf):
    structure.put_right(document, pdf)
    embedded_fonts.make_small(pdf)
    identified.add_second(pdf)
    embedded_fonts.log_missing(document)


def _of_scripts(html):
    """The fonts of what Source Sans 3 does not hold, where the page has any of it."""
    found = scripts.scripts_in(html)
    return [_css(scripts.stylesheet(found))] if found else []


@lru_cache(maxsize=1)
def _fonts():
    return FontConfiguration()


@lru_cache(maxsize=1)
def _stylesheet():
    return _css(stylesheet())


def _css(text):
    return CSS(string=text, font_config=_fonts(), url_fetcher=OwnFetcher(), base_url="app:")


def stylesheet() -> str:
    """The style of every document, its parts in their order."""
    return "\n".join((STYLES / f"{part}.css").read_text() for part in PARTS)
