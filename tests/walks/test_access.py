"""Each role asks for each address: one without a row in tests/access_table/ fails, and so does an answer that differs."""

import pytest
from django.db import transaction
from django.urls import reverse

from tests.access_table import SENT, addresses, rows
from tests.access_table.policies import COORDINATE, ROLES, SIGN_IN, WORK

pytestmark = pytest.mark.django_db

PARAMETERS = dict(addresses())
# A page's button can't send DELETE: it says so in its form.
AS_FORM = {"_method": "delete"}


def outcome(client, address, method, name):
    """What came back, in the table's words."""
    return in_words(getattr(client, method)(address, SENT.get(name) if method == "post" else None))


def in_words(answer):
    """An answer as the table has it."""
    if answer.status_code == 302 and answer["Location"].startswith(reverse("account_login")):
        return SIGN_IN
    return "ok" if answer.status_code in (200, 201, 202, 204, 301, 302, 303, 409, 422) else answer.status_code


def test_every_address_has_its_row_and_every_row_its_address():
    named = {name for _method, name, _statuses in rows()}
    assert named == {name for name, _params in addresses()}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_the_table_says(role, world, client):
    sign_in(client, world, role)
    differing = []
    for method, name, statuses in rows():
        found = tried(world, name, lambda address, m=method, n=name: outcome(client, address, m, n))
        if found != statuses[role]:
            differing.append(f"{method} {name}: {found}, not {statuses[role]}")
    assert differing == []


@pytest.mark.parametrize("role", ROLES)
def test_a_button_that_deletes_asks_what_delete_asks(role, world, client):
    sign_in(client, world, role)
    ours = {name: statuses for statuses, name in deleting() if statuses in (WORK, COORDINATE)}
    found = {
        name: tried(world, name, lambda address: in_words(client.post(address, AS_FORM))) for name in ours
    }
    assert found == {name: statuses[role] for name, statuses in ours.items()}


@pytest.mark.parametrize("role", ROLES)
def test_what_has_no_row_takes_no_delete(role, world, client):
    sign_in(client, world, role)
    without = {name for name, _params in addresses()} - {name for _statuses, name in deleting()}
    found = {name: tried(world, name, lambda address: in_words(client.delete(address))) for name in without}
    assert {name: word for name, word in found.items() if word not in (405, SIGN_IN)} == {}


def deleting():
    """(policy, name) of each row about DELETE."""
    return [(statuses, name) for method, name, statuses in rows() if method == "delete"]


def sign_in(client, world, role):
    if role != "visitor":
        client.force_login(world.people[role])


def tried(world, name, ask):
    """What `ask` says of an address, undone again."""
    with transaction.atomic():
        found = ask(reverse(name, kwargs=world.kwargs(name, PARAMETERS[name])))
        transaction.set_rollback(True)
    return found
