"""What was said with a code is changed by no statement; a partner leaves and stays, and two turn out to be one."""

import pytest
from django.db import IntegrityError, connection, transaction

from backbone.time.days import today_of
from partnerships import leaving
from partnerships import partners as partner_rows
from partnerships.merges import merging
from partnerships.models import Merge, Organisation
from partnerships.signing import coming_and_going, recording
from partnerships.signing.models import Acceptance, AcceptanceEvidence
from tests import factories
from tests.partnerships.signing.by_mail.coded import accept

SAID = {"yes-remark": "Only for a year", "yes-remark_counts": "condition"}


@pytest.fixture
def accepted(client, address, row):
    accept(client, address, **SAID)
    row.refresh_from_db()
    return row


def execute(*statements):
    """As a transaction of its own, which is looked at when it ends."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(f"UPDATE signing_acceptance SET {statement}")
        connection.check_constraints()


@pytest.mark.parametrize(
    "statements",
    [
        ["state = 'no_objection'"],
        ["state = 'refused', way = 'link'"],
        ["way = 'paper'", "state = 'refused'"],
        ["state = 'left', left_on = '2026-01-05', way = 'paper'", "state = 'refused'"],
        ["answered_on = '2026-01-05'"],
        ["signer_name = 'Somebody else'"],
        ["signer_name = ''"],
        ["remark = 'For two years'"],
        ["remark_counts = 'note'"],
    ],
)
def test_the_database_refuses_another_answer(accepted, statements):
    with pytest.raises(IntegrityError, match="Cannot change what was said with a code"):
        execute(*statements)


def test_what_was_not_said_is_filled_in_still(accepted, ruth):
    execute("signer_office = 'Secretary', decision_number = 'B-12', sent_how = 'By email'")
    assert Acceptance.objects.get().decision_number == "B-12"


def test_without_such_a_proof_a_coordinator_corrects_it(row, ruth):
    recording.record(
        row, {"state": "accepted", "answered_on": today_of(row.partnership), "way": "paper"}, ruth
    )
    execute("state = 'refused', way = 'letter', signer_name = 'B. Kato'")
    assert Acceptance.objects.get().state == "refused"


def test_its_partner_leaves_and_stays_after_all(accepted, union, coffee, ruth):
    leaving.withdraw(union, today_of(coffee), to=None, agreed=False, by=ruth)
    connection.check_constraints()
    accepted.refresh_from_db()
    assert accepted.state == "left"
    partner_rows.take_back_withdrawal(union)
    connection.check_constraints()
    accepted.refresh_from_db()
    assert (accepted.state, accepted.way) == ("accepted", "mail")


@pytest.mark.parametrize("double_said", ["open", "refused", "accepted"])
def test_two_that_are_one_have_it_and_two_again_as_before(accepted, round, coffee, union, ruth, double_said):
    double = factories.partner(coffee, "Kigezi Farmers Union (2)")
    coming_and_going.add_rows(round)
    theirs = round.acceptances.get(partner=double)
    day = today_of(coffee)
    recording.record(
        theirs, {"state": double_said, "answered_on": day, "way": "paper", "remark": "Once"}, ruth
    )
    merging.merge_organisations(union.organisation, double.organisation, by=ruth)
    one = round.acceptances.get()
    assert (one.state, one.way, one.remark, one.partner) == ("accepted", "mail", "Only for a year", double)
    assert one.evidence
    merging.undo(Merge.objects.get(), Organisation, by=ruth)
    theirs.refresh_from_db()
    assert (theirs.state, theirs.way, theirs.remark) == (double_said, "paper", "Once")
    assert AcceptanceEvidence.objects.get().acceptance.partner == union
