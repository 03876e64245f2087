"""How something came is said as it was: with a code, or from an email without one, and by whom."""

from importlib import import_module
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from partnerships.signing import migrations
from partnerships.signing.models import Acceptance
from tests import factories

State = Acceptance.State


@pytest.fixture
def wished(client, address, row):
    """The lead wishes a change and then names somebody else who signs."""
    client.post(address, {"answer": "wish", "wish-wish": "Five working days"})
    client.post(address, {"answer": "other", "other-name": "Mallory", "other-office": "Secretary"})
    row.refresh_from_db()
    return row


def test_a_wish_came_without_a_code(wished, as_, coffee):
    assert wished.get_way_display() == "From the email"
    page = as_(factories.observer(coffee)).get(wished.round.get_absolute_url()).text
    assert "Wishes a change" in page
    assert "with a code" not in page


def test_who_is_named_to_sign_did_not_say_it(wished, as_, as_ruth, coffee, peter):
    assert (wished.signer_name, wished.to_sign_name) == ("Peter Mugabo", "Mallory")
    address = wished.round.get_absolute_url()
    assert "Mallory" in as_ruth.get(address).text
    assert "Mallory" in as_(peter).get(address).text
    assert "Mallory" not in as_(factories.observer(coffee)).get(address).text


def test_an_office_is_not_that_of_another(client, address, row):
    Acceptance.objects.filter(pk=row.pk).update(signer_name="Dr Okello", signer_office="Permanent Secretary")
    client.post(address, {"answer": "wish", "wish-wish": "Five working days"})
    row.refresh_from_db()
    assert (row.signer_name, row.signer_office) == ("Peter Mugabo", "")


def test_a_coordinator_keeps_how_a_wish_came_and_records_no_acceptance_so(wished, as_ruth):
    address, data = f"/acceptances/{wished.pk}/edit/", {"state": "wishes_change", "wish": "Six days"}
    asked = {**data, "way": "link", "answered_on": wished.answered_on, "revision": wished.revision}
    assert as_ruth.post(address, asked).status_code == 302
    wished.refresh_from_db()
    assert (wished.wish, wished.way) == ("Six days", "link")
    asked |= {"state": "accepted", "revision": wished.revision}
    assert "accepts with a code alone" in as_ruth.post(address, asked).text


@pytest.mark.parametrize(
    ("state", "way"), [("accepted", "link"), ("no_objection", "link"), ("wishes_change", "mail")]
)
def test_the_database_knows_what_needs_a_code(row, state, way):
    with pytest.raises(IntegrityError), transaction.atomic():
        Acceptance.objects.filter(pk=row.pk).update(state=state, way=way, answered_on="2026-11-28")


def test_rows_of_before_say_no_longer_that_there_was_a_code(row):
    Acceptance.objects.filter(pk=row.pk).update(state="left", way="mail", left_on="2026-11-28")
    (name,) = (one.stem for one in Path(migrations.__file__).parent.glob("*_with_a_code.py"))
    mended = import_module(f"{migrations.__name__}.{name}")
    with connection.cursor() as cursor:
        cursor.execute(mended.WITHOUT_A_CODE)
    row.refresh_from_db()
    assert row.way == "link"
