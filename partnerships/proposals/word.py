"""The agreement for Word: real headings with their numbers, a header that says which state it is, a mark for each clause.

The mark is a bookmark around the heading: Word and LibreOffice keep it whatever is written around it. It goes with a
heading that somebody types anew in Word; the content control around the words, whose tag says the same, stays then.
LibreOffice drops tags and keeps bookmarks. No file of somebody is ever the pattern of another.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from backbone.time import dates
from backbone.time.days import day_of
from backbone.typed_text import one_line
from partnerships.agreements.kinds import template_of
from partnerships.agreements.models import Clause
from partnerships.letters.docx_letter import FONT, INK, LANGUAGES
from partnerships.letters.docx_text import add_body, put

if TYPE_CHECKING:
    from partnerships.proposals.base import Base

SIZES = {"Normal": 11, "Title": 20, "Heading 1": 15, "Heading 2": 12, "Heading 3": 11, "Heading 4": 11}
NUMBERED = ("%1.", "%1.%2")


def write(base: Base) -> bytes:
    """The DOCX of one state of the agreement, in the partnership's language."""
    document = Document()
    with translation.override(base.agreement.partnership.language):
        _set_up(document, base)
        _put_front(document, base)
        _put_clauses(document, base)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def front(base: Base) -> list[str]:
    """The lines above the first clause, in the language of now."""
    return [str(base.agreement.partnership), str(template_of(base.agreement).title), state_of(base)]


def header(base: Base) -> str:
    """What runs above each page."""
    return " · ".join(map(one_line, front(base)))


def state_of(base: Base) -> str:
    """`Version 2`, or `Draft of 28 November 2026`."""
    if base.version:
        return _("Version %(n)s") % {"n": base.version}
    return _("Draft of %(day)s") % {"day": dates.long(day_of(base.at, base.agreement.partnership.zone))}


def file_name(base: Base) -> str:
    """What the file is called."""
    with translation.override(base.agreement.partnership.language):
        name, title, state = front(base)
    return f"{one_line(name)[:80]} - {title} - {state}.docx"


def _set_up(document, base):
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(26), Mm(20)
    page.top_margin, page.bottom_margin = Mm(24), Mm(24)
    for name, size in SIZES.items():
        _shape(document.styles[name], size)
    _number(document)
    put(page.header.paragraphs[0], header(base))
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    page.footer.paragraphs[0]._p.append(number)
    _name(document, base)


def _shape(style, size):
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb = RGBColor.from_string(INK)
    fonts = style.element.rPr.rFonts
    # A font of the theme would go before the one that is named.
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    fonts.set(qn("w:cs"), FONT)


def _number(document):
    """Groups count 1, 2, 3 and clauses 1.1, 1.2: Word counts, so that a clause between two needs no typing."""
    numberings = document.part.numbering_part.element
    shape = OxmlElement("w:abstractNum")
    key = str(1 + max(int(one.get(qn("w:abstractNumId"))) for one in numberings.iter(qn("w:abstractNum"))))
    shape.set(qn("w:abstractNumId"), key)
    _append(shape, "w:multiLevelType", "multilevel")
    for depth, text in enumerate(NUMBERED):
        shape.append(_level(depth, text))
    # The schema wants shapes before the lists that have them.
    numberings.insert(0, shape)
    number = numberings.add_num(int(key)).numId
    for depth in range(len(NUMBERED)):
        of = document.styles[f"Heading {depth + 1}"].element.get_or_add_pPr().get_or_add_numPr()
        of.get_or_add_ilvl().val, of.get_or_add_numId().val = depth, number


def _level(depth, text):
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), str(depth))
    for name, value in (
        ("w:start", "1"),
        ("w:numFmt", "decimal"),
        ("w:pStyle", f"Heading{depth + 1}"),
        ("w:suff", "space"),
        ("w:lvlText", text),
        ("w:lvlJc", "left"),
    ):
        _append(level, name, value)
    return level


def _append(parent, name, value):
    one = OxmlElement(name)
    one.set(qn("w:val"), value)
    parent.append(one)


def _name(document, base):
    partnership = base.agreement.partnership
    language = LANGUAGES.get(partnership.language, partnership.language)
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)
    properties = document.core_properties
    properties.title, properties.language = header(base)[:255], language
    properties.author = properties.last_modified_by = str(partnership)[:255]
    properties.comments = ""
    properties.created = properties.modified = now().replace(tzinfo=None)


def _put_front(document, base):
    name, title, state = front(base)
    put(document.add_paragraph(), name)
    top = document.add_paragraph(style="Title")
    put(top, title)
    _control(top, " ".join(base.marks), 0)
    for place, mark in enumerate(base.marks):
        _mark(top, mark, place)
    put(document.add_paragraph(), state)


def _put_clauses(document, base):
    group, place = "", len(base.marks)
    for clause in base.clauses:
        if clause.group != group:
            group = clause.group
            put(document.add_paragraph(style="Heading 1"), str(Clause.Group(group).label))
        heading = document.add_paragraph(style="Heading 2")
        put(heading, one_line(clause.heading))
        _control(heading, clause.mark, place)
        _mark(heading, clause.mark, place)
        place += 1
        _put_text(document, clause.text)


def _put_text(document, text):
    """The clause's own headings stand below its heading, whatever their level was."""
    before = len(document.element.body)
    add_body(document, text)
    for element in list(document.element.body)[before - 1 :]:
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) in ("Heading2", "Heading3"):
            style.set(qn("w:val"), "Heading4")


def _control(paragraph, tag, key):
    """A content control around what the paragraph says; Word keeps its tag, which may have 64 letters."""
    control, properties, content = map(OxmlElement, ("w:sdt", "w:sdtPr", "w:sdtContent"))
    _append(properties, "w:tag", tag)
    _append(properties, "w:id", str(key + 1))
    control.extend([properties, content])
    runs = [one for one in paragraph._p if one.tag == qn("w:r")]
    runs[0].addprevious(control)
    content.extend(runs)


def _mark(paragraph, name, key):
    """A bookmark around what the paragraph says."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for one in (start, end):
        one.set(qn("w:id"), str(key))
    start.set(qn("w:name"), name)
    first = next(one for one in paragraph._p if one.tag == qn("w:sdt"))
    first.addprevious(start)
    paragraph._p.append(end)
