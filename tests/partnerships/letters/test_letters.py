"""A letter on the partnership's letterhead: as PDF and for Word, from one structure."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from partnerships.identity.models import Identity
from partnerships.letters import letter_files
from partnerships.letters.letter import Letter, letterhead
from tests import factories, pdfs
from tests.partnerships.identity.test_logo import put

pytestmark = pytest.mark.django_db

BODY = """We **ask** you to *join* us, see [the plan](https://example.org/plan).

## What we ask

1. Meet
2. Talk

Then:

1. Answer

- seeds
- soil

## What it gives

A second
line.
"""


@pytest.fixture
def dutch(ruth):
    of = factories.partnership("Koffiekring", language="nl")
    Identity.objects.create(partnership=of, letterhead="Plein 4\n\nUtrecht")
    put(of, ruth)
    return of


def letter(of, **fields):
    own = {
        "addressee": "The Permanent Secretary\nattn Grace Example\nPlot 9, Kampala",
        "written_on": date(2026, 3, 2),
        "subject": "Invitation to join",
        "salutation": "Dear Secretary,",
        "body": BODY,
        "closing": "Yours sincerely,",
        "signer": "Ruth Example\nCoordinator",
        "reference": "KK/7",
    }
    return Letter(of, **own | fields)


def word(content):
    return Document(BytesIO(content))


def test_the_pdf_says_all_in_its_language_and_is_tagged(dutch):
    content = letter_files.as_pdf(letter(dutch))
    pdfs.assert_in_pdf(
        content, "Koffiekring", "Plein 4", "attn Grace Example", "2 maart 2026", "KK/7", "Ruth Example"
    )
    assert pdfs.read(content).root_object["/Lang"] == "nl"
    assert len(pdfs.pages_of(content)) == 1


def test_headings_in_the_pdf_leave_no_level_out(dutch):
    html = letter_files.composed(letter(dutch, body="### One\n\n#### Two\n\n<h3>typed</h3>"))
    assert html.count("<h1") == 1
    assert "One</h2>" in html
    assert "Two</h3>" in html
    assert "&lt;h3&gt;typed" in html


def test_the_docx_is_a4_in_its_language_with_real_styles(dutch):
    document = word(letter_files.as_docx(letter(dutch)))
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"nl-NL"}
    styled = {one.text: one.style.name for one in document.paragraphs}
    assert styled["Invitation to join"] == "Heading 1"
    assert styled["What we ask"] == "Heading 2"
    assert styled["Talk"] == "List Number"
    assert styled["soil"] == "List Bullet"
    assert styled["attn Grace Example"] == "Addressee"
    assert document.core_properties.author == "Koffiekring"


def test_the_docx_carries_letterhead_and_logo_with_its_name_read_aloud(dutch):
    top = word(letter_files.as_docx(letter(dutch))).sections[0].first_page_header
    assert [one.text for one in top.paragraphs] == ["", "Koffiekring", "Plein 4", "Utrecht"]
    assert next(top._element.iter(qn("wp:docPr"))).get("descr") == "Koffiekring"


def test_stress_links_and_line_breaks_stay_in_the_docx(dutch):
    document = word(letter_files.as_docx(letter(dutch)))
    first = next(one for one in document.paragraphs if one.text.startswith("We ask"))
    assert [run.text for run in first.runs if run.bold] == ["ask"]
    assert [run.text for run in first.runs if run.italic] == ["join"]
    assert [(one.text, one.address) for one in first.hyperlinks] == [("the plan", "https://example.org/plan")]
    assert "A second\nline." in [one.text for one in document.paragraphs]


def test_a_second_numbered_list_begins_at_one(dutch):
    document = word(letter_files.as_docx(letter(dutch)))
    numbers = {
        one.text: one._p.pPr.numPr.numId.val for one in document.paragraphs if one.style.name == "List Number"
    }
    assert numbers["Meet"] == numbers["Talk"] != numbers["Answer"]


def test_a_partnership_without_an_identity_writes_on_its_name():
    bare = factories.partnership("Bare")
    paper = letterhead(bare)
    assert (paper.name, paper.lines, paper.logo) == ("Bare", [], b"")
    top = word(letter_files.as_docx(letter(bare, reference=""))).sections[0].first_page_header
    assert [one.text for one in top.paragraphs] == ["Bare"]
    pdfs.assert_in_pdf(letter_files.as_pdf(letter(bare)), "Bare")


def test_a_long_subject_runs_in_one_line_above_the_pages_that_follow(dutch):
    long = letter(dutch, subject="Wide " * 60, body="Words.\n\n" * 80)
    second = pdfs.pages_of(letter_files.as_pdf(long))[1]
    assert second.count("Wide") < 10
    head = word(letter_files.as_docx(long)).sections[0].header.paragraphs[0].text
    assert head.startswith("Koffiekring · Wide")
    assert len(head) < 60


HOSTILE = {
    "controls": {"subject": "a\x00b\x0bc", "addressee": "A\x00\r\nB", "body": "x\x01y"},
    "300 characters": {"addressee": "Ö" * 300, "subject": "W" * 300, "signer": "Z" * 300},
    "from the right": {"addressee": "وزارة الزراعة", "body": "مرحبا\n\n- واحد", "salutation": "שלום"},
    "Markdown that is none": {
        "body": "<script>x</script> ![p](http://x.example/a.png) [j](javascript:x) ***"
    },
    "nested": {"body": "- a\n  1. b\n     - c\n       - d\n         - e\n\n  more\n\n> q\n\n```\ncode\n```"},
    "longer than anybody formats": {"body": "[" * 31_000 + "\n\nend"},
    "nothing": {"addressee": "", "body": "", "signer": "", "salutation": "", "closing": ""},
}


@pytest.mark.parametrize("fields", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_typed_makes_both_files(dutch, fields):
    bad = letter(dutch, **fields)
    assert pdfs.is_tagged(letter_files.as_pdf(bad))
    assert word(letter_files.as_docx(bad)).paragraphs


def test_for_word_the_name_the_office_and_the_signature_stand_on_one_page(dutch):
    rows = word(letter_files.as_docx(letter(dutch))).paragraphs
    closing = next(place for place, row in enumerate(rows) if row.text == "Yours sincerely,")
    assert [row.paragraph_format.keep_with_next for row in rows[closing - 1 :]] == [True, True, True, False]
