"""The text of a letter in Word's own paragraphs: Markdown's headings, lists, quotes, stress and links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from backbone.pages.markup import LONGEST, PARSER
from backbone.typed_text import clean_text, direction_of, storable

LINKED = ("http:", "https:", "mailto:")
# What may stand behind w:bidi in a paragraph's properties, as their schema orders it.
BEHIND_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:rPr",
)


def put(paragraph: Paragraph, words: str) -> Run:
    """Add words to a paragraph, which then runs the way that they do."""
    words = storable(words)
    run = paragraph.add_run(words)
    if direction_of(words) == "rtl":
        properties = paragraph._p.get_or_add_pPr()
        if properties.find(qn("w:bidi")) is None:
            properties.insert_element_before(OxmlElement("w:bidi"), *BEHIND_BIDI)
        run.font.rtl = True
    return run


def add_body(document: Document, text: str) -> None:
    """Add the letter's text. As in the PDF, one that is longer than anybody formats is set as plain paragraphs."""
    text = clean_text(text or "")
    if len(text) > LONGEST:
        for words in filter(str.strip, text.split("\n\n")):
            put(document.add_paragraph(), words.strip())
        return
    _Body(document).add(PARSER.parse(text))


class _Body:
    """Walks through Markdown's tokens and knows the lists and quotes that it is in."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lists = []
        self.quotes = 0
        self.style = ""
        self.item_begins = False

    def add(self, tokens: Iterable[Any]) -> None:
        """Write what these tokens say."""
        for token in tokens:
            self._step(token)

    def _step(self, token: Any) -> None:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            first = int(token.attrs.get("start", 1))
            self.lists.append(self._numbers(first) if kind.startswith("ordered") else None)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif kind == "list_item_open":
            self.item_begins = True
        elif kind in ("blockquote_open", "blockquote_close"):
            self.quotes += token.nesting
        elif kind == "heading_open":
            self.style = "Heading 2" if token.tag in ("h1", "h2", "h3") else "Heading 3"
        elif kind == "heading_close":
            self.style = ""
        elif kind == "inline":
            self._write(self._paragraph(), token.children)
        elif kind in ("code_block", "fence"):
            put(self._paragraph(), token.content.rstrip("\n"))

    def _paragraph(self):
        if self.style or not self.lists:
            return self.document.add_paragraph(style=self.style or ("Quote" if self.quotes else None))
        depth = min(len(self.lists), 3)
        numbers, begins, self.item_begins = self.lists[-1], self.item_begins, False
        kind = "List Continue" if not begins else "List Number" if numbers else "List Bullet"
        paragraph = self.document.add_paragraph(style=kind if depth == 1 else f"{kind} {depth}")
        if begins and numbers:
            of = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            of.get_or_add_ilvl().val, of.get_or_add_numId().val = 0, numbers
        return paragraph

    def _numbers(self, first):
        """A numbering of its own, or a second list would go on where the one before ended."""
        depth = min(len(self.lists) + 1, 3)
        style = self.document.styles["List Number" if depth == 1 else f"List Number {depth}"]
        numberings = self.document.part.numbering_part.element
        of = numberings.num_having_numId(style.element.pPr.numPr.numId.val).abstractNumId.val
        num = numberings.add_num(of)
        num.add_lvlOverride(ilvl=0).add_startOverride(first)
        return num.numId

    def _write(self, paragraph, tokens):
        depth, link = {"strong": 0, "em": 0}, ""
        for token in tokens:
            kind = token.type.removesuffix("_open").removesuffix("_close")
            if kind in depth:
                depth[kind] += token.nesting
            elif kind == "link":
                href = str(token.attrs.get("href", ""))
                link = href if token.nesting == 1 and href.startswith(LINKED) else ""
            elif kind in ("softbreak", "hardbreak"):
                paragraph.add_run().add_break()
            elif kind in ("text", "code_inline"):
                run = put(paragraph, token.content)
                run.bold, run.italic = bool(depth["strong"]) or None, bool(depth["em"]) or None
                if link:
                    self._link(paragraph, run, link)

    def _link(self, paragraph, run, address):
        around = OxmlElement("w:hyperlink")
        around.set(
            qn("r:id"), self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        )
        run.underline = True
        paragraph._p.append(around)
        around.append(run._r)
