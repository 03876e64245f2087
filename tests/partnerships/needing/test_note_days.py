"""Private notes have a day: a call is called to mind, and what nobody needs any more is gone for good."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from backbone.database.history import is_tracked
from backbone.needs import in_full
from backbone.time.days import today_of
from partnerships import notes
from partnerships.models import PrivateNote
from partnerships.needing import note_needs

pytestmark = pytest.mark.fast
SECRET = "They are about to merge"


@pytest.fixture
def address(union):
    return reverse("partner_notes", args=[union.pk])


def note(union, **days):
    on = {name: today_of(union.partnership) + timedelta(days=n) for name, n in days.items()}
    return PrivateNote.objects.create(partnership=union.partnership, partner=union, text=SECRET, **on)


@pytest.mark.parametrize("about", ["barrier", "access", "limits", "call"])
def test_a_note_is_needed_until_a_day(as_ruth, union, address, about):
    said = {"about": about, "text": SECRET, "outcome": "They stay", "next_call_on": ""}
    as_ruth.post(address, said)
    row = PrivateNote.objects.get()
    assert (row.about, row.outcome, row.next_call_on) == (about, "They stay", None)
    assert row.review_on == today_of(union.partnership) + notes.NEEDED_FOR
    assert "They stay" in as_ruth.get(address).text


@pytest.mark.parametrize("field", ["next_call_on", "review_on"])
@pytest.mark.parametrize("day", ["2020-01-01", "2999-01-01", "soon"])
def test_its_days_are_to_come(as_ruth, address, field, day):
    assert as_ruth.post(address, {"about": "call", "text": SECRET, field: day}).status_code == 422
    assert not PrivateNote.objects.exists()


def test_the_page_says_who_may_ask_for_them_and_how_to_ask(as_ruth, address):
    page = as_ruth.get(address).text
    assert "Woo or privacy request" in page
    assert "what would make it easier" in page


def test_needs_name_the_partner_and_nothing_of_the_note(ruth, peter, union, coffee):
    note(union, next_call_on=0)
    note(union, review_on=-2)
    note(union, next_call_on=3, review_on=40)
    found = in_full(note_needs.with_a_day(ruth, coffee))
    assert [(need.word, need.title, need.state) for need in found] == [
        ("Call", str(union), "open"),
        ("Still needed?", str(union), "late"),
    ]
    assert SECRET not in "".join(f"{need.title}{need.detail}{need.word}" for need in found)
    assert not list(note_needs.with_a_day(peter, coffee))


def test_the_call_was_made_and_the_note_is_still_needed(as_, ruth, peter, union, coffee):
    row = note(union, next_call_on=-1, review_on=-1)
    page = reverse("note_keeping", args=[row.pk])
    assert as_(peter).post(page).status_code == 403
    as_(ruth).post(page, {"what": "called"})
    as_(ruth).post(page)
    row.refresh_from_db()
    assert (row.next_call_on, row.review_on) == (None, today_of(coffee) + notes.NEEDED_FOR)
    assert not list(note_needs.with_a_day(ruth, coffee))


def test_what_nobody_needs_any_more_is_gone_for_good_and_no_history_kept_it(union):
    gone = note(union, review_on=-40)
    kept = [note(union, review_on=-20), note(union, review_on=5), note(union)]
    assert notes.forget_old() == 1
    assert list(PrivateNote.objects.order_by("pk")) == kept
    assert not is_tracked(PrivateNote)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM information_schema.tables WHERE table_name LIKE '%privatenote%'")
        assert cursor.fetchone() == (1,)
    assert not PrivateNote.objects.filter(pk=gone.pk).exists()


def test_undo_brings_its_days_back(union):
    row = note(union, next_call_on=4, review_on=9)
    PrivateNote.objects.update(outcome="They stay")
    row.refresh_from_db()
    assert notes.bring_back(union, notes.delete(row))
    again = PrivateNote.objects.get()
    assert (again.next_call_on, again.review_on, again.outcome) == (
        row.next_call_on,
        row.review_on,
        "They stay",
    )


def test_a_note_is_in_nobodys_search(as_ruth, union):
    note(union, review_on=9)
    assert SECRET not in as_ruth.get("/search/", {"q": "merge"}).text
