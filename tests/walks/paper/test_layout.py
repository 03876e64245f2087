"""How documents are set: nothing off the paper, no page for a control block alone, and what is asked comes first."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.safestring import mark_safe

from backbone.paper import pdf
from meetings.minutes import issuing
from meetings.models import Line, Meeting
from partnerships.documents.versions import version_page
from partnerships.models import Body, Partnership
from tests import factories, pdfs
from tests.walks.paper.boxes import words_of
from tests.walks.paper.test_scripts import documents
from workplans import printing
from workplans.models import Milestone, Objective, Task

# Of static/css/pdf/page.css: numbers of sections hang ten millimetres into the margin on the left.
LEFT, RIGHT = 16, 20
SAFELINK = "https://eur01.safelinks.protection.example.org/?url=" + "https%3A%2F%2Fmeet.example.org%2F" * 8
COMPOUND = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung" * 2
CONTROL = pdf.Control(
    2, date(2026, 1, 22), "Ruth Nansubuga", "Issued", "ab" * 32, "http://testserver/verify/x/"
)


@pytest.mark.django_db
def test_no_word_stands_off_the_paper(world):
    Partnership.objects.filter(pk=world.of.pk).update(name=COMPOUND[:120], purpose=f"{SAFELINK} {COMPOUND}")
    world.of.refresh_from_db()
    Meeting.objects.update(place=SAFELINK[:200], goal=COMPOUND)
    Line.objects.update(text=f"{SAFELINK} {COMPOUND}")
    for model in (Milestone, Objective, Task):
        for row in model.objects.all():
            model.objects.filter(pk=row.pk).update(title=f"{COMPOUND}{row.pk}")
    for version in documents(world):
        words = words_of(pdf.render(version_page(version)))
        off = [one for one in words if one.left < LEFT - 0.5 or one.right > one.width - RIGHT + 0.5]
        assert not off, (version.document.kind, off[:3])


@pytest.mark.parametrize("rows", range(20, 44, 3))
def test_the_control_block_never_has_a_page_for_itself(rows):
    paragraphs = "".join(f"<p>Paragraph {n}</p>" for n in range(rows * 2))
    pages = pdfs.pages_of(pdf.render(stamped(f"{paragraphs}<p>The last words.</p>")))
    assert "About this copy" in pages[-1]
    assert "The last words." in pages[-1]


def stamped(body, title="Report", language="en"):
    partnership = Partnership(name="Coffee", hue=45, language=language)
    html = pdf.compose("pdf/base.html", {"title": title, "body": mark_safe(body)}, partnership)
    return pdf.stamp(html, CONTROL, language)


@pytest.mark.parametrize(
    ("title", "language"),
    [("Minutes of the 10th (25 November 2026)", "en"), ("Verslag (3 december 2026)", "nl")],
)
def test_a_title_does_not_break_inside_a_date(title, language):
    head = stamped("", title, language).partition("<h1")[2].partition("</h1>")[0]
    assert title.partition("(")[2].replace(" ", "\u00a0") in head


def test_each_page_has_the_day_of_its_version_at_its_foot():
    pages = pdfs.pages_of(pdf.render(stamped("<p>Words</p>" * 120)))
    assert len(pages) > 1
    assert all("22 January 2026" in page for page in pages)


@pytest.fixture
def meeting(db):
    """A meeting with a decision and an action point, in a group that wants three partners there."""
    of = factories.partnership("Coffee", language="en")
    body = Body.objects.create(partnership=of, name="Steering committee", quorum=3)
    chair = factories.person("Amina Chair")
    meeting = factories.meeting(of, body=body, chair=chair, state="closed", started_at=timezone.now())
    item = factories.agenda_item(meeting, "Nurseries")
    factories.line(meeting, "= We open two nurseries", item)
    factories.line(meeting, "! Amina Chair brings the soil maps", item)
    for n in range(40):
        factories.line(meeting, f"Note {n} on the nurseries", item)
    return meeting


def come(meeting, partners, state="present"):
    for _ in range(partners):
        partner = factories.partner(meeting.partnership)
        factories.attendance(meeting, factories.representative(partner), state, partner)


def minutes_of(meeting):
    meeting.refresh_from_db()
    version, _ = issuing.issue(meeting, number=1, to=(), by=factories.coordinator(meeting.partnership))
    return pdfs.pages_of(pdf.render(version_page(version)))


def test_the_minutes_first_page_has_what_was_decided_and_who_does_what(meeting):
    pages = minutes_of(meeting)
    assert len(pages) > 1
    assert "We open two nurseries" in pages[0]
    assert "brings the soil maps" in pages[0]
    assert " ".join(pages).count("soil maps") == 1
    assert "→ Decision 1" in " ".join(pages)
    assert "→ Action point A" in " ".join(pages)


def test_the_minutes_end_with_lines_to_sign(meeting):
    last = minutes_of(meeting)[-1]
    assert "Chair: date and signature Minute-taker: date and signature Amina Chair" in last


@pytest.mark.parametrize(
    ("here", "unrecorded", "says"),
    [
        (3, 0, "There was a quorum: 3"),
        (2, 0, "There was no quorum: 2"),
        (3, 1, "There was a quorum"),
        (2, 1, None),
    ],
)
def test_the_minutes_say_whether_there_was_a_quorum_where_that_was_recorded(meeting, here, unrecorded, says):
    come(meeting, here)
    come(meeting, unrecorded, "")
    first = minutes_of(meeting)[0]
    assert (says or "Attendance") in first
    assert ("quorum" in first) == bool(says)


def test_without_a_number_that_must_be_there_nothing_is_said_of_a_quorum(meeting):
    Body.objects.update(quorum=None)
    come(meeting, 3)
    assert "quorum" not in " ".join(minutes_of(meeting))


@pytest.mark.django_db
def test_the_plan_says_again_which_objective_a_table_goes_on_with():
    of = factories.partnership("Coffee")
    under = factories.objective(of, "Seedlings that survive")
    for n in range(60):
        factories.milestone(under, f"Milestone {n}", due=date(2027, 1, 1) + timedelta(days=n))
    version = printing.issue_plan(of, by=factories.coordinator(of))
    pages = pdfs.pages_of(pdf.render(version_page(version)))
    assert len(pages) > 2
    assert all("Seedlings that survive" in page for page in pages)
