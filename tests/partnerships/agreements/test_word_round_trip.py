"""The agreement goes out as a Word file and comes back: what somebody changed is found, and nothing else is.

No file from Word itself was at hand: the markup is written here as Word is known to write it, and the long tier has
LibreOffice read and write the files. docs/word.md says so, too.
"""

import random
import subprocess

import pytest
from django.utils import timezone, translation

from partnerships.agreements import writing
from partnerships.agreements.models import Clause
from partnerships.proposals import comparing, receiving, word
from partnerships.proposals.base import of_draft, of_version
from partnerships.proposals.comparing import COMMENT, TEXT
from partnerships.proposals.pieces import pieces, replaced
from partnerships.proposals.reading import read
from tests.partnerships.agreements import word_files as files
from tests.partnerships.agreements.word_files import found

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
    headings = [files.said(one) for one in document.paragraphs if one.style.name == "Heading 2"]
    assert headings == [
        clause.heading for _group, own in writing.groups(agreement.clauses.all()) for clause in own
    ]
    assert "Draft of" in document.sections[0].header.paragraphs[0].text
    assert f"clause_{bees.key.replace('-', '_')}" in files.parts_of(given)["word/document.xml"].decode()
    assert files.body_of(document, bees)[0].runs[1].bold


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
