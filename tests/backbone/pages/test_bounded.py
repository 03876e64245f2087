"""A list of which a page shows some rows: what it asks the database, and where its other pages lie."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from backbone.accounts.models import Person
from backbone.pages.bounded import first_rows, neighbours
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]

NOTHING = QueryDict()


@pytest.fixture
def people():
    for _ in range(5):
        factories.person()
    return Person.objects.order_by("pk")


@pytest.mark.parametrize(("per_page", "queries", "pages"), [(5, 1, 1), (4, 2, 2), (2, 2, 3)])
def test_rows_are_counted_only_when_there_are_more_than_a_page(people, per_page, queries, pages):
    with CaptureQueriesContext(connection) as asked:
        page = first_rows(people, NOTHING, "people", per_page)
        assert len(page) == min(per_page, 5)
        assert page.paginator.num_pages == pages
        assert page.has_next() == (pages > 1)
    assert len(asked) == queries


def test_pages_one_after_another_have_each_row_once(people):
    pages = [first_rows(people, QueryDict(f"people={n}"), "people", 2) for n in (1, 2, 3)]
    assert [row for page in pages for row in page] == list(people)


@pytest.mark.parametrize("asked", ["9", "x", "-1"])
def test_a_page_that_is_not_there_is_one_that_is(people, asked):
    assert first_rows(people, QueryDict(f"people={asked}"), "people", 2).number in (1, 3)


def test_the_other_pages_keep_what_else_is_asked_and_lie_where_the_list_is_at_home(people):
    query = QueryDict("people=2&tasks=3")
    page = first_rows(people, query, "people", 2, at="/home/")
    found = neighbours(page, query, "people")
    assert found == {"earlier": "/home/?people=1&tasks=3#people", "later": "/home/?people=3&tasks=3#people"}
