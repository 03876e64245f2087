"""How dates, numbers and what people wrote are set."""

import re
from datetime import date

import pytest
from django.utils import timezone, translation

from backbone import numbers
from backbone.pages import markup
from backbone.time import dates

pytestmark = pytest.mark.fast


def test_dates_are_short_and_carry_their_year_only_when_it_is_another():
    this_year = timezone.localdate().year
    assert dates.short(date(this_year, 12, 12)) == "12 Dec"
    assert dates.short(date(2019, 1, 30)) == "30 Jan 2019"
    with translation.override("nl"):
        assert dates.long(date(2026, 3, 1)) == "1 maart 2026"


def test_numbers_and_money_read_in_the_language():
    assert numbers.number(412000) == "412,000"
    assert numbers.money("412000") == "€\u00a0412,000"
    assert numbers.money("90.5", "USD") == "$90.50"
    with translation.override("nl"):
        assert numbers.number(3180.5) == "3.180,5"


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](http://example.org/a.png)",
    '<a href="x" onclick="alert(1)">x</a>',
    "<style>body{display:none}</style>",
    "<svg><use href='http://example.org/#x'/></svg>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markup_becomes_plain_text(text):
    html = markup.to_html(f"before {text} after")
    tags = set(re.findall(r"<\s*(\w+)", html))
    assert tags <= {"p", "a"}
    assert not re.search(r'<a href="(?!https?:|mailto:)', html)
    assert "before" in html
    assert "after" in html


def test_markdown_keeps_its_lists_and_starts_below_the_page_s_headings():
    html = markup.to_html("# Head\n\n- one\n- **two**")
    assert '<h3 dir="auto">Head</h3>' in html
    assert "<strong>two</strong>" in html


def test_markdown_beyond_a_length_is_set_as_it_was_typed():
    """Brackets take the renderer a time that grows with their square."""
    html = markup.to_html("[" * 100_000 + " **bold** <script>")
    assert html.startswith("<p>[[[")
    assert html.endswith("[ **bold** &lt;script&gt;</p>")
