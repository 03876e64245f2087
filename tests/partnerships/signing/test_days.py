"""Days that cannot be are refused in words."""

from datetime import timedelta

import pytest

from backbone.time.days import today_of
from partnerships.signing import in_force, proposing
from partnerships.signing.models import SigningRound
from tests.partnerships.signing.said import State, accept


@pytest.fixture
def today(coffee):
    return today_of(coffee)


@pytest.fixture
def ready(proposed, ruth):
    for row in proposed.acceptances.all():
        accept(row, ruth)
    return proposed


def test_nothing_is_in_force_since_long_before_it_was_proposed(as_ruth, ruth, ready, today):
    page = f"/signing-rounds/{ready.pk}/in-force/"
    answer = as_ruth.post(page, {"on": "1900-01-01", "reason": "All signed"})
    assert answer.status_code == 422
    assert "This day is too early" in answer.text
    with pytest.raises(proposing.Refused, match="long before it was proposed"):
        in_force.put_in_force(ready, ruth, "All signed", on=today - timedelta(days=61))
    as_ruth.post(page, {"on": today - timedelta(days=60), "reason": "Signed on paper then"})
    ready.refresh_from_db()
    assert ready.is_in_force


def test_nothing_ends_before_it_was_in_force(as_ruth, ruth, ready, today):
    binding = in_force.put_in_force(ready, ruth, "All signed")
    before = today - timedelta(days=1)
    answer = as_ruth.post(f"/signing-rounds/{ready.pk}/end/", {"on": before, "reason": "Over"})
    assert answer.status_code == 422
    with pytest.raises(proposing.Refused, match="before it entered into force"):
        in_force.end(binding, ruth, "Over", before)
    assert SigningRound.objects.get().is_in_force


@pytest.mark.parametrize("name", ["answered_on", "sent_on", "received_on", "legal_since"])
def test_nothing_happened_long_before_it_was_proposed(as_ruth, proposed, today, name):
    row = proposed.acceptances.first()
    data = {"state": "accepted", "answered_on": today, "way": "paper", "revision": row.revision}
    early = {**data, name: today - timedelta(days=61)}
    assert "This day is too early" in as_ruth.post(f"/acceptances/{row.pk}/edit/", early).text
    data |= {name: today - timedelta(days=60)}
    assert as_ruth.post(f"/acceptances/{row.pk}/edit/", data).status_code == 302


def test_nothing_is_received_before_it_was_sent(as_ruth, proposed, today):
    row = proposed.acceptances.first()
    data = {"state": "open", "sent_on": today, "received_on": today - timedelta(days=1), "revision": 0}
    assert "not received before it was sent" in as_ruth.post(f"/acceptances/{row.pk}/edit/", data).text


def test_nor_is_it_signed_together_or_still_holds_since_then(as_ruth, ruth, agreement, proposed, today):
    early = today - timedelta(days=61)
    row = proposed.acceptances.first()
    data = {"partners": [row.pk], "answered_on": early}
    assert as_ruth.post(f"/signing-rounds/{proposed.pk}/ceremony/", data).status_code == 422
    accept(row, ruth)
    newer = proposing.propose(agreement, ruth, "all", reason="Again", instead_of=proposed.pk)
    again = newer.acceptances.get(partner=row.partner)
    data = {"holds": "yes", "answered_on": early, "way": "said"}
    assert as_ruth.post(f"/acceptances/{again.pk}/still/", data).status_code == 422
    again.refresh_from_db()
    assert again.state == State.OPEN


@pytest.mark.parametrize("name", ["review_on", "end_on"])
def test_an_agreement_neither_ends_nor_is_looked_at_before_it_began(as_ruth, agreement, today, name):
    page = "/partnerships/coffee/agreement/edit/"
    data = {name: today - timedelta(days=1), "revision": agreement.revision}
    assert "before the agreement began" in as_ruth.post(page, data).text
    assert as_ruth.post(page, {**data, name: today}).status_code == 302
