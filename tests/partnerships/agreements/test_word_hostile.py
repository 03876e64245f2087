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


def with_comments(given, number):
    """The file with so many comments at one place, as the markup has them."""
    document = files.opened(given)
    line = files.paragraph(document, "first talk")
    document.add_comment(line.runs, "c0", author="Maria")
    parts = files.parts_of(files.saved(document))
    head, _first, rest = parts["word/comments.xml"].partition(b"<w:comment ")
    first, end, tail = rest.partition(b"</w:comment>")
    every = [b"<w:comment " + first.replace(b'w:id="0"', b'w:id="%d"' % n) + end for n in range(number)]
    return files.packed(parts | {"word/comments.xml": head + b"".join(every) + tail})


def test_a_thousand_comments_are_refused_with_how_many_and_five_hundred_are_read(agreement, given):
    assert "1,000 comments" in refusal(agreement, with_comments(given, 1000))
    assert "501 comments" in refusal(agreement, with_comments(given, 501))
    assert len(found(agreement, with_comments(given, 500))) == 500


@pytest.mark.parametrize("part", ["word/styles.xml", "word/comments.xml", "[Content_Types].xml"])
def test_no_part_may_declare_anything(agreement, given, part):
    parts = files.parts_of(with_comments(given, 1))
    head, end, rest = parts[part].partition(b"?>")
    assert end
    assert "declares" in refusal(agreement, files.packed(parts | {part: head + end + ENTITY + rest}))


def test_a_part_that_unpacks_to_too_much_is_refused_though_it_says_that_it_is_small(agreement, given):
    """The head of a ZIP may lie about how large a part is."""
    parts = files.parts_of(given)
    large = bytearray(files.packed(parts | {"word/document.xml": b"<w/>" + b" " * (41 * 1024 * 1024)}))
    directory = large.rindex(b"PK\x01\x02", 0, large.rindex(b"word/document.xml"))
    large[directory + 24 : directory + 28] = (1000).to_bytes(4, "little")
    assert refusal(agreement, bytes(large))


@pytest.mark.parametrize(
    "declared",
    ["application/vnd.ms-office.vbaProject", "application/vnd.ms-word.document.macroEnabled.main+xml"],
)
def test_a_program_under_a_harmless_name_is_refused(agreement, given, declared):
    parts = files.parts_of(given)
    said = f'<Override PartName="/word/x.bin" ContentType="{declared}"/></Types>'.encode()
    types = parts["[Content_Types].xml"].replace(b"</Types>", said)
    assert "macros" in refusal(
        agreement, files.packed(parts | {"word/x.bin": b"x", "[Content_Types].xml": types})
    )


def test_what_lies_outside_is_never_fetched_and_only_an_address_is_read(agreement, given):
    parts = files.parts_of(given)
    relations = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        b' Target="http://192.0.2.1/x.dotm" TargetMode="External"/></Relationships>',
    )
    assert found(agreement, files.packed(parts | {"word/_rels/document.xml.rels": relations})) == []


def test_the_file_of_another_agreement_is_refused(agreement, given):
    swapped = given
    for _bookmark_and_tag in range(2):
        swapped = files.with_body(swapped, f"backbone_agreement_{agreement.pk}", "backbone_agreement_999999")
    assert "another agreement" in refusal(agreement, swapped)
