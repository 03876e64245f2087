"""The structure tree as a screen reader needs it: WeasyPrint's own tree has pieces that stand where they must not.

A group of a description list is a `Div` in an `L`, and what CSS writes before a heading is a heading in that heading
(ISO 32000-1, 14.8.4: a list has list items, a heading no headings).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from weasyprint import Document

HEADINGS = {f"/H{level}" for level in range(1, 7)}


def put_right(document: Document, pdf: pydyf.PDF) -> None:
    """The finisher of WeasyPrint's `write_pdf`: changes the tree in place."""
    elements = {
        one.reference: one
        for one in pdf.objects
        if isinstance(one, pydyf.Dictionary) and one.get("Type") == "/StructElem"
    }
    for element in elements.values():
        parent = elements.get(element["P"])
        if parent and {element["S"], parent["S"]} <= HEADINGS:
            element["S"] = "/Span"
        elif parent and (element["S"], parent["S"]) == ("/Div", "/L"):
            _take_out(element, parent, elements)


def _take_out(group: Any, around: Any, elements: dict) -> None:
    """Let what is in the group stand where the group stood."""
    place = around["K"].index(group.reference)
    around["K"][place : place + 1] = group["K"]
    for reference in group["K"]:
        elements[reference]["P"] = around.reference
