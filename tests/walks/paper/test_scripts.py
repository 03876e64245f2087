"""Every document prints the names and words of every script with real letters, and stays small."""

import unicodedata
from datetime import date

import pytest

from backbone.accounts.models import Person
from backbone.paper import pdf, scripts
from impact.models import Report
from impact.reports import issue_report
from meetings.minutes import issuing
from meetings.models import Line, Meeting
from partnerships.agreements import writing
from partnerships.models import Organisation, Partnership
from tests import pdfs
from tests.walks.paper.glyphs import letters_drawn
from workplans import printing
from workplans.models import Milestone, Objective, Task

NAMES = [
    "王小明",
    "佐藤さくら",
    "김민준",
    "प्रिया शर्मा",
    "রহিমা খাতুন",
    "கவிதா முருகன்",
    "สมชาย ใจดี",
    "አበበ በቀለ",
    "فاطمة الزهراء",
    "דוד כהן",
]
PICTURES = "🎉✅👍🏽"
WORDS = " · ".join([*NAMES, PICTURES])
LIMIT = 300_000


def without_letters(text):
    """What this machine has no font for, and says so: boxes are drawn for these letters, and for these alone."""
    lacking = scripts.without_font()
    return {letter for letter in text if any(script.has(letter) for script in lacking)}


def rename_all(world):
    """Names and words of all scripts, everywhere in the demo."""
    Partnership.objects.filter(pk=world.of.pk).update(name=WORDS, purpose=WORDS)
    for model, column in [
        (Person, "name"),
        (Organisation, "name"),
        (Milestone, "title"),
        (Task, "title"),
        (Objective, "title"),
        (Line, "text"),
        (Meeting, "goal"),
    ]:
        for n, row in enumerate(model.objects.order_by("pk")):
            words = f"{NAMES[n % len(NAMES)]} {row.pk}"
            model.objects.filter(pk=row.pk).update(**{column: f"{words} {PICTURES}"})
    Organisation.objects.update(short_name="")
    world.of.refresh_from_db()


def documents(world):
    """The minutes, the agreement, the report and the plan, as they are issued."""
    by, meeting = world.people["coordinator"], world.one(Meeting, state="closed")
    Line.objects.filter(meeting=meeting, kind="note").update(text=WORDS)
    yield issuing.issue(meeting, number=1, to=[by.pk], by=by)[0]
    yield writing.issue(writing.agreement_of(world.of), by=by)
    yield issue_report(world.one(Report), by)
    yield printing.issue_plan(world.of, by)


def letters_of(name):
    """Its letters. What joins with its neighbours in one outline is known by one of them, so not all are found."""
    return {one for one in name if unicodedata.category(one).startswith("L")}


@pytest.mark.django_db
def test_every_document_prints_every_script_and_stays_small(world):
    rename_all(world)
    for version in documents(world):
        content = pdf.render(version.html)
        drawn, boxes = letters_drawn(content)
        kind = version.document.kind
        assert boxes <= without_letters(WORDS), kind
        for name in NAMES:
            if without_letters(name):
                continue
            assert len(letters_of(name) & drawn) > len(letters_of(name)) / 2, (kind, name)
        assert len(content) < LIMIT, (kind, len(content))
        assert without_letters(PICTURES) or any(page.images for page in pdfs.read(content).pages), kind


@pytest.mark.parametrize("words", [*NAMES, PICTURES])
def test_one_script_adds_little(words):
    plain, more = (pdf.render(page(text)) for text in ("Ruth Nansubuga", words))
    assert len(more) - len(plain) < (60_000 if words == PICTURES else 20_000)
    assert letters_drawn(more)[1] <= without_letters(words)


def page(text):
    return f'<html lang="en"><title>x</title><h1>{text}</h1><p>{text} <b>{text}</b></p></html>'


def test_letters_that_no_font_has_are_found_by_the_walk():
    """A letter that was never given one: what is drawn for it is the box."""
    assert letters_drawn(pdf.render(page("Ruth \U000f1234")))[1] == {"\U000f1234"}


def test_with_latin_text_no_other_font_is_looked_at():
    assert scripts.scripts_in(f"Zoë Ångström, Łódź, Ελλάδα, Україна → 5 € {date.today()}") == []


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("王小明", ["Noto Sans CJK SC"]),
        ("佐藤さくら", ["Noto Sans CJK JP", "Noto Sans CJK SC"]),
        ("דוד und فاطمة", ["Noto Sans Hebrew", "Noto Sans Arabic"]),
        ("Well done 🎉", [""]),
    ],
)
def test_a_text_is_given_the_fonts_of_its_scripts(text, families):
    assert [script.family for script in scripts.scripts_in(text)] == families
