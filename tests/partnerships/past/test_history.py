"""The history of a partnership: what changed, by whom, from what to what, in the product's words."""

import ast
import datetime
import html
import re
from pathlib import Path

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backbone.database import trail
from backbone.database.trail import Asked
from backbone.tracked import tracked
from partnerships import removing
from partnerships.imports import checking, confirming, reading
from partnerships.merges import merging
from partnerships.models import Contribution, PrivateNote
from partnerships.past import history
from partnerships.past.history_words import shown_fields
from partnerships.past.steps import STEPS
from tests import factories

pytestmark = [pytest.mark.fast, pytest.mark.django_db]
ADDRESS = "/partnerships/coffee/history/"
ROOT = Path(__file__).resolve().parents[3]
APPS = {"backbone", "partnerships", "workplans", "meetings", "impact"}


def entries(of, **asked):
    return history.page_of(of, Asked(of.pk, **asked)).entries


def text(answer):
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def rows(found):
    return [row for entry in found for row in entry.rows]


@pytest.fixture
def given(coffee, union, ruth):
    """A contribution that Ruth changed."""
    with pghistory.context(user=ruth.pk):
        row = Contribution.objects.create(
            partnership=coffee, partner=union, description="Nursery", value=1200, state="pledged"
        )
    with pghistory.context(user=ruth.pk):
        row.value, row.state, row.revision = 1500, "delivered", 1
        row.save()
    return row


def test_a_change_says_who_made_it_and_from_what_to_what(coffee, ruth, given):
    changed = next(entry for entry in entries(coffee) if entry.rows[0].done == "changed")
    assert changed.who == ruth
    assert changed.rows[0].title == "Kigezi Farmers’ Union, Nursery"
    assert changed.rows[0].url == f"/contributions/{given.pk}/edit/"
    assert changed.rows[0].differences == [
        ("State", "Pledged", "Delivered"),
        ("Value", "€\N{NO-BREAK SPACE}1,200", "€\N{NO-BREAK SPACE}1,500"),
    ]


def test_what_nobody_reads_is_no_entry(coffee, given):
    before = len(entries(coffee))
    with pghistory.context(user=1):
        Contribution.objects.update(revision=7)
    assert len(entries(coffee)) == before


def test_a_removed_row_keeps_its_name_and_has_no_link(coffee, given):
    with pghistory.context(user=1):
        given.delete()
    removed = next(row for row in rows(entries(coffee)) if row.done == "removed")
    assert (removed.title, removed.url) == ("Kigezi Farmers’ Union, Nursery", "")


def test_several_changes_of_a_row_in_one_request_are_one(coffee, ruth, given):
    with pghistory.context(user=ruth.pk):
        Contribution.objects.update(value=1600)
        Contribution.objects.update(value=1700)
    found = [
        row for row in rows(entries(coffee)) if row.differences and row.differences[0][2].endswith("1,700")
    ]
    assert found[0].differences == [("Value", "€\N{NO-BREAK SPACE}1,500", "€\N{NO-BREAK SPACE}1,700")]


def test_many_rows_at_once_are_one_entry_that_opens(as_, coffee, ruth):
    with pghistory.context(user=ruth.pk, steps=["imported"]):
        for n in range(45):
            factories.partner(coffee, f"Union {n:02}")
    entry = next(one for one in entries(coffee) if one.sums)
    assert entry.sums == ["Partner (45): added"]
    assert entry.way == "by import"
    assert not entry.rows
    page = as_(ruth).get(ADDRESS, {"entry": entry.key})
    assert "Union 00" in text(page)
    assert "Union 44" not in text(page)
    assert "Union 44" in text(as_(ruth).get(ADDRESS, {"entry": entry.key, "after": "40"}))


def test_pages_follow_each_other_and_nothing_is_lost(coffee, ruth):
    for n in range(history.PAGE + 5):
        with pghistory.context(user=ruth.pk):
            factories.partner(coffee, f"Union {n}")
    first = history.page_of(coffee, Asked(coffee.pk))
    second = history.page_of(coffee, Asked(coffee.pk, before=history.read_key(first.older)))
    titles = [row.title for row in rows([*first.entries, *second.entries]) if row.kind == "Partner"]
    assert sorted(titles) == sorted(f"Union {n}" for n in range(history.PAGE + 5))


def test_it_is_filtered_by_person_and_by_time(as_, coffee, ruth, given):
    grace = factories.coordinator(coffee, factories.person("Grace Achen"))
    with pghistory.context(user=grace.pk):
        factories.partner(coffee, "Grace’s union")
    assert "Grace’s union" in text(as_(ruth).get(ADDRESS, {"who": "achen"}))
    assert "Nursery" not in text(as_(ruth).get(ADDRESS, {"who": "achen"}))
    day = (timezone.now() - datetime.timedelta(days=3)).date().isoformat()
    assert "Nothing changed then" in text(as_(ruth).get(ADDRESS, {"until": day}))
    assert "Nursery" in text(as_(ruth).get(ADDRESS, {"since": day}))
    assert "That date could not be read" in text(as_(ruth).get(ADDRESS, {"since": "soonish"}))


def test_one_row_has_its_own_history(as_, coffee, ruth, given):
    other = factories.task(coffee, "Something else")
    page = text(as_(ruth).get(ADDRESS, {"row": f"contribution-{given.pk}"}))
    assert "Nursery" in page
    assert other.title not in page
    assert other.title in text(as_(ruth).get(ADDRESS, {"row": f"task-{other.pk}"}))


@pytest.mark.parametrize("row", ["privatenote-1", "person-1", "x", "task-", "-", "message-1"])
def test_a_kind_that_is_not_told_has_no_history(as_, coffee, ruth, row):
    assert as_(ruth).get(ADDRESS, {"row": row}).status_code == 404


NOBODYS = "00000000-0000-0000-0000-00000000000"


@pytest.mark.parametrize(
    ("name", "sent", "status"),
    [
        ("row", "task-1\x00", 404),
        ("row", "task-1'", 404),
        ("row", "task-" + "9" * 40, 404),
        ("row", f"task-{NOBODYS}0", 200),
        ("entry", "2026-01-01T00:00:00+00:00_----" + "0" * 32, 404),
        ("entry", f"2026-01-01T00:00:00+23:59_{NOBODYS}0", 404),
        ("entry", f"9999-12-31T23:59:59-23:59_{NOBODYS}0", 404),
        ("before", "2026-01-01T00:00:00+00:00_----" + "0" * 32, 200),
        ("before", f"2026-01-01T00:00:00+23:59_{NOBODYS}0", 200),
        ("before", f"9999-12-31T23:59:59-23:59_{NOBODYS}0", 200),
        ("until", "9999-12-31", 200),
        ("since", "0001-01-01", 200),
        ("since", "9999-12-31", 200),
        ("until", "0001-01-01", 200),
        ("who", "\x00", 200),
    ],
)
def test_whatever_an_address_asks_for_is_answered(as_, ruth, given, name, sent, status):
    assert as_(ruth).get(ADDRESS, {name: sent}).status_code == status


@pytest.mark.parametrize("entry", ["", "x", "2026-01-01_1", "2026-01-01T00:00:00+00:00_" + "0" * 36])
def test_a_foreign_entry_is_not_there(as_, coffee, ruth, entry):
    assert as_(ruth).get(ADDRESS, {"entry": entry}).status_code == 404


def test_another_partnerships_rows_and_private_things_are_in_no_history(as_, coffee, union, ruth):
    elsewhere = factories.partnership()
    task = factories.task(elsewhere, "marker-elsewhere")
    PrivateNote.objects.create(partnership=coffee, partner=union, text="marker-note", by=ruth)
    somebody = factories.representative(union, factories.person("Joy Atim", phone="marker-phone"))
    somebody.phone = "marker-phone-2"
    somebody.save()
    other = next(one for one in entries(elsewhere) if one.rows)
    for asked in ({}, {"row": f"task-{task.pk}"}, {"row": f"partner-{union.pk}"}, {"who": "Ruth"}):
        assert "marker" not in text(as_(ruth).get(ADDRESS, asked))
    assert as_(ruth).get(ADDRESS, {"entry": other.key}).status_code in (200, 404)
    page = as_(ruth).get(ADDRESS, {"entry": other.key})
    assert "marker" not in page.content.decode()


def test_it_is_for_coordinators(as_, coffee, union, given):
    for person in (factories.representative(union), factories.observer(coffee), factories.leader(coffee)):
        assert as_(person).get(ADDRESS).status_code == 403
    assert as_(factories.person()).get(ADDRESS).status_code == 404


def test_every_kind_that_is_told_has_readable_columns():
    technical = {"Id", "Revision", "Fingerprint", "Sort name", "Position", "Created at"}
    for kind in tracked().values():
        headings = {heading for _field, heading in shown_fields(kind)}
        assert headings, kind.key
        assert not technical & headings, kind.key


def test_an_import_is_told_with_who_confirmed_it(coffee, ruth):
    names = "\n".join(f"Union {n},Member" for n in range(8))
    uploads = [("partners.csv", "text/csv", f"organisation,role\n{names}\n".encode())]
    run, _errors = reading.begin(coffee, uploads, ruth)
    checking.check(run)
    confirming.confirm(run, ruth)
    entry = next(one for one in entries(coffee) if one.sums)
    assert (entry.who, entry.way, entry.sums) == (ruth, "by import", ["Partner (8): added"])


def fill(of, by, acts):
    """So many requests that each add a task of long words, and one that adds as many."""
    words = "A long story that goes on and on. " * 8
    for n in range(acts):
        with pghistory.context(user=by.pk):
            factories.task(of, f"{n} {words}"[:300], evidence=words[:300], owner=by)
    with pghistory.context(user=by.pk):
        for n in range(acts):
            factories.task(of, f"Together {n} {words}"[:300], evidence=words[:300], owner=by)


@pytest.mark.parametrize(("acts", "queries", "kilobytes"), [(1, 12, 15), (300, 11, 90)])
def test_it_asks_and_sends_little_however_much_changed(as_, coffee, ruth, acts, queries, kilobytes):
    fill(coffee, ruth, acts)
    client = as_(ruth)
    client.get("/partnerships/coffee/")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(ADDRESS)
    assert (len(asked), len(answer.content) <= kilobytes * 1000) == (queries, True), (
        len(asked),
        len(answer.content),
    )
    whole = next((one for one in entries(coffee) if one.sums), None)
    if whole:
        opened = client.get(ADDRESS, {"entry": whole.key})
        assert len(opened.content) <= kilobytes * 1000


def test_no_statement_reads_a_table_of_events_whole(coffee, ruth):
    fill(coffee, ruth, 3)
    asked = Asked(coffee.pk, people=(ruth.pk,), since=timezone.now() - datetime.timedelta(days=9))
    models = [kind.model for kind in tracked().values()]
    plans = []

    def explain(execute, sql, parameters, many, context):
        with connection.connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {sql}", parameters)
            plans.append("\n".join(line for (line,) in cursor.fetchall()))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(explain):
        for one in (Asked(coffee.pk), asked):
            acts = trail.acts(models, one, 5)
            trail.counts(models, one, acts)
            assert trail.changes(models, one, acts, 5)
    assert len(plans) == 6
    assert not [plan for plan in plans if "Seq Scan on" in plan]


NOTE_STEPS = {"noted", "followed", "watched", "changing", "_changing", "_go"}


def test_each_step_that_is_noted_has_words():
    found = {
        step
        for path in ROOT.glob("*/**/*.py")
        if path.parts[len(ROOT.parts)] in APPS
        for step in noted_in(path)
    }
    assert found == set(STEPS)


def noted_in(path):
    """The steps that calls in a module name, as their first texts or by `step`."""
    for call in ast.walk(ast.parse(path.read_text())):
        if (
            isinstance(call, ast.Call)
            and getattr(call.func, "id", getattr(call.func, "attr", "")) in NOTE_STEPS
        ):
            values = [*call.args, *(one.value for one in call.keywords if one.arg == "step")]
            texts = (one.value for one in values if isinstance(one, ast.Constant))
            yield from (text for text in texts if isinstance(text, str))


def test_an_entry_says_that_something_was_removed_or_brought_back(coffee, ruth):
    task = factories.task(coffee, "Order seedlings")
    removal = removing.remove(task, by=ruth, page="/")
    removing.bring_back(removal, by=ruth)
    # In one transaction both have the same moment.
    assert {entry.way for entry in entries(coffee)} >= {"removed", "brought back"}


def test_an_entry_says_that_two_were_merged(coffee, union, ruth):
    merging.merge_organisations(factories.partner(coffee, "KFU").organisation, union.organisation, by=ruth)
    assert "merged" in [entry.way for entry in entries(coffee)]
