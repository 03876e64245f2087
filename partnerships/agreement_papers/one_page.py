"""A partner's own part on one A4 page: where it has more to say than a page holds, the page says where the rest is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.defaultfilters import truncatechars
from django.urls import reverse

from backbone.paper import apart, pdf

if TYPE_CHECKING:
    from partnerships.agreement_papers.lines import Part
    from partnerships.models import Partner

# Lines of one part, and letters of one line: each is tried until all of it fits.
STEPS = ((40, 600), (12, 300), (7, 160), (4, 90), (2, 50))


def fitting(partner: Partner, parts: list[Part], title: str) -> bytes:
    """The PDF with as many lines as a page holds, in the language that is active."""
    content = b""
    for most, longest in STEPS:
        content = apart.render(_page(partner, [_short(one, most, longest) for one in parts], title))
        if _pages(content) == 1:
            break
    return content


def _page(partner, parts, title):
    partnership = partner.partnership
    page = {
        "title": title,
        "kicker": partnership.name,
        "lead": str(partner),
        "parts": parts,
        "address": f"{settings.BASE_URL}{reverse('own_part', args=[partner.pk])}",
        "has_more": any(one.more or _is_cut(one) for one in parts),
    }
    return pdf.compose("agreement_papers/part_pdf.html", page, partnership)


def _pages(content: bytes) -> int:
    import pypdfium2  # most processes never read a PDF

    return len(pypdfium2.PdfDocument(content))


def _short(part: Part, most: int, longest: int) -> Part:
    """A part with fewer and shorter lines, which counts what is left out."""
    lines = [(truncatechars(lead, longest), truncatechars(words, longest)) for lead, words in part.lines]
    return replace(part, lines=lines[:most], more=part.more + max(len(lines) - most, 0))


def _is_cut(part):
    return any(text.endswith("…") for line in part.lines for text in line)
