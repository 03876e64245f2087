"""A group's page, its seats and their terms, who is there without a seat, and who hosts next."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from backbone.needs import in_full
from backbone.time.days import today_of
from partnerships import leaving
from partnerships.bodies import needs
from partnerships.bodies.hosts import next_host
from partnerships.models import Body
from partnerships.pausing.pauses import pause
from partnerships.people.merging import merge_people
from tests import factories
from tests.partnerships.test_undo import undo_on

DAY = timedelta(days=1)


@pytest.fixture
def board(coffee, union):
    body = Body.objects.create(partnership=coffee, name="Board")
    body.partners.add(union)
    return body


@pytest.fixture
def seat(board):
    return board.seats.get()


@pytest.fixture
def moses(union):
    return factories.representative(union, factories.person("Moses Kato"))


@pytest.fixture
def mercy(union):
    return factories.representative(union, factories.person("Mercy Atim"))


def norms(**said):
    empty = ("called_by", "agenda_days", "minutes_working_days", "minutes_length", "minutes_numbering")
    return {**dict.fromkeys((*empty, "ground_rules"), ""), "revision": 0, **said}


def test_a_seat_has_a_person_an_alternate_and_a_term(as_ruth, seat, moses, mercy):
    days = {"term_from": "2026-01-01", "term_until": "2027-12-31"}
    named = {"person": moses.pk, "alternate": mercy.pk, "host_turn": 1, "revision": 0}
    answer = as_ruth.post(seat.get_absolute_url(), named | days)
    assert answer.url == seat.body.get_absolute_url()
    page = as_ruth.get(answer.url).text
    assert "Moses Kato" in page
    assert "alternate: Mercy Atim" in page
    seat.refresh_from_db()
    assert (seat.person, seat.alternate, seat.host_turn) == (moses, mercy, 1)


def test_nobody_stands_in_for_themselves_and_no_term_ends_before_it_begins(as_ruth, seat, moses):
    same = {"person": moses.pk, "alternate": moses.pk, "revision": 0}
    assert "stands in for somebody else" in as_ruth.post(seat.get_absolute_url(), same).text
    days = {"term_from": "2027-01-01", "term_until": "2026-12-31", "revision": 0}
    assert "end before it begins" in as_ruth.post(seat.get_absolute_url(), days).text
    for name, values in {
        "seat_alternate": {"person": moses, "alternate": moses},
        "seat_term": {"term_from": "2027-01-01", "term_until": "2026-12-31"},
        "seat_host_turn": {"host_turn": 0},
    }.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            seat.body.seats.update(**values)


def test_only_who_represents_the_partner_sits_there(as_ruth, seat):
    stranger = factories.representative(who=factories.person("Somebody Else"))
    assert as_ruth.post(seat.get_absolute_url(), {"person": stranger.pk, "revision": 0}).status_code == 422


def test_a_quorum_is_a_number_or_a_share(as_ruth, board, union):
    address = reverse("body_edit", args=[board.pk])
    data = {"name": "Board", "decision_rule": "consent", "partners": [union.pk], "quorum_share": "half"}
    assert "not both" in as_ruth.post(address, data | {"quorum": 1, "revision": 0}).text
    as_ruth.post(address, data | {"revision": 0})
    assert "now 1 of 1" in as_ruth.get(board.get_absolute_url()).text
    with pytest.raises(IntegrityError, match="body_one_quorum"):
        Body.objects.filter(pk=board.pk).update(quorum=1)


def test_norms_are_said_and_each_can_stay_empty(as_ruth, board):
    address = reverse("body_norms", args=[board.pk])
    as_ruth.post(address, norms(called_by="The chair", agenda_days=7, ground_rules="Phones away."))
    page = as_ruth.get(board.get_absolute_url()).text
    assert "Called by: The chair" in page
    assert "Agenda 7 days before" in page
    assert "Phones away." in page
    as_ruth.post(address, norms(revision=1))
    assert "Called by" not in as_ruth.get(board.get_absolute_url()).text


@pytest.mark.parametrize(
    ("days", "state"), [(61, None), (60, "open"), (0, "open"), (-1, "late"), (-14, "late"), (-15, None)]
)
def test_a_term_that_ends_is_told_with_time_to_spare(coffee, ruth, seat, days, state):
    seat.body.seats.update(term_until=today_of(coffee) + days * DAY)
    found = in_full(list(needs.terms_that_end(ruth, coffee)))
    assert [need.state for need in found] == ([state] if state else [])


def test_a_seat_without_a_term_needs_nobody(coffee, ruth, seat):
    assert list(needs.terms_that_end(ruth, coffee)) == []


def test_observers_and_the_informed_are_listed_and_taken_off_with_undo(as_ruth, board, moses):
    address = reverse("body_guest_new", args=[board.pk])
    as_ruth.post(address, {"person": moses.pk, "kind": "observer"})
    assert "Observes its meetings" in as_ruth.get(board.get_absolute_url()).text
    again = as_ruth.post(address, {"person": moses.pk, "kind": "informed"})
    assert again.status_code == 422
    assert "on the list already" in again.text
    page = as_ruth.post(reverse("body_guest_removal", args=[board.guests.get().pk]), follow=True)
    assert not board.guests.exists()
    as_ruth.post(undo_on(page))
    assert board.guests.get().person == moses


def test_hosts_follow_each_other_and_who_pauses_or_left_is_passed_over(coffee, board, union):
    others = [factories.partner(coffee) for _number in range(2)]
    board.partners.add(*others)
    inorder = [union, *others]
    for turn, partner in enumerate(inorder, 1):
        board.seats.filter(partner=partner).update(host_turn=turn)

    def after(key):
        return next_host(board, after=key, day=today_of(coffee), at=timezone.now())

    assert [after(key) for key in (None, *(one.pk for one in inorder))] == [union, *others, union]
    pause(coffee, today_of(coffee) + DAY, partner=others[0], by=factories.person())
    assert after(union.pk) == others[1]
    others[1].withdrawn_on = today_of(coffee)
    others[1].save()
    assert after(union.pk) == union
    board.seats.update(host_turn=None)
    assert after(union.pk) is None


def test_who_leaves_hands_over_seat_and_writing(coffee, board, seat, union, moses, mercy, ruth):
    board.seats.update(person=moses, alternate=mercy)
    Body.objects.filter(pk=board.pk).update(secretary=moses)
    own = union.representatives.get(person=moses)
    assert {found.kind.key for found in leaving.hanging_on(own)} >= {"seats", "secretaries"}
    leaving.end(own, to=mercy, agreed=True, by=ruth)
    seat.refresh_from_db()
    board.refresh_from_db()
    assert (seat.person, seat.alternate, board.secretary) == (mercy, None, mercy)


def test_nobody_sits_for_a_partner_that_is_not_theirs(coffee, board, seat, union, moses, ruth):
    board.seats.update(person=moses)
    stranger = factories.representative(factories.partner(coffee))
    leaving.end(union.representatives.get(person=moses), to=stranger, agreed=True, by=ruth)
    seat.refresh_from_db()
    assert seat.person == moses


def test_two_who_are_one_are_not_their_own_alternate(board, seat, moses, mercy):
    board.seats.update(person=moses, alternate=mercy)
    merge_people(moses, mercy, by=factories.administrator())
    seat.refresh_from_db()
    assert (seat.person, seat.alternate) == (mercy, None)


def test_the_form_of_a_seat_counts_each_fault(as_ruth, seat, moses):
    wrong = {"person": moses.pk, "alternate": moses.pk, "term_from": "2027-01-01", "term_until": "2026-12-31"}
    text = as_ruth.post(seat.get_absolute_url(), {**wrong, "revision": 0}).text
    assert "The term can’t end before it begins." in text
    assert "An alternate stands in for somebody else." in text
    assert "2 things still need fixing" in text
