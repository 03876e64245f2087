"""The agreement goes out as a Word file and comes back: what somebody changed is found, and nothing else is.

No file from Word itself was at hand: the markup is written here as Word is known to write it, and the long tier has
LibreOffice read and write the files.
"""

import random
import subprocess

import pytest
from django.utils import timezone, translation
from docx import Document

from partnerships.agreements import arranging, writing
from partnerships.agreements.models import Clause
from partnerships.proposals import comparing, receiving, word
from partnerships.proposals.base import of_draft, of_version
from partnerships.proposals.comparing import COMMENT, HEADING, MOVED, NEW, REMOVED, TEXT
from partnerships.proposals.pieces import pieces, replaced
from partnerships.proposals.reading import read
from tests.partnerships.agreements import word_files as files

MARKDOWN = (
    "Partners **meet** every *six* weeks,\nin turn at each other’s.\n\n"
    "- each brings one thing\n- each **takes** one thing\n  - and says so\n\n"
    "1. first talk\n2. then write\n\n"
    "> Nobody is left out.\n\n"
    "See [the plan](https://example.org/plan) and write 3. May * or _ here.\n\n"
    "## Money\n\n`as it is`"
)


@pytest.fixture
def agreement(coffee, union):
    own = writing.write(coffee)
    clause = arranging.begin_own(own)
    clause.group, clause.heading, clause.text = "how", "Bees", MARKDOWN
    clause.save()
    return own


@pytest.fixture
def given(agreement):
    """The file that goes out."""
    return word.write(of_draft(agreement, timezone.now()))


def found(agreement, data):
    return receiving.compare(agreement, data)[0]


def only(agreement, data):
    (one,) = found(agreement, data)
    return one


@pytest.fixture
def bees(agreement):
    return agreement.clauses.get(heading="Bees")


# Without changes


def test_without_changes_nothing_is_proposed(agreement, given):
    rows, base, is_ours = receiving.compare(agreement, given)
    assert (rows, is_ours) == ([], True)
    assert len(base.clauses) == agreement.clauses.filter(left_out=False).count()


def test_nor_by_an_issued_version(agreement, ruth):
    version = writing.issue(agreement, by=ruth)
    data = word.write(of_version(agreement, version))
    agreement.clauses.update(text="Said otherwise since.")
    rows, base, _is_ours = receiving.compare(agreement, data)
    assert (rows, base.version) == ([], 1)


def test_nor_when_the_draft_was_changed_since_it_went_out(agreement, given, bees):
    Clause.pgh_event_model.objects.update(pgh_created_at=timezone.now() - timezone.timedelta(hours=1))
    bees.text = "Said otherwise since."
    bees.save()
    Clause.pgh_event_model.objects.filter(text=bees.text).update(
        pgh_created_at=timezone.now() + timezone.timedelta(hours=1)
    )
    assert found(agreement, given) == []


def test_nor_in_dutch(coffee, union, as_ruth):
    coffee.language = "nl"
    coffee.save()
    own = writing.write(coffee)
    with translation.override("en"):
        assert found(own, word.write(of_draft(own, timezone.now()))) == []


def test_it_has_real_headings_a_header_and_a_mark_for_each_clause(agreement, given, bees):
    document = files.opened(given)
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 2"]
    assert headings == [
        clause.heading for _group, own in writing.groups(agreement.clauses.all()) for clause in own
    ]
    assert "Draft of" in document.sections[0].header.paragraphs[0].text
    assert f"clause_{bees.key.replace('-', '_')}" in files.parts_of(given)["word/document.xml"].decode()
    assert files.body_of(document, bees)[0].runs[1].bold


# One change each, as Word writes it


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
    heading.runs[0].text = "Bees and birds"
    end = document.paragraphs[-1]
    new = files.type_behind(end, "Wasps")
    new.style = document.styles["Heading 2"]
    files.type_behind(new, "They stay out.")
    gone = agreement.clauses.get(key="vision")
    for one in [files.paragraph(document, gone.heading), *files.body_of(document, gone)]:
        if one.text in (gone.heading, gone.text):
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


# Any edits: each is found, or shown without a place


def edits(document, rng, n):
    """Do some edits, each to a paragraph of its own; returns a word of each that has to turn up, and where."""
    bodies = [
        one
        for one in document.paragraphs
        if one.style.name not in ("Heading 1", "Heading 2", "Title") and len(one.text.split()) > 3
    ][2:]
    rng.shuffle(bodies)
    signs = []
    for number, line in enumerate(bodies[:n]):
        sign = f"zzsign{number}zz"
        words = line.text.split("\n")[0][:25]
        kind = rng.choice(
            ["insert", "untracked", "delete", "add", "add_untracked", "comment", "move", "drop"]
        )
        if kind == "insert":
            files.insert(line, f" {sign}")
        elif kind == "untracked":
            line.runs[-1].text += f" {sign}"
        elif kind == "delete":
            sign = line.text.split()[0]
            files.delete(line, words=sign)
        elif kind == "add":
            files.add_behind(line, f"{sign} stands here")
        elif kind == "add_untracked":
            files.type_behind(line, f"{sign} stands here")
        elif kind == "comment":
            document.add_comment(line.runs, sign, author="Maria")
        elif kind == "drop":
            sign = words
            line._p.getparent().remove(line._p)
        else:
            sign, target = words, bodies[-1 - number]
            files.add_behind(target, line.text.replace("\n", " "), name="w:moveTo")
            files.delete_whole(line, name="w:moveFrom")
        signs.append((kind, sign))
    return signs


@pytest.mark.parametrize("seed", range(30))
def test_each_of_many_edits_is_found_or_shown_without_a_place(agreement, given, seed):
    rng = random.Random(seed)
    document = files.opened(given)
    signs = edits(document, rng, rng.randint(1, 8))
    rows = found(agreement, files.saved(document))
    said = " ".join(" ".join(pieces_of(row)) for row in rows)
    for kind, sign in signs:
        assert " ".join(sign.split()) in said, (kind, sign)
    assert len(rows) <= 3 * len(signs)


def pieces_of(row):
    for text in (row.before, row.after):
        yield from (piece.words for piece in pieces(text))


@pytest.mark.parametrize("seed", range(10))
def test_what_is_taken_says_afterwards_what_the_file_said(agreement, given, bees, seed):
    rng = random.Random(seed)
    document = files.opened(given)
    lines = files.body_of(document, bees)
    for number, line in enumerate(rng.sample(lines, 3)):
        rng.choice([files.insert, files.add_behind])(line, f" more{number}")
    data = files.saved(document)
    text = bees.text
    for row in found(agreement, data):
        text = replaced(text, row.before, row.after, row.anchor)
        assert text is not None
    bees.text = text
    bees.save()
    now = of_draft(agreement, timezone.now())
    assert comparing.proposals(read(data), now, is_ours=True) == [], text


# Hostile and broken files


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


# LibreOffice


def converted(path, to):
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{path.parent}/profile",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            str(path.parent),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return path.with_suffix(f".{to.split(':')[0]}")


@pytest.mark.long
def test_a_file_that_went_through_libreoffice_proposes_what_was_changed_and_nothing_else(
    agreement, given, tmp_path
):
    path = tmp_path / "agreement.docx"
    path.write_bytes(given)
    odt = converted(path, "odt")
    path.unlink()
    back = converted(odt, "docx")
    assert found(agreement, back.read_bytes()) == []
    document = files.opened(given)
    files.insert(files.paragraph(document, "first talk"), " indeed")
    files.delete_whole(files.paragraph(document, "Nobody is left out"), author="Maria")
    document.add_comment(files.paragraph(document, "then write").runs, "By whom?", author="Maria")
    path.write_bytes(files.saved(document))
    odt = converted(path, "odt")
    path.unlink()
    rows = found(agreement, converted(odt, "docx").read_bytes())
    assert {(row.kind, row.author, row.after) for row in rows} == {
        (TEXT, "Peter", "1. first talk indeed"),
        (TEXT, "Maria", ""),
        (COMMENT, "Maria", "By whom?"),
    }
