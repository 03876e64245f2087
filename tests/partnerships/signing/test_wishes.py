"""What a partner wished stands under no acceptance: the history of its row keeps it."""

import pytest

from backbone.time.days import today_of
from tests.partnerships.signing.said import State, accept

WISH = "Five working days"


@pytest.fixture
def wished(proposed, ruth):
    """One partner wishes a change."""
    return accept(proposed.acceptances.first(), ruth, State.WISHES_CHANGE, wish=WISH)


def by_form(client, row, **values):
    said = {"state": "accepted", "answered_on": today_of(row.partnership), "way": "paper", "wish": WISH}
    return client.post(
        f"/acceptances/{row.pk}/edit/", {**said, "revision": row.revision, **values}, follow=True
    )


def at_a_ceremony(client, row):
    data = {"partners": [row.pk], "answered_on": today_of(row.partnership)}
    return client.post(f"/signing-rounds/{row.round_id}/ceremony/", data, follow=True)


@pytest.mark.parametrize("say", [by_form, at_a_ceremony])
def test_it_is_answered_once_the_partner_accepts(as_ruth, wished, say):
    text = say(as_ruth, wished).text
    wished.refresh_from_db()
    assert (wished.state, wished.wish) == (State.ACCEPTED, "")
    assert WISH not in text
    assert wished.events.filter(wish=WISH).exists()


def test_a_refusal_answers_it_too(as_ruth, wished):
    by_form(as_ruth, wished, state="refused")
    wished.refresh_from_db()
    assert (wished.state, wished.wish) == (State.REFUSED, "")


def test_a_new_wish_beside_an_acceptance_is_not_lost(as_ruth, wished):
    answer = by_form(as_ruth, wished, wish="Six days")
    assert answer.status_code == 422
    assert "write it as a remark" in answer.text
    wished.refresh_from_db()
    assert wished.wish == WISH
