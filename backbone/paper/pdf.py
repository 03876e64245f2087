"""Documents as PDF: tagged, with our own fonts, and nothing fetched from anywhere.

    html = pdf.compose("meetings/minutes_pdf.html", {"minutes": minutes}, partnership)
    sha256 = …                      # of what was frozen
    html = pdf.stamp(html, pdf.Control(...))
    content = pdf.render(html)      # in a Celery task

`compose` renders in the partnership's language; its template extends "pdf/base.html". `stamp` puts the
version and the control block in, which are known only once the content is frozen and hashed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import segno
from django.template.loader import render_to_string
from django.utils import timezone, translation

from backbone.pages.partnership_colour import initials, tones
from backbone.time import dates
from backbone.time.days import today_of

VERSION_MARK = 'data-version=""'
CONTROL_MARK = "<!--control-->"


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
    def qr(self) -> str:
        """The address of the verify page as a QR code."""
        return segno.make(self.verify_url, error="m", micro=False).svg_data_uri(border=0, dark="#1c2430")


def compose(template: str, context: dict, partnership: Any, zone: ZoneInfo | None = None, **also: Any) -> str:
    """The HTML of a document in the partnership's language, time zone and colour, not yet stamped."""
    with translation.override(partnership.language), timezone.override(zone or partnership.zone):
        page = {
            "partnership": partnership,
            "language": partnership.language,
            "initials": initials(partnership.name),
            "colour": tones(partnership.hue),
            "today": today_of(partnership),
        }
        return render_to_string(template, page | context | also)


def stamp(html: str, control: Control, language: str | None = None) -> str:
    """The composed HTML with its version in the running head and its control block at the end."""
    with translation.override(language or translation.get_language()):
        context = {"control": control, "issued": dates.long(control.issued_on)}
        version = f'data-version=" · {render_to_string("pdf/version.html", context).strip()}"'
        block = render_to_string("pdf/control.html", context)
    return html.replace(VERSION_MARK, version).replace(CONTROL_MARK, block)


def render(html: str) -> bytes | None:
    """The PDF of a composed document as bytes."""
    from backbone.paper import pdf_renderer  # WeasyPrint weighs 24 MB; most processes never make a PDF

    return pdf_renderer.render(html)
