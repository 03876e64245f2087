"""A line changed by two at one moment: the second is told, and no words, owner or removal are lost."""

import re
from functools import partial

import pytest
from django.db.models import F
from django.test import Client

from backbone.database.ordering import UP
from meetings import attendance
from meetings.minutes import issuing, line_changes, lines
from meetings.models import Decision, Line
from tests import factories
from tests.together import behind, together
from workplans.models import Task

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fast]

CHANGES = {
    "rewrite": partial(line_changes.rewrite, raw="! Anna: call them"),
    "undo": line_changes.undo,
    "remove": line_changes.remove,
    "put_back": line_changes.put_back,
    "assign": partial(line_changes.assign, candidate=None, due_on=None),
    "change_kind": partial(line_changes.change_kind, kind="note"),
}
BUTTONS = {
    "removal": {},
    "undo": {},
    "kind": {"kind": "note"},
    "owner": {"owner": ""},
}


@pytest.fixture
def line(coffee):
    """An action point of Anna's that had other words before."""
    line = factories.line(coffee.meeting, "! Anna: write, 11 December", coffee.first)
    return line_changes.rewrite(line, "! Anna: send the list, 11 December", by=coffee.ruth)


def refusal(change, line):
    """The kind of refusal that the change meets, or None."""
    try:
        change(line)
    except (line_changes.Changed, line_changes.Fixed) as problem:
        return type(problem)
    return None


def correct(line):
    Line.objects.filter(pk=line.pk).update(text="What Ruth typed", revision=F("revision") + 1)


def stored(line):
    return Line.objects.filter(pk=line.pk).values().get()


@pytest.mark.parametrize("name", CHANGES)
def test_a_correction_typed_meanwhile_is_never_lost(line, name):
    seen = stored(line)
    results = behind(line, lambda: correct(line), lambda: refusal(CHANGES[name], line))
    assert results == [line_changes.Changed]
    assert stored(line) == seen | {"text": "What Ruth typed", "revision": seen["revision"] + 1}


@pytest.mark.parametrize("name", CHANGES)
def test_the_revision_that_somebody_saw_decides(line, name):
    seen = stored(line)
    with pytest.raises(line_changes.Changed):
        CHANGES[name](line, revision=line.revision - 1)
    assert stored(line) == seen


def test_a_line_whose_minutes_are_issued_meanwhile_stays_an_action_point(coffee, line):
    seen = stored(line)
    issue = partial(issuing.issue, coffee.meeting, number=1, to=(), by=coffee.ruth)
    results = behind(coffee.meeting, issue, lambda: refusal(CHANGES["change_kind"], line))
    assert results == [line_changes.Fixed]
    assert stored(line) == seen


@pytest.mark.parametrize("name", ["rewrite", "undo", "remove", "assign"])
def test_what_is_changed_while_minutes_are_issued_waits_for_the_next_version(coffee, line, name):
    issue = partial(issuing.issue, coffee.meeting, number=1, to=(), by=coffee.ruth)
    assert behind(coffee.meeting, issue, lambda: refusal(CHANGES[name], line)) == [None]
    task = Task.objects.get()
    assert (task.title, task.owner, str(task.due_on)) == ("Send the list", coffee.anna, "2026-12-11")
    assert stored(line)["unissued_since"] is not None


@pytest.mark.parametrize("name", [*CHANGES, "move"])
def test_a_line_that_is_gone_changes_nothing(coffee, line, name):
    Line.objects.filter(pk=line.pk).delete()
    if name == "move":
        assert line_changes.move(line, UP) is False
    else:
        assert refusal(CHANGES[name], line) is line_changes.Changed


def test_a_line_knows_what_it_became_without_being_read_again(line):
    line_changes.change_kind(line, "note")
    assert (line.kind, line.owner, line.due_on, line.revision) == ("note", None, None, 2)


def test_what_changes_nothing_counts_nothing(line):
    line_changes.put_back(line)
    assert stored(line)["revision"] == 1


def test_how_it_was_decided_is_kept_when_its_words_change_at_that_moment(coffee):
    line = factories.line(coffee.meeting, "= We open", coffee.first)
    rows = Decision.objects.filter(line=line)
    behind(
        line,
        lambda: Line.objects.filter(pk=line.pk).update(rule="consent"),
        lambda: line_changes.rewrite(line, "= We open in May"),
    )
    assert (rows.get().rule, rows.get().text) == ("consent", "We open in May")


def test_lines_typed_at_one_moment_stand_one_after_the_other(coffee):
    together(
        Line,
        *(lambda text=text: factories.line(coffee.meeting, text, coffee.first) for text in ("One", "Two")),
    )
    assert sorted(coffee.meeting.lines.values_list("position", flat=True)) == [1, 2]


def test_the_trail_says_who_did_what(coffee, line):
    line_changes.remove(line, by=coffee.ruth)
    event = line.events.order_by("pgh_id").last()
    assert event.pgh_context.metadata == {"user": coffee.ruth.pk, "steps": ["removed"]}


# The same through the pages


def posting(browser_person, address, data):
    browser = Client(raise_request_exception=False)
    browser.force_login(browser_person)
    return lambda: browser.post(address, data, follow=True)


def test_a_line_put_back_twice_at_once_is_put_back_once(coffee, line):
    line_changes.remove(line)
    press = [posting(coffee.ruth, f"/lines/{line.pk}/removal/", {"undo": "1"}) for _ in range(2)]
    pages = together(Line, *press)
    assert (stored(line)["removed_at"], stored(line)["revision"]) == (None, 3)
    assert sum("Nothing was done" in page.text for page in pages) == 1


def test_words_and_kind_changed_at_once_lose_neither(coffee, line):
    words = {"text": "! Anna: send it by post", "revision": line.revision}
    edited, pressed = together(
        Line,
        posting(coffee.ruth, f"/lines/{line.pk}/", words),
        posting(coffee.ruth, f"/lines/{line.pk}/kind/", {"kind": "note"}),
    )
    if stored(line)["kind"] == "note":
        assert edited.status_code == 409
        assert "send it by post" in edited.text
    else:
        assert "send it by post" in stored(line)["text"]
        assert "Nothing was done" in pressed.text


@pytest.mark.parametrize("address", BUTTONS)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_button_of_a_page_that_is_behind_says_so(coffee, line, address, headers, client):
    client.force_login(coffee.ruth)
    seen = stored(line)
    data = BUTTONS[address] | {"revision": line.revision - 1}
    page = client.post(f"/lines/{line.pk}/{address}/", data, headers=headers, follow=True)
    assert "Nothing was done" in page.text
    assert stored(line) == seen


def test_each_button_of_the_room_carries_the_revision_that_it_shows(coffee, line, client):
    client.force_login(coffee.ruth)
    line_changes.remove(factories.line(coffee.meeting, "Gone", coffee.first))
    factories.line(coffee.meeting, "! Peter: ask", coffee.first)
    page = client.get(f"/meetings/{coffee.meeting.pk}/minutes/?item={coffee.first.pk}").text
    forms = re.findall(r'action="/lines/([^/]+)/(\w+)/"(.*?)</form>', page, re.S)
    kinds = {address for _pk, address, _rest in forms}
    assert kinds == {"move", "removal", "kind", "undo", "owner"}
    for pk, address, rest in forms:
        shown = re.findall(r'name="revision" value="(\d+)"', rest)
        assert shown == ([] if address == "move" else [str(Line.objects.get(pk=pk).revision)])


@pytest.mark.parametrize("revision", ["", "x", "-1", "²", "9" * 12])
def test_a_button_without_a_revision_goes_by_what_it_finds(coffee, line, client, revision):
    client.force_login(coffee.ruth)
    client.post(f"/lines/{line.pk}/kind/", {"kind": "note", "revision": revision})
    assert stored(line)["kind"] == "note"


def test_an_owner_chosen_on_a_page_that_is_behind_is_shown_beside_the_other(coffee, line, client):
    client.force_login(coffee.ruth)
    page = client.get(f"/lines/{line.pk}/owner/")
    opened = page.context["form"]["revision"].value()
    peter = next(one for one in attendance.candidates(coffee.meeting) if one.person_id == coffee.mwesigwa.pk)
    line_changes.assign(line, peter, None)
    typed = {"owner": f"{coffee.okello.pk}-{coffee.ministry.pk}", "due": "18 December"}
    page = client.post(f"/lines/{line.pk}/owner/", typed | {"revision": opened})
    assert page.status_code == 422
    assert "It has now: Peter Mwesigwa, no date yet." in page.text
    assert "18 December" in page.text
    again = page.context["form"]["revision"].value()
    assert client.post(f"/lines/{line.pk}/owner/", typed | {"revision": again}).status_code == 302
    assert (stored(line)["owner_id"], str(stored(line)["due_on"])) == (coffee.okello.pk, "2026-12-18")


def test_a_line_is_typed_and_the_room_comes_to_its_item(coffee):
    line = lines.type_line(coffee.meeting, factories.uuid4(), "A note", item=coffee.second, by=coffee.ruth)
    coffee.meeting.refresh_from_db()
    assert (line.item, coffee.meeting.current_item) == (coffee.second, coffee.second)
