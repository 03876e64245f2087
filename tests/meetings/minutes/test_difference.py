"""What a new version says otherwise: facts by their heading, lines in their order, and minutes of before lines had a key."""

import pytest

from meetings.minutes.contents import contents
from meetings.minutes.difference import difference
from meetings.minutes.record import record_of
from meetings.models import Meeting
from tests import factories
from tests.meetings.minutes.steps import issue

pytestmark = pytest.mark.django_db


def rows(coffee):
    """(kind, where, before, now) of what a new version would change."""
    record = record_of(
        Meeting.objects.select_related("partnership", "body", "document").get(pk=coffee.meeting.pk)
    )
    return [
        (row.kind, row.where, row.before, row.now) for row in difference(record.issued.data, contents(record))
    ]


def test_nothing_changed_is_no_difference(issued):
    assert rows(issued) == []


FACTS = {
    "place": ({"place": "Kasese"}, ("added", "Place", "", "Kasese")),
    "goal": ({"goal": "Sites are chosen"}, ("added", "Goal", "", "Sites are chosen")),
    "interests": (
        {"interests": "Anna sells seedlings"},
        ("added", "Declared interests", "", "Anna sells seedlings"),
    ),
    "title": (
        {"title": "Committee 10"},
        ("changed", "Meeting", "Steering committee 10, 3 December 2026", "Committee 10, 3 December 2026"),
    ),
}


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_that_changed(issued, fact):
    columns, row = FACTS[fact]
    Meeting.objects.filter(pk=issued.meeting.pk).update(**columns)
    assert rows(issued) == [row]


def test_who_was_there(issued):
    issued.rows["okello"].state = "present"
    issued.rows["okello"].save()
    found = {row[1]: (row[0], row[2], row[3]) for row in rows(issued)}
    okello = "Peter Okello, Ministry of Agriculture"
    anna = "Anna Kyomuhendo, Rwenzori Growers Co-op"
    assert found["Present"] == ("changed", anna, f"{anna}; {okello}")
    assert found["Apologies"] == ("struck_out", okello, "")


def test_an_agenda_item_with_another_name(issued):
    issued.second.title = "Sites"
    issued.second.save()
    assert rows(issued) == [("changed", "Agenda", "Welcome; Nursery sites", "Welcome; Sites")]


def test_what_is_added_and_taken_out_stands_in_its_place(issued):
    issued.meeting.lines.filter(text="Four districts visited").update(removed_at="2026-12-04T10:00Z")
    factories.line(issued.meeting, "A late note", issued.first)
    assert rows(issued) == [
        ("added", "1. Welcome", "", "A late note"),
        ("struck_out", "2. Nursery sites", "Four districts visited", ""),
    ]


def test_a_version_from_before_lines_had_a_key_is_compared_by_number_and_words(issued):
    record = record_of(
        Meeting.objects.select_related("partnership", "body", "document").get(pk=issued.meeting.pk)
    )
    before = record.issued.data
    for item in before["items"]:
        for line in item["lines"]:
            if line["kind"] != "action":
                del line["line"]
    assert difference(before, contents(record)) == []
    issued.meeting.lines.filter(kind="decision").update(text="We open none")
    kinds = [
        (row.kind, row.before, row.now) for row in difference(before, contents(record_of(record.meeting)))
    ]
    assert kinds == [("changed", "Decision: We open nurseries in Kasese", "Decision: We open none")]


def test_the_version_before_is_compared_not_the_first(minuted):
    for number, text in ((1, "One"), (2, "Two"), (3, "Three")):
        factories.line(minuted.meeting, text, minuted.first)
        version, _count = issue(minuted, number, set(), changed=text)
    before = version.document.versions.get(number=2)
    assert [row.now for row in difference(before.data, version.data)] == ["Three"]
