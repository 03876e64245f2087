"""A version that its rule lets enter into force while changes wait: nobody's word alone is passed over, each way out is kept."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from backbone.time.days import today_of
from partnerships.proposals import deciding
from partnerships.signing import in_force, proposing
from partnerships.signing.models import SigningRound
from partnerships.signing.needs import of_agreements


@pytest.fixture
def proposed(agreement, reading, ruth):
    return proposing.propose(agreement, ruth, "all")


@pytest.fixture
def ready(proposed):
    """Accepted by all, as its rule asks."""
    row = proposed.acceptances.get()
    row.state, row.answered_on, row.received_on = "accepted", proposed.proposed_on, proposed.proposed_on
    row.save()
    return proposed


def address(round):
    return reverse("signing_round_in_force", args=[round.pk])


def binds(round):
    round.refresh_from_db()
    return round.is_in_force


def told(ruth):
    return [(need.word, need.detail) for need in of_agreements(ruth) if "accepted" in need.word]


def enter(as_ruth, round, **said):
    return as_ruth.post(address(round), {"on": today_of(round.partnership).isoformat(), **said})


def test_needs_you_says_what_waits_and_the_page_shows_both_ways_out(as_ruth, ruth, coffee, ready, proposals):
    deciding.take(proposals[0], by=ruth)
    assert told(ruth) == [
        ("accepted, and changes wait", "Uganda Coffee Platform · 1 change taken, 1 not decided")
    ]
    for page in (as_ruth.get(address(ready)).text, as_ruth.get(ready.get_absolute_url()).text):
        assert "Changes wait that this version does not have" in page
        assert "1 change taken, 1 not decided." in page
        assert reverse("agreement_propose", args=[coffee.slug]) in page
        assert reverse("word_readings", args=[coffee.slug]) in page


def test_it_does_not_enter_into_force_without_the_word_and_the_reason(as_ruth, ready, proposals):
    page = enter(as_ruth, ready, reason="All signed").text
    assert "Changes wait that this version does not have: 2 changes not decided." in page
    assert enter(as_ruth, ready, as_it_is="on").status_code == 422
    assert not binds(ready)


def test_as_it_is_with_its_reason_what_was_taken_waits_for_an_amendment(
    as_ruth, ruth, peter, as_, agreement, ready, proposals
):
    deciding.take(proposals[0], by=ruth)
    enter(as_ruth, ready, as_it_is="on", reason="The subsidy starts")
    assert binds(ready)
    assert (ready.left_taken, ready.left_undecided, ready.in_force_reason) == (1, 1, "The subsidy starts")
    page = as_ruth.get(ready.get_absolute_url()).text
    assert "without what waited: 1 change taken, 1 not decided." in page
    assert "Changes wait for an amendment" in page
    assert not told(ruth)
    amended = proposing.propose(agreement, ruth, "all", reason="What the union proposed")
    assert "Changes wait for an amendment" not in as_ruth.get(ready.get_absolute_url()).text
    assert "High." in next(one["text"] for one in amended.version.data["clauses"] if one["key"] == "vision")
    assert "without what waited" not in as_(peter).get(ready.get_absolute_url()).text


def test_issued_as_a_new_version_nothing_waits_and_its_reason_is_kept(ruth, agreement, ready, proposals):
    deciding.take(proposals[0], by=ruth)
    deciding.refuse(proposals[1], "Not now.", by=ruth)
    again = proposing.propose(agreement, ruth, "all", instead_of=ready.pk, reason="High, says the union")
    assert again.version.reason == "High, says the union"
    row = again.acceptances.get()
    row.state, row.answered_on, row.received_on = "accepted", again.proposed_on, again.proposed_on
    row.save()
    assert told(ruth) == [("accepted as its rule asks", "Uganda Coffee Platform · all partners accept it")]
    assert in_force.put_in_force(again, ruth, "").left_taken == 0


def test_what_somebody_takes_meanwhile_is_not_passed_over(as_ruth, ruth, ready, proposals):
    for row in proposals:
        deciding.refuse(row, "Not now.", by=ruth)
    assert "Changes wait" not in as_ruth.get(address(ready)).text
    deciding.reopen(proposals[0], by=ruth)
    deciding.take(proposals[0], by=ruth)
    assert "1 change taken" in enter(as_ruth, ready, reason="").text
    assert not binds(ready)


def test_a_comment_in_word_holds_up_nothing(ruth, ready, proposals):
    for row in proposals[:2]:
        deciding.refuse(row, "Not now.", by=ruth)
    assert proposals[2].kind == "comment"
    assert in_force.put_in_force(ready, ruth, "").is_in_force


def test_the_database_refuses_what_waited_without_a_reason(ready):
    with pytest.raises(IntegrityError, match="as_it_is_why"), transaction.atomic():
        SigningRound.objects.filter(pk=ready.pk).update(left_taken=1)
