"""Whether what was accepted before still holds: a wish has its words, and what was set with it is seen, kept, or lifted."""

import pytest

from backbone.time.days import today_of
from partnerships.signing import proposing
from partnerships.signing.by_mail import answering, page
from tests.partnerships.signing.said import State, accept

BEFORE = {"remark": "Only while there is a budget", "remark_counts": "condition"}


@pytest.fixture
def row(agreement, partners, proposed, ruth):
    """Of a partner that accepted version 1 with a condition, before version 2."""
    accept(proposed.acceptances.get(partner=partners[0]), ruth, **BEFORE)
    newer = proposing.propose(agreement, ruth, "all", reason="A clause", instead_of=proposed.pk)
    return newer.acceptances.get(partner=partners[0])


@pytest.fixture
def said(row):
    return {"holds": "yes", "answered_on": today_of(row.partnership), "way": "said"}


@pytest.fixture
def note(as_ruth, row):
    """Send the coordinator's form, and give its answer."""
    return lambda data: as_ruth.post(f"/acceptances/{row.pk}/still/", data)


def test_a_wish_has_its_words(note, row, said):
    answer = note({**said, "holds": "no"})
    assert answer.status_code == 422
    assert "Say what it wishes." in answer.text
    assert note({**said, "holds": "no", "wish": "A seat"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.wish, row.still_holds) == (State.WISHES_CHANGE, "A seat", False)


def test_a_wish_beside_a_yes_is_not_lost(note, said):
    assert note({**said, "wish": "A seat"}).status_code == 422


def test_the_condition_of_before_is_shown_and_stays_where_nothing_else_is_said(as_ruth, note, row, said):
    text = as_ruth.get(f"/acceptances/{row.pk}/still/").text
    assert BEFORE["remark"] in text
    assert "A condition: the acceptance holds only with it" in text
    note(said)
    row.refresh_from_db()
    assert (row.remark, row.remark_counts) == tuple(BEFORE.values())


def test_it_is_lifted(note, row, said):
    note({**said, "lifted": "on"})
    row.refresh_from_db()
    assert (row.state, row.remark, row.remark_counts) == (State.ACCEPTED, "", "")


def test_another_takes_its_place(note, row, said):
    assert note({**said, "remark": "Until 2030"}).status_code == 422
    note({**said, "remark": "Until 2030", "remark_counts": "note"})
    row.refresh_from_db()
    assert (row.remark, row.remark_counts) == ("Until 2030", "note")


def test_where_nothing_was_set_nothing_is_to_be_lifted(as_ruth, row):
    type(row).objects.filter(pk=row.carried_from_id).update(remark="", remark_counts="")
    assert "lifted" not in as_ruth.get(f"/acceptances/{row.pk}/still/").text


def test_the_partner_sees_it_on_its_page_and_lifts_it(as_, peter, row):
    text = as_(peter).get(f"/acceptances/{row.pk}/answer/").text
    assert BEFORE["remark"] in text
    assert 'name="yes-lifted"' in text
    assert page.to_confirm(row, {})["remark"] == BEFORE["remark"]
    confirmed = page.to_confirm(row, {"lifted": True})
    assert (confirmed["remark"], confirmed["lifted"]) == ("", True)
    saved = answering._accept(row, peter, peter.mail_address, {"lifted": True})
    assert (saved.remark, saved.remark_counts) == ("", "")
