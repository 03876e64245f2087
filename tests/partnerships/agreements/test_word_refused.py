"""Files that are no agreement, or more than anybody writes: refused in words; what is read is read as it stands."""

import pytest
from docx import Document

from backbone.pages.markup import to_html
from partnerships.proposals import comparing, receiving
from tests.partnerships.agreements import word_files as files
from tests.partnerships.agreements.word_files import found


def refusal(agreement, data):
    with pytest.raises(receiving.NotTaken) as why:
        receiving.compare(agreement, data)
    return str(why.value)


def behind(given, line, *runs):
    """The file with these runs (words, whether they are bold) in a paragraph of their own behind a line."""
    document = files.opened(given)
    new = files.paragraph(document, line).insert_paragraph_before()
    for words, bold in runs:
        new.add_run(words).bold = bold
    return files.saved(document)


@pytest.mark.parametrize("body", [b"<html/>", b"<w/>", b"<w><body/></w>"])
def test_a_file_that_says_nothing_strikes_no_clause_out(agreement, given, body):
    parts = files.parts_of(given)
    assert "says nothing" in refusal(agreement, files.packed(parts | {"word/document.xml": body}))


def test_a_file_without_any_of_the_clauses_is_not_taken_for_the_agreement(agreement):
    document = Document()
    document.add_heading("Soup", 1)
    document.add_paragraph("Boil the carrots until they are soft.")
    assert "No clause" in refusal(agreement, files.saved(document))


def test_what_is_longer_than_a_proposal_holds_is_refused_and_not_cut(agreement, given):
    data = behind(given, "first talk", ("word " * (comparing.LONGEST // 4), False))
    assert "30,000 letters" in refusal(agreement, data)


def test_a_change_by_each_of_many_people_is_said_once(agreement, given):
    document = files.opened(given)
    line = files.paragraph(document, "first talk")
    for n in range(3000):
        files.insert(line, "so ", author=f"P{n % 1500}")
    [one] = found(agreement, files.saved(document))
    assert len(one.changes) == 1500
    assert one.after.count("so") == 3000


def test_changes_within_changes_without_end_are_too_much(agreement, given):
    document = files.opened(given)
    outer = files.paragraph(document, "first talk")._p
    for _depth in range(100):
        inner = files.change("w:ins")
        outer.append(inner)
        outer = inner
    for _n in range(2000):
        outer.append(files.run("x"))
    assert "too long" in refusal(agreement, files.saved(document))


def test_many_new_headings_are_each_a_clause(agreement, given):
    document = files.opened(given)
    for n in range(300):
        document.add_heading(f"Paragraph on subject {n}", 2)
        document.add_paragraph("Nobody has thought of this before, and everybody is glad of it.")
    assert sum(one.kind == comparing.NEW for one in found(agreement, files.saved(document))) == 300


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (
            [("Costs &copy; &lt;b&gt; &#60; R&D", False)],
            "Costs &amp;copy; &amp;lt;b&amp;gt; &amp;#60; R&amp;D",
        ),
        ([("“so”", True), ("called", False)], "“so”called"),
        ([("all", False), ("(each)", True), (" of us", False)], "all(each) of us"),
        ([("each ", True), ("of us", False)], "<strong>each</strong> of us"),
    ],
)
def test_words_are_shown_as_they_stood(agreement, given, runs, shown):
    [one] = found(agreement, behind(given, "first talk", *runs))
    assert to_html(one.after) == f'<p dir="auto">{shown}</p>\n'


def test_a_heading_that_is_too_long_for_one_is_kept_whole(agreement, given):
    document = files.opened(given)
    document.add_heading("A heading of many words. " * 6, 2)
    document.add_paragraph("And what it says.")
    [one] = found(agreement, files.saved(document))
    assert one.heading.endswith("…")
    assert len(one.heading) == comparing.LONGEST_HEADING
    assert one.after.count("A heading of many words.") == 6
