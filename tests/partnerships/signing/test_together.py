"""What belongs together is taken whole from one of two: of an acceptance that still holds, at a ceremony, in a merge."""

import pytest

from backbone.time.days import today_of
from partnerships.merges import merging
from partnerships.signing import coming_and_going, proposing
from partnerships.signing.models import Acceptance
from tests import factories
from tests.partnerships.signing.said import State, accept

NAMES = ("signer_name", "signer_office", "decision_number", "decided_on", "remark", "remark_counts")
SIGNER, DECISION = ("Dr A. Okello", "Permanent Secretary"), ("B-12", "2026-01-05")
REMARK = ("Only for a year", "condition")
OKELLO = dict(zip(NAMES, SIGNER + DECISION + REMARK, strict=True))


def said_in(row):
    row.refresh_from_db()
    found = [getattr(row, name) for name in NAMES]
    found[3] = found[3] and str(found[3])
    return tuple(found[:2]), tuple(found[2:4]), tuple(found[4:])


@pytest.fixture
def again(agreement, proposed, ruth):
    """The union accepted version 1 with all that can be said; version 2 is proposed in its place."""
    accept(proposed.acceptances.order_by("pk")[0], ruth, **OKELLO)
    newer = proposing.propose(agreement, ruth, "all", reason="Later minutes", instead_of=proposed.pk)
    return newer.acceptances.exclude(carried_from=None).get()


def still(client, row, holds="yes", **said):
    wish = {"wish": "A seat"} if holds == "no" else {}
    data = {"holds": holds, "answered_on": today_of(row.partnership), "way": "letter", **wish, **said}
    answer = client.post(f"/acceptances/{row.pk}/still/", data)
    assert answer.status_code == 302, answer.text


@pytest.mark.parametrize(
    ("said", "signer", "decision"),
    [
        ({}, SIGNER, DECISION),
        ({"signer_name": "B. Kato"}, ("B. Kato", ""), DECISION),
        ({"signer_office": "Alderman"}, ("", "Alderman"), DECISION),
        ({"decision_number": "B-19"}, SIGNER, ("B-19", None)),
        ({"decided_on": "2026-02-03"}, SIGNER, ("", "2026-02-03")),
        ({"signer_name": "B. Kato", "decision_number": "B-19"}, ("B. Kato", ""), ("B-19", None)),
    ],
)
def test_a_coordinator_enters_what_is_of_now_and_the_rest_is_of_then(as_ruth, again, said, signer, decision):
    still(as_ruth, again, **said)
    assert said_in(again) == (signer, decision, REMARK)
    assert (again.state, again.way, again.first_way) == (State.ACCEPTED, "letter", "paper")


def test_a_decision_that_was_noted_before_it_answered_is_of_now(as_ruth, again):
    Acceptance.objects.filter(pk=again.pk).update(decision_number="B-19")
    still(as_ruth, again)
    assert said_in(again) == (SIGNER, ("B-19", None), REMARK)


def test_what_holds_no_more_keeps_nothing_of_then(as_ruth, again):
    still(as_ruth, again)
    still(as_ruth, again, "no", signer_name="B. Kato")
    assert said_in(again) == (("B. Kato", ""), ("", None), ("", ""))


def test_who_signs_at_a_ceremony_has_no_office_of_who_wished_a_change(as_ruth, proposed, ruth):
    rows = list(proposed.acceptances.order_by("pk"))
    for row in rows:
        accept(row, ruth, State.WISHES_CHANGE, **{**OKELLO, "wish": "Five days"})
    data = {f"signer_name_{rows[0].pk}": "B. Kato", f"decision_number_{rows[0].pk}": "B-19"}
    chosen = {"partners": [row.pk for row in rows[:2]], "answered_on": today_of(proposed.partnership)}
    assert as_ruth.post(f"/signing-rounds/{proposed.pk}/ceremony/", {**chosen, **data}).status_code == 302
    assert said_in(rows[0]) == (("B. Kato", ""), ("B-19", None), REMARK)
    assert said_in(rows[1]) == (("", ""), DECISION, REMARK)
    assert said_in(rows[2]) == (SIGNER, DECISION, REMARK)


def test_two_that_turn_out_to_be_one_are_not_mixed(coffee, union, proposed, ruth):
    double = factories.partner(coffee, "Kigezi Farmers Union (2)")
    coming_and_going.add_rows(proposed)
    today = today_of(coffee)
    known = {"sent_on": today, "to_sign_name": "B. Kato", "legal_with": "The board"}
    proposed.acceptances.filter(partner=union).update(**known)
    other = {"sent_how": "By post", "to_sign_office": "Alderman", "legal_since": today}
    proposed.acceptances.filter(partner=double).update(**other, signer_address="a@example.org")
    merging.merge_organisations(double.organisation, union.organisation, by=ruth)
    row = proposed.acceptances.get(partner=union)
    assert (row.sent_on, row.sent_how) == (today, "")
    assert (row.to_sign_name, row.to_sign_office, row.signer_address) == ("B. Kato", "", "")
    assert (row.legal_since, row.legal_with) == (None, "The board")
