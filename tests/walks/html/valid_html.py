"""What is wrong with a page's HTML, after the standard's content models (html.spec.whatwg.org).

Not told: attributes that an element does not know, since htmx brings its own.
"""

from __future__ import annotations

from collections import Counter
from io import StringIO
from typing import TYPE_CHECKING

from tinyhtml5.parser import HTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element


def _these(names):
    return set(names.split())


# Flow content that is no phrasing content: never inside an element that takes phrasing content alone.
BLOCKS = _these(
    """
    address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6
    header hgroup hr main nav ol p pre search section table ul
    """
)
PHRASING_ONLY = _these(
    """
    abbr b button cite code data dfn em h1 h2 h3 h4 h5 h6 i kbd label mark p pre q s samp small span
    strong sub sup time u var
    """
)
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "hgroup"}
# These take phrasing content and headings.
NAMES = {"legend", "summary"}
INTERACTIVE = _these("a button details embed iframe input label select textarea")
# Inside these nothing can be pressed.
PRESSED = {"a", "button"}
ONLY = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"td", "th"},
    "select": {"option", "optgroup", "hr"},
}
OF_SCRIPTS = {"template", "script"}
# Attributes that name elements of the same page.
REFERENCES = (
    "for",
    "form",
    "list",
    "headers",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "popovertarget",
)


def faults(html: str) -> list[str]:
    """Each fault of this page in a few words: of syntax, of identity, of what stands in what."""
    parser = HTMLParser(namespace_html_elements=False)
    parser._parse(StringIO(html))
    root = parser.tree.get_document()
    syntax = [f"line {position[0]}: {code}" for position, code, _data in parser.errors]
    return syntax + list(_identities(root)) + list(_contents(root, ()))


def _identities(root: Element) -> Iterator[str]:
    found = Counter(element.get("id") for element in _elements(root) if element.get("id") is not None)
    yield from (f"{count} elements have the id {name!r}" for name, count in found.items() if count > 1)
    for element in _elements(root):
        for attribute in REFERENCES:
            missing = [name for name in (element.get(attribute) or "").split() if name not in found]
            yield from (
                f"{_tag(element)}: {attribute} names {name!r}, which is not there" for name in missing
            )


def _elements(root: Element) -> Iterator[Element]:
    return (element for element in root.iter() if isinstance(element.tag, str))


def _contents(element: Element, above: tuple[str, ...]) -> Iterator[str]:
    if element.tag in ("svg", "template", "{http://www.w3.org/2000/svg}svg"):
        return
    for child in element:
        if isinstance(child.tag, str):
            yield from _placed(child, element, above)
            yield from _contents(child, (*above, element.tag))


def _placed(child: Element, parent: Element, above: tuple[str, ...]) -> Iterator[str]:
    where = f"{_tag(child)} in {_tag(parent)}"
    around = {*above, parent.tag}
    if child.tag in BLOCKS and parent.tag in PHRASING_ONLY:
        yield where
    if child.tag in BLOCKS - HEADINGS and parent.tag in NAMES:
        yield where
    if parent.tag in ONLY and child.tag not in ONLY[parent.tag] | OF_SCRIPTS:
        yield where
    if child.tag in INTERACTIVE and child.get("type") != "hidden" and PRESSED & around:
        yield f"{where}, inside what is pressed"
    if child.tag == "form" and "form" in around:
        yield f"{where}, inside another form"
    if child.tag == "details" and "figure" in around:
        yield f"{where}, inside a figure"
    if child.tag == "dt" and parent.tag == "div" and "dl" not in around:
        yield where


def _tag(element: Element) -> str:
    """As it begins, such as `<span class="state">`."""
    shown = [f'{name}="{element.get(name)}"' for name in ("id", "class", "name") if element.get(name)]
    return f"<{' '.join([element.tag, *shown])}>"
