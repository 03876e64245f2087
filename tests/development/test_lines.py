"""Templates and stylesheets stay reviewable line by line; `make lint` keeps their format, this the length."""

import pytest

from tests.development import lines

LONGEST = "x" * lines.MOST


def test_no_line_of_a_template_or_stylesheet_is_too_long_to_review():
    assert list(lines.too_long()) == []


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("templates/a/b.html", f"<p>\n{LONGEST}x", ["templates/a/b.html:2 (141)"]),
        ("static/css/pdf/c.css", f"{LONGEST}x\n{LONGEST}yy\n", 2),
        ("templates/mail/mail.css", f"{LONGEST}é", ["templates/mail/mail.css:1 (141)"]),
        ("templates/a/b.html", f"é{LONGEST[1:]}\n", []),
        ("templates/mail/a.txt", f"{LONGEST}x", []),
        ("other/a.html", f"{LONGEST}x", []),
    ],
)
def test_a_long_line_is_named_where_it_stands(tmp_path, path, text, found):
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    named = list(lines.too_long(tmp_path))
    assert (len(named) if isinstance(found, int) else named) == found
