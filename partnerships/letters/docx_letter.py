"""A letter for Word: A4, real styles, its language set, so that an office edits it and a screen reader finds its way."""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.template.defaultfilters import truncatechars
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from partnerships.letters.docx_text import add_body, put
from partnerships.letters.letter import RUNNING, Letter, letterhead

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument

    from partnerships.models import Partnership

LANGUAGES = {"en": "en-GB", "nl": "nl-NL"}
FONT = "Calibri"
INK = "1C2430"
# Style: name, its base, size in points, space below in points.
OWN_STYLES = (
    ("Letterhead", "Header", 9, 0),
    ("Addressee", "Normal", 11, 0),
    ("Reference", "Normal", 11, 0),
    ("Signer", "Normal", 11, 0),
)
HEADINGS = {"Heading 1": (13, 12), "Heading 2": (11, 3), "Heading 3": (11, 3)}
LOGO_MM = (50, 16)


def write(letter: Letter) -> bytes:
    """The DOCX of a letter on its partnership's letterhead."""
    document = Document()
    _set_up(document, letter)
    _put_letterhead(document, letter)
    _write(document, letter)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document, letter):
    set_page(document)
    _style(document)
    name_file(document, letter.partnership, letter.title, letter.written_on, letter.spoken)


def set_page(document: DocxDocument) -> None:
    """A4 with the margins of a letter."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(26), Mm(20)
    page.top_margin, page.bottom_margin = Mm(20), Mm(24)


def _style(document):
    shape(document.styles["Normal"], 11, 6)
    for name, base, size, below in OWN_STYLES:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[base]
        shape(style, size, below)
    for name, (size, below) in HEADINGS.items():
        shape(document.styles[name], size, below)
        document.styles[name].font.bold = True


def shape(style: Any, size: float, below: float) -> None:
    """Give a style the house's font in this size, with this space below; both in points."""
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb = RGBColor.from_string(INK)
    style.paragraph_format.space_after = Pt(below)
    fonts = style.element.rPr.rFonts
    # A font of the theme would go before the one that is named.
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    fonts.set(qn("w:cs"), FONT)


def name_file(
    document: DocxDocument, partnership: Partnership, title: str, day: date, language: str = ""
) -> None:
    """Say in the file's properties what it is, whose, in which language (or the partnership's) and of which day."""
    language = LANGUAGES.get(language or partnership.language, language or partnership.language)
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)
    properties = document.core_properties
    properties.title, properties.language = title[:255], language
    properties.author = properties.last_modified_by = partnership.name[:255]
    properties.comments = ""
    properties.created = properties.modified = datetime.combine(day, time())


def _put_letterhead(document, letter):
    page, paper = document.sections[0], letterhead(letter.partnership)
    page.different_first_page_header_footer = True
    top = page.first_page_header
    if paper.logo:
        _put_logo(top.paragraphs[0], paper)
    names = top.add_paragraph if paper.logo else lambda: top.paragraphs[0]
    line = names()
    line.style = "Letterhead"
    put(line, paper.name).bold = True
    for words in paper.lines:
        put(top.add_paragraph(style="Letterhead"), words)
    top.paragraphs[-1].paragraph_format.space_after = Pt(18)
    page.header.paragraphs[0].style = "Letterhead"
    page.header.paragraphs[0].paragraph_format.space_after = Pt(18)
    put(page.header.paragraphs[0], f"{truncatechars(paper.name, RUNNING)} · {letter.running_title}")
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    page.footer.paragraphs[0]._p.append(number)


def _put_logo(paragraph, paper):
    picture = paragraph.add_run().add_picture(BytesIO(paper.logo))
    width, height = (Mm(most) for most in LOGO_MM)
    smaller = min(width / picture.width, height / picture.height)
    picture.width, picture.height = int(picture.width * smaller), int(picture.height * smaller)
    picture._inline.docPr.set("descr", paper.name)
    for side in ("distT", "distB", "distL", "distR"):
        picture._inline.set(side, "0")  # LibreOffice takes 3 mm where nothing is said


def _write(document, letter):
    for line in letter.addressee_lines:
        put(document.add_paragraph(style="Addressee"), line)
    for number, (label, words) in enumerate(letter.references):
        line = document.add_paragraph(style="Reference")
        line.paragraph_format.space_before = Pt(0 if number else 18)
        put(line, f"{label}: {words}")
    put(document.add_paragraph(style="Heading 1"), letter.title)
    put(document.add_paragraph(), letter.salutation)
    add_body(document, letter.body)
    # Nobody signs an empty page.
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    closing = document.add_paragraph()
    put(closing, letter.closing)
    _leave_room_to_sign(closing)
    for number, line in enumerate(letter.signer_lines, 1):
        signer = document.add_paragraph(style="Signer")
        signer.paragraph_format.keep_with_next = number < len(letter.signer_lines)
        put(signer, line)


def _leave_room_to_sign(closing):
    closing.paragraph_format.space_after = Mm(14)
    closing.paragraph_format.keep_with_next = True
