"""Who coordinates and accepts for their own partner: that is kept with what proves it, as it was at that moment."""

from datetime import timedelta
from importlib import import_module

import pgtrigger
import pytest
from django.db import connection
from django.utils.timezone import now

from partnerships.models import Role
from partnerships.people.personal import erasure
from partnerships.signing import in_force
from partnerships.signing.models import AcceptanceEvidence
from tests import factories
from tests.partnerships.signing.by_mail.coded import accept

WORDS = "From the mailbox of somebody who is also a coordinator here."
AS_KNOWN = import_module("partnerships.signing.migrations.0015_from_coordinator").AS_KNOWN


@pytest.fixture
def seen(as_, coffee, round):
    observer = factories.observer(coffee)
    return lambda: as_(observer).get(round.get_absolute_url()).text


@pytest.fixture
def role(peter, coffee):
    """The partner's lead coordinates, too."""
    term = {"person": peter, "partnership": coffee, "kind": Role.Kind.COORDINATOR}
    return Role.objects.create(**term, since=now() - timedelta(days=9))


def test_a_coordinator_accepts_with_a_code_for_their_partner_and_that_is_said(
    client, address, role, seen, round
):
    accept(client, address)
    assert WORDS in seen()
    assert in_force.may_enter(round)


def test_who_did_not_coordinate_at_that_moment_is_said_to_be_none(client, address, role, seen):
    Role.objects.filter(pk=role.pk).update(until=now() - timedelta(days=1))
    accept(client, address)
    assert WORDS not in seen()


def test_nor_is_who_coordinates_later(client, address, seen, coffee, peter):
    accept(client, address)
    factories.coordinator(coffee, peter, since=now() - timedelta(days=9))
    assert WORDS not in seen()


def test_with_another_address_or_erased_it_says_the_same(client, address, role, seen, peter, ruth):
    accept(client, address)
    peter.contact_email = "another@example.org"
    peter.save()
    assert WORDS in seen()
    role.delete()
    erasure.erase(peter, by=ruth)
    assert WORDS in seen()


def test_another_who_has_the_address_later_changes_nothing(client, address, seen, coffee, peter):
    accept(client, address)
    other = factories.coordinator(coffee)
    other.contact_email, peter.contact_email = peter.mail_address, "another@example.org"
    peter.save()
    other.save()
    assert WORDS not in seen()


@pytest.mark.parametrize(("days", "is_kept"), [(None, True), (1, False)])
def test_what_was_kept_before_is_filled_in_by_the_addresses_of_today(
    client, address, row, peter, coffee, days, is_kept
):
    accept(client, address)
    until = days and now() - timedelta(days=days)
    factories.coordinator(coffee, peter, since=now() - timedelta(days=9), until=until)
    with pgtrigger.ignore("signing.AcceptanceEvidence:evidence_unchanged"), connection.cursor() as cursor:
        cursor.execute(AS_KNOWN)
    assert AcceptanceEvidence.objects.get().from_coordinator == is_kept
