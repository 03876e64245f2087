"""Documents as PDF: tagged, with our own fonts, and nothing fetched from anywhere.

    html = pdf.compose("meetings/minutes_pdf.html", {"minutes": minutes}, partnership)
    sha256 = …                      # of what was frozen
    html = pdf.stamp(html, pdf.Control(...))
    content = pdf.render(html)      # in a Celery task

`compose` renders in the partnership's language; its template extends "pdf/base.html". `stamp` puts the
version and the control block in, which are known only once the content is frozen and hashed.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import unquote

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from backbone import dates
from backbone.assets import font_file
from backbone.identity import initials, tones

VERSION_MARK = 'data-version=""'
CONTROL_MARK = "<!--control-->"
OURS = {
    "app:font/regular": (font_file("SourceSans3[wght].ttf"), "font/ttf"),
    "app:font/italic": (font_file("SourceSans3-Italic[wght].ttf"), "font/ttf"),
}


@dataclass(frozen=True)
class Control:
    """What the last block of a document says about this copy."""

    version: int
    issued_on: date
    issued_by: str
    status: str
    sha256: str
    verify_url: str

    @property
    def qr(self):
        """The address of the verify page as a QR code."""
        return segno.make(self.verify_url, error="m", micro=False).svg_data_uri(border=0, dark="#1c2430")


class OwnFetcher(URLFetcher):
    """Fetches `data:` and our own `app:` addresses; anything else stops the document."""

    def __init__(self):
        super().__init__(allowed_protocols={"data", "app"}, fail_on_errors=True)

    def fetch(self, url, headers=None):
        """Our own files by name, `data:` addresses by themselves."""
        if not url.startswith("app:"):
            return super().fetch(url, headers)
        path, kind = OURS[unquote(url)]
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


def compose(template, context, partnership, **also):
    """The HTML of a document in the partnership's language, in its colour, not yet stamped."""
    with translation.override(partnership.language):
        page = {
            "partnership": partnership,
            "language": partnership.language,
            "initials": initials(partnership.name),
            "colour": tones(partnership.hue),
            "today": date.today(),
        }
        return render_to_string(template, page | context | also)


def stamp(html, control, language=None):
    """The composed HTML with its version in the running head and its control block at the end."""
    with translation.override(language or translation.get_language()):
        context = {"control": control, "issued": dates.long(control.issued_on)}
        version = f'data-version=" · {render_to_string("pdf/version.html", context).strip()}"'
        block = render_to_string("pdf/control.html", context)
    return html.replace(VERSION_MARK, version).replace(CONTROL_MARK, block)


def render(html):
    """The PDF of a composed document as bytes."""
    document = HTML(string=html, url_fetcher=OwnFetcher(), base_url="app:")
    return document.write_pdf(
        stylesheets=[_stylesheet()], font_config=_fonts(), pdf_variant="pdf/ua-1", full_fonts=False
    )


@lru_cache(maxsize=1)
def _fonts():
    return FontConfiguration()


@lru_cache(maxsize=1)
def _stylesheet():
    path = settings.BASE_DIR / "static/css/pdf.css"
    return CSS(string=path.read_text(), font_config=_fonts(), url_fetcher=OwnFetcher(), base_url="app:")
