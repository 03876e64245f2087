"""Who takes part by letter of no objection, and says from the mail that it still holds, takes part as before."""

import pytest

from partnerships.signing import counting, in_force, proposing
from partnerships.signing.models import Acceptance
from tests.partnerships.signing.by_mail.coded import accept as answer_with_code
from tests.partnerships.signing.said import accept as record

State = Acceptance.State


@pytest.fixture
def again(row, ruth, agreement, round):
    """It took part in version 1 so; in version 2 a letter of no objection does not count."""
    record(row, ruth, State.NO_OBJECTION, way="letter")
    said = {"reason": "Later minutes", "instead_of": round.pk, "no_objection_counts": False}
    return proposing.propose(agreement, ruth, "all", **said).acceptances.get()


@pytest.fixture
def own_page(address, row, again):
    return address.replace(f"/{row.pk}/", f"/{again.pk}/")


def test_it_takes_part_as_before_and_reads_so(client, own_page, again):
    asked = " ".join(client.get(own_page).text.split())
    assert "takes part in version 1 by letter of no objection" in asked
    answer_with_code(client, own_page)
    again.refresh_from_db()
    assert (again.state, again.way, again.still_holds) == (State.NO_OBJECTION, "mail", True)
    assert again.evidence.sha256 == again.round.version.sha256


def test_where_that_does_not_count_the_version_does_not_enter_into_force(client, own_page, again, ruth):
    answer_with_code(client, own_page)
    assert not counting.standing(again.round).may_enter
    with pytest.raises(proposing.Refused, match="does not let it enter into force"):
        in_force.put_in_force(again.round, ruth, "All signed")
