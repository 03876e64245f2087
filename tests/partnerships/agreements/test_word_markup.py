"""Each kind of change as Word is known to write it, and what it proposes."""

from docx import Document

from partnerships.agreements import writing
from partnerships.proposals import receiving
from partnerships.proposals.comparing import COMMENT, HEADING, MOVED, NEW, REMOVED, TEXT
from partnerships.proposals.pieces import pieces
from tests.partnerships.agreements import word_files as files
from tests.partnerships.agreements.word_files import found, only


def test_an_insertion_and_a_deletion_are_one_proposal_with_who_and_when(agreement, given, bees):
    document = files.opened(given)
    line = files.paragraph(document, "each brings one thing")
    files.insert(line, " or two", author="Peter de Vries")
    files.delete(files.paragraph(document, "first talk"), words="first", author="Maria")
    one, other = found(agreement, files.saved(document))
    assert (one.kind, one.key, one.before, one.after) == (
        TEXT,
        bees.key,
        "- each brings one thing",
        "- each brings one thing or two",
    )
    assert (one.author, one.dated.isoformat(), one.is_tracked) == (
        "Peter de Vries",
        "2026-11-20T10:00:00+00:00",
        True,
    )
    assert (other.author, other.after) == ("Maria", "1. talk")


def test_what_was_changed_without_tracking_is_found(agreement, given, bees):
    document = files.opened(given)
    files.paragraph(document, "Nobody is left out").runs[0].text = "Nobody is ever left out."
    one = only(agreement, files.saved(document))
    assert (one.key, one.after, one.is_tracked, one.author) == (
        bees.key,
        "> Nobody is ever left out.",
        False,
        "",
    )


def test_two_authors_in_one_paragraph_are_both_named(agreement, given):
    document = files.opened(given)
    line = files.paragraph(document, "each brings one thing")
    files.insert(line, " or two", author="Peter")
    files.insert(line, " or three", author="Maria")
    assert only(agreement, files.saved(document)).author == "Peter, Maria"


def test_what_one_inserted_and_another_deleted_is_nothing(agreement, given):
    document = files.opened(given)
    around, inner = files.change("w:ins"), files.change("w:del", "Maria")
    inner.append(files.run(" or two", deleted=True))
    around.append(inner)
    files.paragraph(document, "each brings one thing")._p.append(around)
    assert found(agreement, files.saved(document)) == []


def test_paragraphs_come_and_go_with_their_ends(agreement, given, bees):
    document = files.opened(given)
    files.add_behind(files.paragraph(document, "then write"), "And sign.")
    files.delete_whole(files.paragraph(document, "Nobody is left out"))
    rows = found(agreement, files.saved(document))
    assert [(row.before, row.after) for row in rows] == [
        ("> Nobody is left out.", "And sign."),
    ]
    assert rows[0].is_tracked


def test_a_move_is_two_proposals_that_say_so(agreement, given):
    document = files.opened(given)
    files.delete_whole(files.paragraph(document, "Nobody is left out"), name="w:moveFrom")
    files.add_behind(files.paragraph(document, "as it is"), "Nobody is left out.", name="w:moveTo")
    gone, came = found(agreement, files.saved(document))
    assert (gone.before, gone.after, gone.is_move) == ("> Nobody is left out.", "", True)
    assert (came.before, came.after, came.is_move) == ("", "Nobody is left out.", True)


def test_formatting_alone_proposes_nothing(agreement, given):
    document = files.opened(given)
    for one in document.paragraphs:
        for part in one.runs:
            part.italic = True
    files.paragraph(document, "first talk").runs[0]._r.get_or_add_rPr().append(files.change("w:rPrChange"))
    assert found(agreement, files.saved(document)) == []


def test_words_split_over_runs_are_the_same_words(agreement, given):
    document = files.opened(given)
    for line in document.paragraphs:
        for part in list(line.runs):
            if len(part.text) > 3 and "\n" not in part.text:
                part._r.addnext(files.run(part.text[2:], of=part._r))
                part.text = part.text[:2]
    assert found(agreement, files.saved(document)) == []


def test_a_content_control_and_a_link_are_read_through(agreement, given):
    control = "<w:sdt><w:sdtContent><w:r><w:t>talk</w:t></w:r></w:sdtContent></w:sdt>"
    split = f"<w:t>first </w:t></w:r>{control}"
    assert found(agreement, files.with_body(given, "<w:t>first talk</w:t></w:r>", split)) == []


def test_nested_tables_and_footnotes_are_not_lost(agreement, given, bees):
    document = files.opened(given)
    line = files.paragraph(document, "then write")
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "Outer words"
    table.cell(0, 0).add_table(1, 1).cell(0, 0).text = "Inner words"
    line._p.addnext(table._tbl)
    (one,) = found(agreement, files.saved(document))
    assert (one.key, one.after) == (bees.key, "Outer words\n\nInner words")
    note = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    data = files.with_body(given, "<w:t>first talk</w:t></w:r>", f"<w:t>first talk</w:t></w:r>{note}")
    words = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="5"><w:p><w:r><w:t>on the phone</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    data = files.packed(files.parts_of(data) | {"word/footnotes.xml": words.encode()})
    assert only(agreement, data).after == "1. first talk \\[on the phone\\]"


def test_a_comment_is_a_proposal_with_what_it_is_about(agreement, given, bees):
    document = files.opened(given)
    line = files.paragraph(document, "first talk")
    document.add_comment(line.runs, "By whom?", author="Maria")
    one = only(agreement, files.saved(document))
    assert (one.kind, one.key, one.before, one.after, one.author) == (
        COMMENT,
        bees.key,
        "first talk",
        "By whom?",
        "Maria",
    )


def test_clauses_come_go_move_and_get_another_heading(agreement, given, bees):
    document = files.opened(given)
    heading = files.paragraph(document, "Bees")
    files.add_behind(heading, "x")  # an own paragraph, so that the heading is changed by hand below
    files.say(heading, "Bees and birds")
    end = document.paragraphs[-1]
    new = files.type_behind(end, "Wasps")
    new.style = document.styles["Heading 2"]
    files.type_behind(new, "They stay out.")
    gone = agreement.clauses.get(key="vision")
    for one in [files.paragraph(document, gone.heading), *files.body_of(document, gone)]:
        if files.said(one) in (gone.heading, gone.text):
            one._p.getparent().remove(one._p)
    rows = {row.kind: row for row in found(agreement, files.saved(document))}
    assert (rows[HEADING].before, rows[HEADING].after) == ("Bees", "Bees and birds")
    assert (rows[NEW].heading, rows[NEW].after) == ("Wasps", "They stay out.")
    assert (rows[REMOVED].key, rows[REMOVED].before) == ("vision", gone.text)


def test_a_clause_that_stands_elsewhere_has_moved(agreement, given):
    document = files.opened(given)
    clause, first = agreement.clauses.get(key="mission"), agreement.clauses.get(key="vision")
    block = [files.paragraph(document, clause.heading), *files.body_of(document, clause)]
    target = files.body_of(document, first)[-1]._p
    for one in reversed(block):
        target.addnext(one._p)
    one = only(agreement, files.saved(document))
    assert (one.kind, one.key, one.after, one.is_move) == (MOVED, "mission", first.heading, True)


def test_a_tracked_deletion_of_a_whole_clause_drops_it_alone(agreement, given):
    document = files.opened(given)
    clause = agreement.clauses.get(key="vision")
    for one in [files.paragraph(document, clause.heading), *files.body_of(document, clause)]:
        files.delete_whole(one, author="Maria")
    one = only(agreement, files.saved(document))
    assert (one.kind, one.key, one.author, one.is_tracked) == (REMOVED, "vision", "Maria", True)


def test_what_belongs_to_no_clause_is_shown_without_one(agreement, given):
    document = files.opened(given)
    files.type_behind(document.paragraphs[0], "From our lawyer, with regards.")
    document.sections[0].header.paragraphs[0].text += " CONFIDENTIAL"
    top, above = found(agreement, files.saved(document))
    assert (top.key, top.after) == ("", "From our lawyer, with regards.")
    assert above.key == ""
    assert above.after.endswith("CONFIDENTIAL")


def test_a_clean_file_from_a_lawyer_is_compared_as_a_whole(agreement, bees):
    document = Document()
    number = 0
    for _group, own in writing.groups(agreement.clauses.all()):
        for clause in own:
            number += 1
            document.add_paragraph(f"{number}. {clause.heading}").runs[0].bold = True
            for piece in pieces(clause.text):
                words = piece.words.replace("first talk", "first sue")
                document.add_paragraph(words)
    rows, _base, is_ours = receiving.compare(agreement, files.saved(document))
    assert not is_ours
    assert [(row.key, row.after, row.is_tracked) for row in rows] == [(bees.key, "first sue", False)]
