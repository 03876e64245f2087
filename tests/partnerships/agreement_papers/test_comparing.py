"""Two texts side by side: what stayed, what went, what came."""

import pytest

from partnerships.agreement_papers.comparing import (
    ADDED,
    MOST_WORDS,
    REMOVED,
    SAME,
    in_reading_order,
    moved,
    pieces,
)

pytestmark = pytest.mark.fast


def said(before, now):
    return [(piece.kind, piece.words.strip()) for piece in pieces(before, now)]


def test_a_word_that_came_and_one_that_went_are_told_apart():
    assert said("The partners meet monthly here.", "The partners meet weekly here.") == [
        (SAME, "The partners meet"),
        (REMOVED, "monthly"),
        (ADDED, "weekly"),
        (SAME, "here."),
    ]


def test_of_a_long_text_the_words_around_a_change_are_shown():
    long = " ".join(f"word{n}" for n in range(500))
    shown = said(long, f"{long} more")
    assert shown[-1] == (ADDED, "more")
    assert len(shown[0][1].split()) < 40
    assert "…" in shown[0][1]


def test_a_text_of_unusual_length_is_shown_as_it_was_and_as_it_is():
    long = "word " * (MOST_WORDS + 1)
    assert [kind for kind, _words in said(long, f"{long}end")] == [REMOVED, ADDED]


def test_rows_of_a_list_are_compared_each_with_itself():
    before = "The partners bring:\nElder Circle: Give older people something to do\nBank: 40 days of training"
    now = "The partners bring:\nFernhill: Learn to read aloud\nBank: 30 days of training"
    assert said(before, now) == [
        (SAME, "The partners bring:"),
        (ADDED, "Fernhill: Learn to read aloud"),
        (REMOVED, "Elder Circle: Give older people something to do"),
        (SAME, "Bank:"),
        (REMOVED, "40"),
        (ADDED, "30"),
        (SAME, "days of training"),
    ]


def test_white_space_alone_is_no_change():
    assert [kind for kind, _words in said("a b", "a  b")] == [SAME]


def test_what_changed_places_is_as_little_as_explains_it():
    assert moved(["a", "b", "c"], ["c", "a", "b"]) == {"c"}
    assert moved(["a", "b"], ["a", "x", "b"]) == set()


def test_what_went_stands_where_it_stood():
    assert in_reading_order(["a", "b", "c"], ["a", "c", "d"]) == ["a", "b", "c", "d"]
    assert in_reading_order(["x", "a"], ["a"]) == ["x", "a"]
    assert in_reading_order(["x", "y", "a"], ["a"]) == ["x", "y", "a"]
