"""Documents as PDF: tagged, with our own fonts, and nothing fetched from anywhere.

    html = pdf.compose("meetings/minutes_pdf.html", {"minutes": minutes}, partnership)
    sha256 = …                      # of what was frozen
    html = pdf.stamp(html, pdf.Control(...))
    content = pdf.render(html)      # in a Celery task

`compose` renders in the partnership's language; its template extends "pdf/base.html". `stamp` puts the
version and the control block in, which are known only once the content is frozen and hashed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import segno
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import escape

from backbone.numbers import NO_BREAK
from backbone.pages.partnership_colour import initials, tones
from backbone.time import dates

VERSION_MARK = 'data-version=""'
# A document without a day of its own (minutes have one) shows the day of its version.
DAY_MARK = 'data-date=""'
CONTROL_MARK = "<!--control-->"
WHOLE_DATE = re.compile(r"\d{1,2} [^\W\d]+ \d{4}")


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


def compose(
    template: str,
    context: dict,
    partnership: Any,
    zone: ZoneInfo | None = None,
    language: str = "",
    **also: Any,
) -> str:
    """The HTML of a document in the partnership's time zone and colour, not yet stamped; in its language or another."""
    language = language or partnership.language
    with translation.override(language), timezone.override(zone or partnership.zone):
        page = {
            "partnership": partnership,
            "language": language,
            "initials": initials(partnership.name),
            "logo": partnership.logo_data,
            "colour": tones(partnership.hue),
            "heading": _with_whole_dates(context.get("title", "")),
        }
        return render_to_string(template, page | context | also)


def stamp(html: str, control: Control, language: str | None = None) -> str:
    """The composed HTML with its version in the running head and its control block at the end."""
    with translation.override(language or translation.get_language()):
        context = {"control": control, "issued": dates.long(control.issued_on)}
        version = f'data-version=" · {render_to_string("pdf/version.html", context).strip()}"'
        block = render_to_string("pdf/control.html", context)
    html = html.replace(DAY_MARK, f'data-date="{context["issued"]}"')
    return html.replace(VERSION_MARK, version).replace(CONTROL_MARK, block)


def mark(html: str, words: str) -> str:
    """The composed HTML with words in its running head, where a document that is issued has its version."""
    return html.replace(VERSION_MARK, f'data-version=" · {escape(words)}"')


def _with_whole_dates(title):
    """The title with its dates in one piece: a line ends before or behind "25 November 2026"."""
    return WHOLE_DATE.sub(lambda found: found[0].replace(" ", NO_BREAK), title)


def render(html: str) -> bytes | None:
    """The PDF of a composed document as bytes."""
    from backbone.paper import pdf_renderer  # WeasyPrint weighs 24 MB; most processes never make a PDF

    return pdf_renderer.render(html)
