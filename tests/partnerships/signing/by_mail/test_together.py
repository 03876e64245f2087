"""Of what still holds by mail: what belongs together is of now or of then, and never mixed."""

import pytest

from partnerships.signing import proposing
from partnerships.signing.models import Acceptance
from tests.partnerships.signing.by_mail.coded import accept as answer_with_code
from tests.partnerships.signing.said import accept as record

NOW = {"yes-remark": "From now on", "yes-remark_counts": "note"}
THEN = {
    "signer_name": "Dr A. Okello",
    "signer_office": "Permanent Secretary",
    "decision_number": "B-12",
    "decided_on": "2026-01-05",
}


@pytest.fixture
def again(row, ruth, agreement, round, request):
    record(row, ruth, **THEN, **request.param)
    newer = proposing.propose(agreement, ruth, "all", reason="Later minutes", instead_of=round.pk)
    return newer.acceptances.get()


CONDITION = {"remark": "Only for a year", "remark_counts": "condition"}


@pytest.mark.parametrize(
    ("again", "said", "remark"),
    [
        (CONDITION, {}, ("Only for a year", "condition")),
        (CONDITION, NOW, ("From now on", "note")),
        (CONDITION, {"yes-remark_counts": "note"}, ("Only for a year", "condition")),
        ({}, NOW, ("From now on", "note")),
        ({}, {}, ("", "")),
    ],
    indirect=["again"],
)
def test_a_remark_has_its_own_kind(client, address, row, again, said, remark):
    answer_with_code(client, address.replace(f"/{row.pk}/", f"/{again.pk}/"), **said)
    again.refresh_from_db()
    assert (again.state, again.remark, again.remark_counts) == ("accepted", *remark)
    assert (again.signer_name, again.signer_office, again.way) == ("Peter Mugabo", "", "mail")
    assert (again.decision_number, str(again.decided_on)) == ("B-12", "2026-01-05")
    assert (again.first_by, again.first_way) == ("Dr A. Okello, Permanent Secretary", "paper")


@pytest.mark.parametrize("again", [CONDITION], indirect=True)
def test_a_decision_that_is_noted_for_this_version_has_no_day_of_then(client, address, row, again):
    Acceptance.objects.filter(pk=again.pk).update(decision_number="B-19")
    answer_with_code(client, address.replace(f"/{row.pk}/", f"/{again.pk}/"))
    again.refresh_from_db()
    assert (again.decision_number, again.decided_on) == ("B-19", None)
