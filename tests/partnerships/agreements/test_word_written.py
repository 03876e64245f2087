"""What else Word writes around words: tables, fields, controls, marks of formatting; moves and comments across clauses."""

import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from partnerships.proposals.comparing import COMMENT, TEXT
from tests.partnerships.agreements import word_files as files
from tests.partnerships.agreements.word_files import found, only

TALK = "<w:t>first talk</w:t></w:r>"


def said(rows):
    return [(row.author, row.before, row.after) for row in rows]


def with_talk(given, markup):
    """The file with other markup where it says `first talk`."""
    return files.with_body(given, TALK, markup)


# Tables


def table_behind(document, line, rows):
    table = document.add_table(len(rows), 1)
    for number, words in enumerate(rows):
        table.cell(number, 0).text = words
    line._p.addnext(table._tbl)
    return table


def mark_row(row, name, author):
    row._tr.get_or_add_trPr().append(files.change(name, author))


def test_rows_of_a_table_come_tracked_and_those_that_go_are_not_there(agreement, given, bees):
    document = files.opened(given)
    table = table_behind(document, files.paragraph(document, "then write"), ["Honey", "Wax"])
    mark_row(table.rows[0], "w:ins", "Peter")
    mark_row(table.rows[1], "w:ins", "Peter")
    mark_row(table.rows[1], "w:del", "Maria")
    one = only(agreement, files.saved(document))
    assert (one.key, one.after, one.author, one.is_tracked) == (bees.key, "Honey", "Peter", True)


def test_a_table_that_goes_row_by_row_is_nothing_where_it_was_never_given_out(agreement, given):
    document = files.opened(given)
    table = table_behind(document, files.paragraph(document, "then write"), ["Honey", "Wax"])
    for row in table.rows:
        mark_row(row, "w:del", "Maria")
    assert found(agreement, files.saved(document)) == []


# Ends of paragraphs


def test_a_paragraph_that_is_joined_with_the_next_is_one_proposal(agreement, given):
    document = files.opened(given)
    files.mark_end(files.paragraph(document, "Nobody is left out"), "w:del", author="Maria")
    one = only(agreement, files.saved(document))
    assert one.before.startswith("> Nobody is left out.\n\nSee [the plan]")
    assert one.after.startswith("Nobody is left out.See [the plan]")
    assert (one.author, one.is_tracked) == ("Maria", True)


def test_a_paragraph_that_is_parted_in_two_is_one_proposal(agreement, given):
    document = files.opened(given)
    line = files.paragraph(document, "Nobody is left out")
    rest = files.type_behind(line, "left out.")
    rest.style = line.style
    line.runs[0].text = "Nobody is "
    files.mark_end(line, "w:ins", author="Maria")
    one = only(agreement, files.saved(document))
    assert (one.before, one.after) == ("> Nobody is left out.", "> Nobody is\n\n> left out.")
    assert (one.author, one.is_tracked) == ("Maria", True)


# From clause to clause


def test_what_moves_to_another_clause_goes_from_one_and_comes_in_the_other(agreement, given, bees):
    document = files.opened(given)
    vision = agreement.clauses.get(key="vision")
    files.delete_whole(files.paragraph(document, "Nobody is left out"), name="w:moveFrom")
    files.add_behind(files.body_of(document, vision)[-1], "Nobody is left out.", name="w:moveTo")
    rows = {row.key: row for row in found(agreement, files.saved(document))}
    assert set(rows) == {bees.key, "vision"}
    assert (rows[bees.key].before, rows[bees.key].after) == ("> Nobody is left out.", "")
    assert (rows["vision"].before, rows["vision"].after) == ("", "Nobody is left out.")
    assert all(row.is_move for row in rows.values())


def test_comments_across_two_clauses_stand_at_the_first_with_who_said_what(agreement, given):
    document = files.opened(given)
    vision = agreement.clauses.get(key="vision")
    first = files.body_of(document, vision)[-1]
    next_heading = type(first)(first._p.getnext(), first._parent)
    last = type(first)(next_heading._p.getnext(), first._parent)
    for author, words in (("Maria", "Too vague"), ("Peter", "Who pays?")):
        document.add_comment([first.runs[0], last.runs[-1]], words, author=author)
    rows = found(agreement, files.saved(document))
    assert [(row.kind, row.key, row.author, row.after) for row in rows] == [
        (COMMENT, "vision", "Maria", "Too vague"),
        (COMMENT, "vision", "Peter", "Who pays?"),
    ]
    for row in rows:
        assert row.before == "\n".join(map(files.said, (first, next_heading, last)))[:1000].strip()


# Around words


def run(words):
    return f"<w:r><w:t>{words}</w:t></w:r>"


@pytest.mark.parametrize(
    "markup",
    [
        f'<w:smartTag w:element="x">{run("first talk")}</w:smartTag>',
        f'<w:customXml w:element="x">{run("first talk")}</w:customXml>',
        f'<w:fldSimple w:instr="REF x">{run("first talk")}</w:fldSimple>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF secret</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("first talk")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        f'<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent>{run("first talk")}</w:sdtContent></w:sdt>',
        f'<w:proofErr w:type="spellStart"/>{run("first")}<w:proofErr w:type="spellEnd"/><w:r><w:t> talk</w:t></w:r>',
        "<w:r><w:t>first</w:t><w:lastRenderedPageBreak/><w:t> talk</w:t></w:r>",
        f'<w:permStart w:id="1" w:edGrp="everyone"/>{run("first talk")}<w:permEnd w:id="1"/>',
    ],
    ids=[
        "smart_tag",
        "custom_xml",
        "field_simple",
        "field_codes",
        "control",
        "proofing",
        "page_break",
        "permission",
    ],
)
def test_what_stands_around_words_proposes_nothing(agreement, given, markup):
    # The run that is replaced is left open by its properties.
    assert found(agreement, with_talk(given, f"</w:r>{markup}")) == []


def test_controls_around_whole_paragraphs_are_read_through(agreement, given):
    document = files.opened(given)
    for line in list(document.paragraphs):
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
        line._p.addprevious(control)
        control.find(qn("w:sdtContent")).append(line._p)
    assert found(agreement, files.saved(document)) == []


def test_a_file_put_into_the_file_is_said_to_be_there(agreement, given, bees):
    document = files.opened(given)
    chunk = OxmlElement("w:altChunk")
    chunk.set(qn("r:id"), "rId99")
    files.paragraph(document, "then write")._p.addnext(chunk)
    one = only(agreement, files.saved(document))
    assert (one.kind, one.key, one.before, one.after) == (TEXT, bees.key, "", "\\[…\\]")


def test_changes_of_shape_alone_propose_nothing(agreement, given):
    document = files.opened(given)
    for name, line in (("w:pPrChange", "first talk"), ("w:numberingChange", "then write")):
        files.paragraph(document, line)._p.get_or_add_pPr().append(files.change(name))
    properties = files.paragraph(document, "Nobody is left out")._p.get_or_add_pPr()
    of_end = OxmlElement("w:rPr")
    of_end.append(files.change("w:rPrChange"))
    properties.append(of_end)
    document.sections[0]._sectPr.append(files.change("w:sectPrChange"))
    assert found(agreement, files.saved(document)) == []


def test_another_numbering_proposes_nothing(agreement, given):
    document = files.opened(given)
    for style in ("Heading 1", "Heading 2"):
        properties = document.styles[style].element.pPr
        properties.remove(properties.find(qn("w:numPr")))
    assert found(agreement, files.saved(document)) == []
