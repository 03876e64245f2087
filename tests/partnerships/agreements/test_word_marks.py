"""A clause is known by its bookmark or by the tag of its content control, whichever came back."""

import re
from copy import deepcopy

import pytest
from docx.oxml.ns import qn

from partnerships.proposals import receiving
from partnerships.proposals.comparing import HEADING, NEW, TEXT
from tests.partnerships.agreements import word_files as files
from tests.partnerships.agreements.word_files import CONTROLS, MARKS, found, only, without


def retyped(given, bees):
    """Heading and words of a clause are others: no heading and no text tells any more which it was."""
    document = files.opened(given)
    files.say(files.paragraph(document, "Bees"), "Zebra crossing")
    for one in files.body_of(document, bees)[1:]:
        one._p.getparent().remove(one._p)
    files.say(next(one for one in document.paragraphs if "Partners meet" in files.said(one)), "Quite new.")
    return files.saved(document)


@pytest.mark.parametrize("dropped", [MARKS, CONTROLS], ids=["bookmarks", "tags"])
def test_without_one_of_them_the_file_is_still_known(agreement, given, dropped):
    rows, base, is_ours = receiving.compare(agreement, without(dropped, given))
    assert (rows, is_ours) == ([], True)
    assert base.at


@pytest.mark.parametrize("dropped", [MARKS, CONTROLS], ids=["bookmarks", "tags"])
def test_without_one_of_them_a_clause_that_was_typed_anew_is_found(agreement, given, bees, dropped):
    rows = found(agreement, without(dropped, retyped(given, bees)))
    assert {(row.kind, row.key) for row in rows} == {(HEADING, bees.key), (TEXT, bees.key)}


def test_without_both_it_is_not_ours(agreement, given):
    bare = without(CONTROLS, without(MARKS, given))
    assert receiving.compare(agreement, bare)[2] is False


def test_a_heading_that_was_copied_begins_a_new_clause_though_it_has_the_tag(agreement, given):
    document = files.opened(given)
    heading = files.paragraph(document, "Bees")
    copy = deepcopy(heading._p)
    for one in [*copy.iter(qn("w:bookmarkStart")), *copy.iter(qn("w:bookmarkEnd"))]:
        one.getparent().remove(one)
    heading._p.addprevious(copy)
    files.say(type(heading)(copy, heading._parent), "Wasps")
    one = only(agreement, files.saved(document))
    assert (one.kind, one.heading) == (NEW, "Wasps")


def test_what_an_empty_control_invites_to_type_is_no_heading(agreement, given, bees):
    document = files.opened(given)
    control = files.paragraph(document, "Bees")._p.find(qn("w:sdt"))
    control.find(qn("w:sdtPr")).append(files.OxmlElement("w:showingPlcHdr"))
    files.say(files.paragraph(document, "Bees"), "Click or tap here to enter text.")
    one = only(agreement, files.saved(document))
    assert (one.kind, one.key, one.after) == (HEADING, bees.key, "")


def test_the_tag_of_another_partnership_is_refused_too(agreement, given):
    data = without(MARKS, given)
    swapped = files.with_body(data, f"backbone_agreement_{agreement.pk}", "backbone_agreement_999999")
    with pytest.raises(receiving.NotTaken):
        receiving.compare(agreement, swapped)


def test_tags_are_as_short_as_word_wants_them(given):
    tags = re.findall(r'<w:tag w:val="([^"]*)"', files.parts_of(given)["word/document.xml"].decode())
    assert len(tags) == len(set(tags))
    assert max(map(len, tags)) <= 64
