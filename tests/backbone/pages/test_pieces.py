"""The stylesheet, the font and the pieces that pages are put together from."""

import pytest
from django.template import engines
from django.test import RequestFactory

from backbone import fonts
from backbone.pages import assets
from backbone.paper import pdf_renderer
from tests.walks.markup import folded

pytestmark = pytest.mark.fast


def test_the_font_of_pages_is_a_small_latin_subset(tmp_path):
    target = tmp_path / "font.woff2"
    fonts.make_subset(fonts.file_of("SourceSans3[wght].ttf"), target)
    assert target.read_bytes()[:4] == b"wOF2"
    assert target.stat().st_size < 90_000


def test_pages_have_one_stylesheet_that_begins_with_the_layers():
    css = assets.stylesheet()
    assert css.startswith("@layer ")
    assert ".beads" in css
    assert "@page" not in css


def _html(source, **context):
    return engines["django"].from_string(source).render(context, RequestFactory().get("/x/"))


def test_beads_are_read_aloud_as_one_sentence():
    html = _html('{% beads kinds "Present at one of two" %}', kinds=["done", "open"])
    assert 'role="img" aria-label="Present at one of two"' in html
    assert html.count("<i ") == 2


def test_pieces_escape_what_people_typed():
    html = _html(
        '{% state "late" word %}{% empty word word "/x/" word %}{% spine items %}{% beads k word %}',
        word="<script>",
        k=["done"],
        items=[{"title": "<script>", "meta": "<script>"}],
    )
    assert "<script>" not in html


def test_a_dialog_holds_what_stands_between_its_tags():
    html = _html('{% dialog "end" "End it" %}<p>{{ word }}</p>{% enddialog %}', word="<b>")
    assert '<dialog id="end"' in html
    assert "<p>&lt;b&gt;</p>" in html


def test_a_form_that_htmx_sends_works_without_it_too():
    html = folded(
        _html(
            '{% swap_form url "#lines" css="line-form" %}<b>{{ word }}</b>{% endswap_form %}',
            url="/x/?a=1&b=2",
            word="<i>",
        )
    )
    form, rest = html.split(">", 1)
    assert form == (
        '<form method="post" class="line-form" action="/x/?a=1&amp;b=2" hx-post="/x/?a=1&amp;b=2"'
        ' hx-target="#lines" hx-swap="outerHTML"'
    )
    assert 'name="csrfmiddlewaretoken"' in rest
    assert rest.endswith("<b>&lt;i&gt;</b></form>")


def test_a_form_that_htmx_sends_has_a_class_only_where_one_is_named():
    assert "class" not in _html('{% swap_form "/x/" "closest li" %}{% endswap_form %}')


@pytest.mark.parametrize("part", pdf_renderer.PARTS)
def test_each_part_of_the_documents_style_is_in_it(part):
    assert (pdf_renderer.STYLES / f"{part}.css").read_text() in pdf_renderer.stylesheet()


def test_no_part_of_the_documents_style_is_left_out():
    assert {path.stem for path in pdf_renderer.STYLES.glob("*")} == set(pdf_renderer.PARTS)
