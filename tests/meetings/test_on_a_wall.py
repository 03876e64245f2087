"""What was issued under a confidential item is on no page while somebody presents, and is read otherwise."""

import pytest

from meetings import confidential
from meetings.models import AgendaItem
from partnerships.documents.models import Version
from tests import factories
from tests.meetings.minutes.steps import issue

pytestmark = pytest.mark.django_db
MARKS = ["marker-title-zq", "marker-note-zq", "marker-decision-zq", "marker-task-zq"]


@pytest.fixture
def pages(minuted):
    """The pages that show issued minutes, of which the second version changes what is confidential."""
    item = factories.agenda_item(minuted.meeting, "Staff (vertrouwelijk) marker-title-zq", position=3)
    note = factories.line(minuted.meeting, "marker-note-zq", item)
    factories.line(minuted.meeting, "= marker-decision-zq", item)
    factories.line(minuted.meeting, "! Anna: marker-task-zq, 11 December", item)
    issue(minuted)
    note.refresh_from_db()
    note.text = "marker-note-zq, in other words"
    note.save()
    issue(minuted, 2, to=(), changed="In other words")
    versions = [f"/minutes/{version.pk}/" for version in Version.objects.order_by("number")]
    overview = "/partnerships/coffee/"
    return [*versions, f"/meetings/{minuted.meeting.pk}/", f"{overview}decisions/", overview]


def marks_on(browser, pages):
    shown = {page: browser.get(page).text.partition("<main")[2].casefold() for page in pages}
    return {page: [mark for mark in MARKS if mark in text] for page, text in shown.items()}


@pytest.mark.parametrize("who", ["ruth", "anna"])
def test_nothing_under_a_confidential_item_is_shown_on_a_wall(minuted, pages, browser_of, who):
    browser = browser_of(getattr(minuted, who))
    first, second, meeting, register, _overview = pages
    before = marks_on(browser, pages)
    assert before[first] == before[second] == MARKS
    assert before[meeting] == ["marker-title-zq"]
    assert before[register] == ["marker-decision-zq"]
    browser.post("/me/presentation/", {"on": "1"})
    assert not any(marks_on(browser, [first, second, meeting, register]).values())
    text = browser.get(second).text
    assert "A confidential item" in text
    assert "We open nurseries in Kasese" in text
    assert "marker-decision-zq" not in browser.get(pages[-1]).text
    assert "We open nurseries in Kasese" in browser.get(register).text


CONFIDENTIAL = """
Staff (confidential)|Confidentiality of the audit|Heard confidentially|In camera: the chair|Closed part: salaries
CLOSED SESSION|Behind closed doors|Pay, in private|Staf (vertrouwelijk)|Vertrouwelijke zaken|Confidentieel: de offerte
Confidentiële stukken|Besloten deel|Achter gesloten deuren|Niet openbaar: het bod|Niet-openbare stukken
"""
OPEN = """
Confidence of the growers|Cameras at the gate|The session is closed at five|Private sector|Open doors day|Besluiten
De openbare ruimte|Vertrouwen in de markt|Privatisation of the mill|Closure of the fund|Openbaar vervoer
"""


@pytest.mark.parametrize("title", CONFIDENTIAL.replace("\n", "|").strip("|").split("|"))
def test_a_title_that_says_so_is_confidential(coffee, title):
    item = factories.agenda_item(coffee.meeting, title)
    assert confidential.is_confidential(item)
    assert AgendaItem.objects.filter(pk=item.pk, title__iregex=confidential.CONFIDENTIAL_IN_SQL).exists()


@pytest.mark.parametrize("title", OPEN.replace("\n", "|").strip("|").split("|"))
def test_a_title_that_only_sounds_like_it_is_not(coffee, title):
    item = factories.agenda_item(coffee.meeting, title)
    assert not confidential.is_confidential(item)
    assert not AgendaItem.objects.filter(pk=item.pk, title__iregex=confidential.CONFIDENTIAL_IN_SQL).exists()
