"""Whatever is posted to a partnership that is closed, whoever posts it: nothing in it changes."""

from functools import partial

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.urls import reverse

from partnerships.closing import closing
from tests.access_table import SENT, addresses, rows
from tests.access_table.policies import COORDINATE, REPORT, SEE, WORK

pytestmark = pytest.mark.django_db

PARAMETERS = dict(addresses())
LONG = pytest.mark.long
WHO = [
    "administrator",
    "coordinator",
    "partner",
    pytest.param("leader", marks=LONG),
    pytest.param("observer", marks=LONG),
]
# What opens it, and what takes a person's data away, wherever it stands.
NOT_HELD = {"partnership_opening", "person_erasure"}


def tables():
    """(table, its column with a partnership) of all that belongs to one and is no history."""
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        names = {field.name: field for field in options.concrete_fields}
        if hasattr(model, "pgh_tracked_model") or options.proxy or not options.managed:
            continue
        if options.label == "partnerships.Partnership":
            yield options.db_table, "id"
        elif "partnership" in names and options.label != "partnerships.Removal":
            yield options.db_table, names["partnership"].column


def rows_of(partnership, only=None):
    """{table: the rows of this partnership as text}."""
    found = {}
    with connection.cursor() as cursor:
        for table, column in tables():
            if only is None or table in only:
                rows = f'SELECT to_jsonb(one)::text FROM "{table}" one WHERE "{column}" = %s ORDER BY 1'
                cursor.execute(rows, [partnership.pk])
                found[table] = [row for (row,) in cursor.fetchall()]
    return found


def writes():
    """{table: how many of its rows this transaction has written}, which is quick to ask."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return dict(cursor.fetchall())


def changed_by(request, before, partnership):
    """The tables in which the request left rows of the partnership other than they were."""
    with transaction.atomic():
        written = writes()
        request()
        touched = {table for table, n in writes().items() if n != written.get(table)}
        after = rows_of(partnership, touched)
        transaction.set_rollback(True)
    return [table for table in after if after[table] != before[table]]


@pytest.fixture
def walked(world):
    """What makes a row for an address makes it before the partnership is closed."""
    made = {
        (method, name): reverse(name, kwargs=world.kwargs(name, PARAMETERS[name]))
        for method, name, _statuses in rows()
        if method in ("post", "delete") and name not in NOT_HELD
    }
    closing.close(world.of, by=world.people["coordinator"])
    return made


def asked(client, walked, partnership, role):
    """{(method, name): what it changed} of all requests that changed something."""
    before = rows_of(partnership)
    found = {}
    for (method, name), address in walked.items():
        client.force_login(role)
        sent = SENT.get(name) if method == "post" else None
        request = partial(getattr(client, method), address, sent)
        found[method, name] = changed_by(request, before, partnership)
    return {key: tables for key, tables in found.items() if tables}


@pytest.mark.parametrize("role", WHO)
def test_no_request_changes_a_closed_partnership(role, world, walked, client):
    assert asked(client, walked, world.of, world.people[role]) == {}


@pytest.mark.parametrize(("role", "least"), [("coordinator", 40)])
def test_open_the_same_requests_do_change_it(role, least, world, walked, client):
    """So that the walk above is not empty."""
    closing.open_again(world.of)
    assert len(asked(client, walked, world.of, world.people[role])) >= least


def test_every_door_of_it_says_that_it_is_closed(world, walked, client):
    client.force_login(world.people["coordinator"])
    ours = {(method, name) for method, name, policy in rows() if policy in (COORDINATE, REPORT, SEE, WORK)}
    others = set()
    for method, name in ours & walked.keys():
        with transaction.atomic():
            if getattr(client, method)(walked[method, name], SENT.get(name)).status_code != CONFLICT:
                others.add(name)
            transaction.set_rollback(True)
    assert others == OF_NO_PARTNERSHIP


CONFLICT = 409
# An organisation and a merge concern several, and say themselves what a closed one means for them.
OF_NO_PARTNERSHIP = {"merge_undo", "organisation_edit", "organisation_merging"}
