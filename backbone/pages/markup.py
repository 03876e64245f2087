"""Markdown that people type, made into harmless HTML: no raw HTML, no images, no scripts."""

from __future__ import annotations

from html import unescape

import nh3
from django.utils.html import linebreaks, strip_tags
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a", "h3", "h4", "code", "hr"}
PARSER = MarkdownIt("commonmark", {"html": False, "breaks": True})
# Each of these reads from the right when its words are Arabic or Hebrew.
BLOCKS = {"p", "li", "h3", "h4"}
# The parser's time grows with the square of some texts: 100 KB of "[" take five seconds.
LONGEST = 30_000


def to_text(text: str) -> str:
    """What one reads of a piece of Markdown, without its signs: for where no HTML stands."""
    return unescape(strip_tags(to_html(text))).strip()


def to_html(text: str) -> str:
    """HTML of a piece of Markdown. Headings start at the third level, below those of the page.

    A text longer than anybody formats is set as plain paragraphs.
    """
    if text and len(text) > LONGEST:
        return mark_safe(linebreaks(text, autoescape=True))
    tokens = PARSER.parse(text or "")
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3" if token.tag in ("h1", "h2", "h3") else "h4"
        if token.nesting == 1 and token.tag in BLOCKS:
            token.attrSet("dir", "auto")
    html = PARSER.renderer.render(tokens, PARSER.options, {})
    return mark_safe(
        nh3.clean(
            html,
            tags=TAGS,
            attributes={"a": {"href"}, **{key: {"dir"} for key in BLOCKS}},
            url_schemes={"http", "https", "mailto"},
            link_rel="noopener nofollow",
        )
    )
