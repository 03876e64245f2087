"""Neighbouring paragraphs that different people changed: each has proposals of their own, which hold alone and together."""

import random

import pytest
from django.utils import timezone

from partnerships.proposals import comparing
from partnerships.proposals.base import of_draft
from partnerships.proposals.pieces import replaced
from partnerships.proposals.reading import read
from tests.partnerships.agreements import word_files as files
from tests.partnerships.agreements.word_files import found

LAST = "Nobody is left out"


def said(rows):
    return [(row.author, row.before, row.after) for row in rows]


def with_all_taken(text, rows):
    for row in rows:
        text = replaced(text, row.before, row.after, row.anchor)
        assert text is not None, row
    return text


def test_what_one_adds_and_the_other_strikes_beside_it_are_two(agreement, given):
    document = files.opened(given)
    files.add_behind(files.paragraph(document, "then write"), "And sign.", author="Peter")
    files.delete_whole(files.paragraph(document, LAST), author="Maria")
    rows = found(agreement, files.saved(document))
    assert said(rows) == [("Peter", "", "And sign."), ("Maria", "> Nobody is left out.", "")]
    assert all(row.is_tracked for row in rows)


def test_neighbours_that_two_people_add_are_two_in_either_order_of_taking(agreement, given, bees):
    document = files.opened(given)
    line = files.add_behind(files.paragraph(document, "then write"), "And sign.", author="Peter")
    files.add_behind(line, "And sing.", author="Maria")
    rows = found(agreement, files.saved(document))
    assert said(rows) == [("Peter", "", "And sign."), ("Maria", "", "And sing.")]
    one, other = with_all_taken(bees.text, rows), with_all_taken(bees.text, reversed(rows))
    assert "then write\n\nAnd sign.\n\nAnd sing.\n\n> Nobody" in one
    assert set(one.split("\n\n")) == set(other.split("\n\n"))


def test_what_is_added_behind_something_struck_out_finds_its_place_when_that_has_gone(agreement, given, bees):
    document = files.opened(given)
    line = files.paragraph(document, LAST)
    files.delete_whole(line, author="Maria")
    files.add_behind(line, "And sign.", author="Peter")
    rows = found(agreement, files.saved(document))
    assert said(rows) == [("Maria", "> Nobody is left out.", ""), ("Peter", "", "And sign.")]
    assert "then write\n\nAnd sign.\n\nSee" in with_all_taken(bees.text, rows)
    assert "left out.\n\nAnd sign.\n\nSee" in with_all_taken(bees.text, rows[1:])


def test_what_one_person_changes_in_neighbours_stays_together(agreement, given):
    document = files.opened(given)
    files.delete_whole(files.paragraph(document, "then write"), author="Maria")
    files.delete_whole(files.paragraph(document, LAST), author="Maria")
    (row,) = found(agreement, files.saved(document))
    assert row.author == "Maria"


def test_paragraphs_that_were_joined_are_one_whoever_changed_them(agreement, given):
    document = files.opened(given)
    line = files.paragraph(document, LAST)
    files.insert(line, " Ever.", author="Peter")
    files.mark_end(line, "w:del", author="Maria")
    (row,) = found(agreement, files.saved(document))
    assert row.author == "Peter, Maria"
    assert "left out. Ever.See" in row.after


@pytest.mark.parametrize("seed", range(12))
def test_whatever_several_people_change_says_in_the_end_what_the_file_said(agreement, given, bees, seed):
    rng = random.Random(seed)
    document = files.opened(given)
    for number, line in enumerate(files.body_of(document, bees)):
        author = rng.choice(["Peter", "Maria", "Joan"])
        kind = rng.choice(["insert", "add", "delete", ""])
        if kind == "insert":
            files.insert(line, f" more{number}", author=author)
        elif kind == "add":
            files.add_behind(line, f"new{number}", author=author)
        elif kind == "delete" and number:
            files.delete_whole(line, author=author)
    data = files.saved(document)
    bees.text = with_all_taken(bees.text, found(agreement, data))
    bees.save()
    assert comparing.proposals(read(data), of_draft(agreement, timezone.now()), is_ours=True) == []
