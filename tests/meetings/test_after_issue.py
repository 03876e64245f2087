"""After issue what was issued changes by a new version only: each change × page, register, task, PDF and mail."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from backbone.paper import pdf
from meetings.minutes import line_changes
from meetings.models import Decision
from partnerships.correspondence.models import Correspondence
from partnerships.documents import versions
from partnerships.documents.models import Version
from tests.meetings.minutes.steps import issue
from tests.pdfs import pages_of
from tests.walks.markup import folded
from workplans.models import Task

pytestmark = pytest.mark.django_db

REASON = "It was written down wrongly"
ACTION, DECISION, NOTE = "send the site list", "We open nurseries", "Four districts"


@dataclass(frozen=True)
class Case:
    """A change of one line by the coordinator, and what is seen where, before and after version 2.

    old, new: words of the line in register, PDF and mails; task: (title, owner, due day, state) after version 2
    asks: of whom version 2 asks how many things
    """

    line: str
    change: dict
    old: str
    new: str = ""
    task: tuple = ()
    asks: dict = field(default_factory=dict)


SEND = ("Send the site list", "anna", date(2026, 12, 11), "open")
CASES = {
    "an action point's words": Case(
        ACTION,
        {"raw": "! Anna: post the map, 11 December"},
        old="Send the site list",
        new="Post the map",
        task=("Post the map", *SEND[1:]),
    ),
    "its day": Case(
        ACTION,
        {"raw": "! Anna: send the site list, 18 December"},
        old="Growers Co-op 11 Dec",
        new="Growers Co-op 18 Dec",
        task=("Send the site list", "anna", date(2026, 12, 18), "open"),
        asks={"anna": 1},
    ),
    "its owner": Case(
        ACTION,
        {"raw": "! Okello: send the site list, 11 December"},
        old="list Anna Kyomuhendo Rwenzori Growers Co-op",
        new="list proposed to Peter Okello",
        task=("Send the site list", "okello", date(2026, 12, 11), "proposed"),
        asks={"okello": 1},
    ),
    "owner and day at once": Case(
        ACTION,
        {"raw": "! Okello: send the site list, 18 December"},
        old="Anna Kyomuhendo Rwenzori Growers Co-op 11 Dec",
        new="Ministry of Agriculture 18 Dec",
        task=("Send the site list", "okello", date(2026, 12, 18), "proposed"),
        asks={"okello": 1},
    ),
    "an action point struck out": Case(
        ACTION, {}, old="Anna Kyomuhendo Rwenzori Growers Co-op", task=(*SEND[:3], "dropped")
    ),
    "a decision's words": Case(
        DECISION, {"raw": "= We open them in Bunyangabu"}, "We open nurseries", "We open them in Bunyangabu"
    ),
    "how it was decided": Case(
        DECISION,
        {"rule": "consensus", "result": "Nobody against", "review_on": date(2027, 3, 1)},
        old="how it was decided was not recorded",
        new="Nobody against",
    ),
    "a decision struck out": Case(DECISION, {}, old="how it was decided was not recorded"),
    "a note": Case(
        NOTE, {"raw": "Five districts visited"}, "Four districts visited", "Five districts visited"
    ),
    "a note removed": Case(NOTE, {}, old="Four districts visited"),
    "a note that was an action point": Case(
        NOTE,
        {"raw": "! Okello: visit the fifth district, 18 December"},
        old="Four districts visited",
        new="Visit the fifth district",
        asks={"okello": 1},
    ),
}


@pytest.fixture(params=CASES)
def case(request):
    return CASES[request.param]


def change(coffee, case):
    line = coffee.meeting.lines.get(text__icontains=case.line)
    if not case.change:
        line_changes.remove(line, by=coffee.ruth)
    elif "raw" in case.change:
        line_changes.rewrite(line, case.change["raw"], by=coffee.ruth)
    else:
        line_changes.decide(line, **case.change, by=coffee.ruth)
    return line


def correct(coffee, to=("anna", "okello"), number=2):
    return issue(coffee, number, {getattr(coffee, name).pk for name in to}, changed=REASON)[0]


def seen_by(browser, coffee):
    """What somebody of a partner reads of the minutes: register, tasks, meeting, versions, overview."""
    pages = ["decisions/", "tasks/?show=all", ""]
    addresses = [f"/partnerships/coffee/{page}" for page in pages]
    addresses += [f"/tasks/{pk}/" for pk in Task.objects.order_by("pk").values_list("pk", flat=True)]
    addresses += [f"/minutes/{version.pk}/" for version in Version.objects.order_by("number")]
    # Each form has a token of its own.
    return [main_of(folded(browser.get(address).text)) for address in addresses]


def main_of(page):
    return page[page.index("<main") : page.index("</main>")].split('name="csrfmiddlewaretoken"')[0]


def task_of(coffee, task):
    names = {coffee.anna.pk: "anna", coffee.okello.pk: "okello"}
    return task.title, names.get(task.owner_id), task.due_on, task.state


def test_until_the_new_version_everybody_reads_what_was_issued(issued, case, browser_of):
    anna = browser_of(issued.anna)
    before, tasks = seen_by(anna, issued), list(Task.objects.values())
    change(issued, case)
    assert seen_by(anna, issued) == before
    assert list(Task.objects.values()) == tasks


def test_the_minutes_page_shows_what_is_not_yet_issued(issued, case, ruth):
    line = change(issued, case)
    page = folded(ruth.get(f"/meetings/{issued.meeting.pk}/minutes/?item={issued.second.pk}").text)
    assert "1 line not yet issued" in page
    meeting = folded(ruth.get(f"/meetings/{issued.meeting.pk}/").text)
    assert f'action="/lines/{line.pk}/drop/"' in meeting
    assert "not yet issued" in ruth.get("/partnerships/coffee/").text


def test_what_is_taken_back_waits_no_longer(issued, case, ruth):
    line = change(issued, case)
    assert ruth.post(f"/lines/{line.pk}/drop/", {"revision": line.revision}).status_code == 302
    line.refresh_from_db()
    assert (line.unissued_since, line.removed_at) == (None, None)
    assert case.line.casefold() in line.text.casefold()
    assert case.old in words_of(correct(issued, to=()))


def words_of(version):
    """What its pages say."""
    return " ".join(pages_of(pdf.render(versions.version_page(version))))


def test_the_new_version_says_it_and_why(issued, case):
    change(issued, case)
    version = correct(issued)
    words = words_of(version)
    assert REASON in words
    assert case.new in words
    if case.change:
        assert case.old not in words
    elif case.line != NOTE:
        assert "struck out in version 2" in words


def test_nothing_waits_once_the_new_version_is_issued(issued, case, ruth):
    change(issued, case)
    correct(issued)
    places = [
        f"/meetings/{issued.meeting.pk}/",
        f"/meetings/{issued.meeting.pk}/minutes/",
        "/partnerships/coffee/",
    ]
    assert ["not yet issued" in folded(ruth.get(place).text) for place in places] == [False] * 3


def test_the_version_page_shows_the_difference(issued, case, browser_of):
    change(issued, case)
    version = correct(issued)
    page = folded(browser_of(issued.anna).get(f"/minutes/{version.pk}/").text)
    shown = page[page.index('<ul class="difference">') : page.index("<article")]
    assert shown.count("<li>") == 1
    assert ("<ins>" in shown, "<del>" in shown) == (bool(case.change), True)
    assert ("Changed" if case.change else "Struck out") in shown


def test_the_task_follows_with_its_history(issued, case):
    change(issued, case)
    correct(issued)
    task = Task.objects.order_by("pk").first()
    assert task_of(issued, task) == (case.task or SEND)
    if case.task and case.task != SEND:
        last = task.changes.first()
        assert (last.by, last.via) == (issued.ruth, "meeting")
        assert REASON in last.words


def test_the_register_follows(issued, case, ruth):
    change(issued, case)
    correct(issued)
    register = folded(ruth.get("/partnerships/coffee/decisions/").text)
    decision = Decision.objects.get()
    assert decision.number == 1
    if case.line == DECISION and not case.change:
        assert f"Struck out in version 2: {REASON}" in register
        assert (decision.struck_out_in, decision.struck_out_because) == (2, REASON)
    elif case.line == DECISION:
        assert case.new in register


def test_the_mail_says_which_decisions_hold_no_longer_once(issued, case):
    line = change(issued, case)
    is_struck_out = case.line == DECISION and not case.change
    for version in (correct(issued), correct(issued, number=3)):
        message = Correspondence.objects.get(cause_id=version.pk, person=issued.anna).message
        parts = [part.split("Struck out, no longer decided")[1:] for part in (message.text, message.html)]
        assert [bool(part) for part in parts] == [is_struck_out] * 2
        assert all(line.text in part[0] for part in parts if part)
        is_struck_out = False


def test_the_mail_says_corrected_and_asks_only_what_is_new(issued, case):
    change(issued, case)
    version = correct(issued)
    for name in ("anna", "okello"):
        row = Correspondence.objects.get(cause_id=version.pk, person=getattr(issued, name))
        assert row.message.subject.startswith("Corrected: Steering committee 10")
        assert f"These minutes were corrected: {REASON}" in row.message.text
        assert row.asks == case.asks.get(name, 0)
