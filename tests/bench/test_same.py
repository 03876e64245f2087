"""What `python -m bench.same` takes for the same page, and what not."""

import pytest

from bench.normal import normalised, without_ids, without_white
from bench.same import compare

HEAD = "200 text/html\n\n"


def page(html):
    return normalised(HEAD + html)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<p class="a  b">x <b>y</b></p>', '<p\n  class="a b">\n  x\n  <b>y</b>\n</p>\n'),
        (f"<p>{'a1' * 32}</p>", f"<p>{'b2' * 32}</p>"),
        (f'<a href="/l/{"x" * 43}/">x</a>', f'<a href="/l/{"y" * 43}/">x</a>'),
    ],
    ids=["white space", "hash", "link"],
)
def test_white_space_and_secrets_are_not_seen(one, other):
    assert page(one) == page(other)


def test_a_space_between_words_is_seen_until_white_space_is_taken_out():
    apart, together = page("<p><b>x</b> <i>y</i></p>"), page("<p><b>x</b><i>y</i></p>")
    assert apart != together
    assert without_white(apart) == without_white(together)


def test_ids_are_seen_until_they_are_taken_out():
    first, second = page('<a href="/tasks/1/">x</a>'), page('<a href="/tasks/12/">x</a>')
    assert first != second
    assert without_ids(first) == without_ids(second)


def test_words_numbers_and_statuses_are_seen():
    assert page("<p>3 tasks</p>") != page("<p>4 tasks</p>")
    assert without_white(page("<p>3 tasks</p>")) != without_white(page("<p>4 tasks</p>"))
    assert without_white(page("<p>2026-07-10</p>")) != without_white(page("<p>2026-07-11</p>"))
    assert normalised("404 text/html\n\n<p>x</p>") != page("<p>x</p>")


def test_pages_with_other_ids_find_each_other():
    old = {"tasks/1.html": page("<p>a</p>"), "tasks/2.html": page("<p>b</p>"), "x.html": page("x")}
    new = {"tasks/8.html": page("<p>b</p>"), "tasks/9.html": page("<p>a</p>"), "y.html": page("x")}
    counts, only, differing = compare(old, new)
    assert counts["same but for ids"] == 2
    assert only == {"Only in the first": ["x.html"], "Only in the second": ["y.html"]}
    assert differing == []


def test_what_differs_is_a_pair_of_the_same_address():
    _counts, _only, differing = compare({"x.html": page("a")}, {"x.html": page("b")})
    assert [name for name, *_ in differing] == ["x.html"]
