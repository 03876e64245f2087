"""The pages to sign for Word: an office puts its own lines in, and a screen reader finds its way."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from partnerships.letters.docx_letter import name_file, set_page, shape
from partnerships.letters.docx_text import put

if TYPE_CHECKING:
    from partnerships.models import Partnership

SIZES = {"Normal": (11, 6), "Title": (20, 6), "Heading 1": (15, 6)}
LABELS, ROOM = Mm(58), Mm(106)
# The last line is signed by hand.
LINE, SIGNATURE = Mm(9), Mm(24)


def write(contents: dict[str, Any], partnership: Partnership) -> bytes:
    """The DOCX of what `counterparts.contents` found, in the language that is active."""
    document = Document()
    set_page(document)
    for name, (size, below) in SIZES.items():
        shape(document.styles[name], size, below)
    name_file(document, partnership, _("Page to sign"), contents["issued_on"])
    for place, page in enumerate(contents["pages"]):
        _put_page(document, page.name, contents, partnership, is_first=place == 0)
    if not contents["pages"]:
        put(document.add_paragraph(style="Heading 1"), contents["version"].document.title)
        put(document.add_paragraph(), _("This version names no partners."))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _put_page(document, name, contents, partnership, *, is_first):
    version = contents["version"]
    above = document.add_paragraph()
    above.paragraph_format.page_break_before = not is_first
    put(above, partnership.name)
    put(document.add_paragraph(style="Heading 1"), version.document.title)
    put(document.add_paragraph(), _which(contents))
    for label, words in _facts(contents):
        line = document.add_paragraph()
        put(line, f"{label}: ").bold = True
        put(line, words)
    accepts = document.add_paragraph()
    accepts.paragraph_format.space_before = Pt(18)
    words = _("%(partner)s accepts version %(n)s.") % {"partner": name, "n": version.number}
    put(accepts, words).bold = True
    _put_lines(document)
    put(
        document.add_paragraph(),
        _("With a remark, say what it counts as: a note, how you read the agreement, or a condition."),
    )


def _which(contents):
    issued = _("Version %(n)s, issued on %(issued)s.") % {
        "n": contents["version"].number,
        "issued": contents["issued"],
    }
    binding = (
        _("Meant to be legally binding.")
        if contents["binding"]
        else _("Not a contract; it outlives changes of people and managers.")
    )
    return f"{issued} {binding}"


def _facts(contents):
    more = contents["more"]
    beside = [ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more}] if more else []
    yield _("Between"), ", ".join([*contents["parties"], *beside])
    yield _("Content, SHA-256"), contents["version"].sha256
    yield _("Check a copy"), contents["verify_url"]


def _put_lines(document):
    labels = [
        _("Name"),
        _("Office"),
        _("Place and date"),
        _("Number and day of the decision, if there is one"),
        _("Remark, if there is one"),
        _("Signature"),
    ]
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for label in labels:
        row = table.add_row()
        row.height = SIGNATURE if label == labels[-1] else LINE
        # Nobody signs half a line.
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, (LABELS, ROOM), strict=True):
            cell.width = width
        put(row.cells[0].paragraphs[0], label)
    table._tbl.tblPr.find(qn("w:tblLook")).set(qn("w:firstColumn"), "1")
