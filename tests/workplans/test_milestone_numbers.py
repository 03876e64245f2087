"""Milestones have numbers that people say aloud: gapless, given when one is made, and never given twice."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from partnerships.documents.numbering import next_number, next_numbers
from partnerships.imports import checking, confirming
from partnerships.imports.models import ImportRun
from partnerships.imports.reading import begin
from tests import factories
from tests.together import together
from workplans.models import Milestone

TABLE = "Objective,Milestone,Deliverable\nSeedlings,Sites agreed,Map\nSeedlings,Nurseries open,Photos\n"


@pytest.fixture
def of():
    return factories.partnership("Koffie", "koffie")


def numbers(of):
    return list(Milestone.objects.filter(partnership=of).order_by("number").values_list("number", flat=True))


def brought_in(of, table, by=None):
    """The rows of a table that was checked and made."""
    by = by or factories.coordinator(of)
    run, errors = begin(of, [("plan.csv", "", table.encode())], by)
    assert run, errors
    checking.check(run)
    confirming.confirm(ImportRun.objects.get(pk=run.pk), by)
    return list(run.rows.order_by("pk"))


@pytest.mark.django_db
def test_each_partnership_counts_for_itself(of):
    other = factories.objective(factories.partnership())
    under = factories.objective(of)
    rows = [factories.milestone(one) for one in (under, other, under)]
    assert [row.number for row in rows] == [1, 1, 2]
    assert str(rows[2]) == f"M2 {rows[2].title}"


@pytest.mark.django_db
def test_a_form_an_import_and_the_product_itself_go_on_counting(of, client):
    factories.milestone(factories.objective(of))
    client.force_login(factories.coordinator(of))
    data = {"objective": of.objectives.get().pk, "title": "Typed"}
    assert client.post("/partnerships/koffie/milestones/new/", data).status_code == 302
    brought_in(of, TABLE)
    assert numbers(of) == [1, 2, 3, 4]
    assert Milestone.objects.get(number=3).title == "Sites agreed"


@pytest.mark.django_db
def test_the_number_of_one_that_was_removed_stays_used(of):
    under = factories.objective(of)
    for _ in range(2):
        factories.milestone(under)
    Milestone.objects.get(number=2).delete()
    assert factories.milestone(under).number == 3
    under.delete()
    assert factories.milestone(factories.objective(of)).number == 4


@pytest.mark.django_db
def test_what_fails_uses_no_number(of):
    under = factories.objective(of)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.milestone(under, start="2026-12-11", due="2026-12-10")
    assert factories.milestone(under).number == 1


@pytest.mark.django_db
def test_the_database_knows_no_milestone_without_a_number_and_none_twice(of):
    row = factories.milestone(factories.objective(of))
    for number in (None, row.number):
        copy = Milestone(partnership=of, objective=row.objective, title="Copy", number=number)
        with pytest.raises(IntegrityError), transaction.atomic():
            Milestone.objects.bulk_create([copy])


@pytest.mark.django_db
def test_several_come_in_their_order(of):
    with transaction.atomic():
        assert list(next_numbers(of, "thing", 3)) == [1, 2, 3]
        assert list(next_numbers(of, "thing", 0)) == []
        assert next_number(of, "thing") == 4
        assert next_number(of, "other thing") == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_one_moment_get_two_numbers(of):
    under = factories.objective(of)
    ruth = factories.coordinator(of)

    def post():
        browser = Client()
        browser.force_login(ruth)
        data = {"objective": under.pk, "title": "At once"}
        return browser.post("/partnerships/koffie/milestones/new/", data).status_code

    assert together(Milestone, post, post) == [302, 302]
    assert numbers(of) == [1, 2]


# A table that comes back


@pytest.mark.django_db
@pytest.mark.parametrize("written", ["M1", "m1", "M 1", "1"])
@pytest.mark.parametrize("heading", ["Milestone number", "Mijlpaalnummer"])
def test_a_table_that_comes_back_finds_its_milestones_by_their_numbers(of, heading, written):
    brought_in(of, TABLE)
    table = f"{heading},Objective,Milestone,Deliverable\n{written},Seedlings,Sites agreed with partners,Map\n"
    [row] = brought_in(of, table, of.roles.get().person)
    assert row.makes == []
    assert "Sites agreed" in str(row.problems)
    assert numbers(of) == [1, 2]


@pytest.mark.django_db
@pytest.mark.parametrize("written", ["M9", "3.1", "A-4"])
def test_a_number_that_nobody_has_is_said_and_the_title_finds_it(of, written):
    brought_in(of, TABLE)
    table = f"Milestone number,Objective,Milestone,Deliverable\n{written},Seedlings,Sites agreed,Map\n"
    [row] = brought_in(of, table, of.roles.get().person)
    assert row.makes == []
    assert written in str(row.problems)


@pytest.mark.django_db
def test_a_new_row_beside_them_gets_the_next_number(of):
    brought_in(of, TABLE)
    table = "Milestone number,Objective,Milestone,Deliverable\nM2,Seedlings,Nurseries open,Photos\n,Seedlings,Third,Report\n"
    brought_in(of, table, of.roles.get().person)
    assert Milestone.objects.get(number=3).title == "Third"
