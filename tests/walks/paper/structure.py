"""What is wrong with the structure tree of a tagged PDF, after the table of ISO 32000-1, 14.8.4."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

# What may stand in what: by the parent, and by the child.
CHILDREN = {
    "/L": {"/L", "/LI", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TFoot": {"/TR"},
    "/TR": {"/TH", "/TD"},
}
PARENTS = {
    "/LI": {"/L"},
    "/Lbl": {"/LI"},
    "/LBody": {"/LI"},
    "/THead": {"/Table"},
    "/TBody": {"/Table"},
    "/TR": {"/Table", "/THead", "/TBody", "/TFoot"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
}
HEADINGS = {f"/H{level}" for level in range(1, 7)}


def faults(document: bytes) -> list[str]:
    """Each place where an element stands in one that must not hold it, such as "/Div in /L"."""
    tree = PdfReader(io.BytesIO(document)).root_object["/StructTreeRoot"]
    return [fault for element in _kids(tree) for fault in _walk(element, "/StructTreeRoot")]


def _walk(element: Any, parent: str) -> Iterator[str]:
    kind = element["/S"]
    wrong_here = parent in CHILDREN and kind not in CHILDREN[parent]
    if wrong_here or (kind in PARENTS and parent not in PARENTS[kind]) or {kind, parent} <= HEADINGS:
        yield f"{kind} in {parent}"
    for kid in _kids(element):
        yield from _walk(kid, kind)


def _kids(element: Any) -> list[Any]:
    """The elements below; what is only marked content is none."""
    kids = element.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    found = [
        kid.get_object() for kid in (kids if isinstance(kids, list) else [kids]) if hasattr(kid, "get_object")
    ]
    return [kid for kid in found if hasattr(kid, "get") and "/S" in kid]
