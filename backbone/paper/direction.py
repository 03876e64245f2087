"""Which way the words of a document run: WeasyPrint knows `dir="rtl"`, but neither `dir="auto"` nor `<bdi>`."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from backbone.typed_text import direction_of


def resolve(root: Element) -> None:
    """Give each element that leaves its direction to its words the direction of their first letter."""
    for element in root.iter():
        if element.get("dir") == "auto" or (element.tag == "bdi" and "dir" not in element.attrib):
            element.set("dir", direction_of("".join(element.itertext())))
