"""Hostile and broken Word files: refused in words, and nothing outside of them is touched."""

import pytest

from partnerships.proposals import receiving
from tests.partnerships.agreements import word_files as files
from tests.partnerships.agreements.word_files import found

BOMB = {"word/document.xml": b"<w/>", "word/media/x.bin": b"\0" * (210 * 1024 * 1024)}
ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def refusal(agreement, data):
    with pytest.raises(receiving.NotTaken) as why:
        receiving.compare(agreement, data)
    return str(why.value)


def test_hostile_files_are_refused_in_words(agreement, given):
    parts = files.parts_of(given)
    document = parts["word/document.xml"]
    head, _end, rest = document.partition(b"?>")
    assert "declares" in refusal(
        agreement, files.packed(parts | {"word/document.xml": head + b"?>" + ENTITY + rest})
    )
    assert "macros" in refusal(agreement, files.packed(parts | {"word/vbaProject.bin": b"x"}))
    assert "far larger" in refusal(agreement, files.packed(BOMB))
    assert "damaged" in refusal(agreement, given[:2000])
    assert "damaged" in refusal(agreement, files.packed(parts | {"word/document.xml": document[:500]}))
    assert "Word document" in refusal(agreement, files.packed({"xl/workbook.xml": b"<w/>"}))
    deep = b"<w>" * 100_000 + b"</w>" * 100_000
    assert "damaged" in refusal(agreement, files.packed(parts | {"word/document.xml": deep}))


def test_a_thousand_comments_are_refused_with_how_many(agreement, given):
    document = files.opened(given)
    line = files.paragraph(document, "first talk")
    for number in range(501):
        document.add_comment(line.runs, f"c{number}", author="Maria")
    assert "501 comments" in refusal(agreement, files.saved(document))


def test_what_lies_outside_is_never_fetched_and_only_an_address_is_read(agreement, given):
    parts = files.parts_of(given)
    relations = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        b' Target="http://192.0.2.1/x.dotm" TargetMode="External"/></Relationships>',
    )
    assert found(agreement, files.packed(parts | {"word/_rels/document.xml.rels": relations})) == []


def test_the_file_of_another_partnership_is_refused(agreement, given):
    swapped = files.with_body(given, f"backbone_agreement_{agreement.pk}", "backbone_agreement_999999")
    assert "another partnership" in refusal(agreement, swapped)
