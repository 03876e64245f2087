"""A letter as a file: a tagged PDF, or a DOCX that an office edits; a page or two, made while whoever wants it waits."""

from __future__ import annotations

from django.utils.safestring import mark_safe

from backbone.pages import markup
from backbone.paper import pdf
from partnerships.letters.letter import Letter, letterhead


def as_pdf(letter: Letter) -> bytes:
    """The PDF of a letter on its partnership's letterhead."""
    return pdf.render(composed(letter)) or b""


def as_docx(letter: Letter) -> bytes:
    """The DOCX of a letter on its partnership's letterhead."""
    from partnerships.letters import docx_letter  # it loads lxml; most processes never write a letter

    return docx_letter.write(letter)


def composed(letter: Letter) -> str:
    """The HTML of its PDF, for a file job to set: who waits is given a page or two, and no more."""
    context = {
        "title": letter.title,
        "letter": letter,
        "letterhead": letterhead(letter.partnership),
        "body": _below_the_subject(markup.to_html(letter.body)),
    }
    return pdf.compose("letters/letter_pdf.html", context, letter.partnership, language=letter.spoken)


def _below_the_subject(html):
    """The subject is the first level: the headings below it leave no level out, as PDF/UA demands."""
    for found, level in (("h3", "h2"), ("h4", "h3")):
        html = html.replace(f"<{found}", f"<{level}").replace(f"</{found}>", f"</{level}>")
    return mark_safe(html)
