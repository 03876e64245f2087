"""The quorum: a number or a share of the seats; who pauses does not count, who is absent does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backbone.time.days import today_of
from partnerships.bodies.quorum import needed_of, quorum_of
from partnerships.models import Body
from partnerships.pausing.pauses import pause
from tests import factories

pytestmark = pytest.mark.fast

DAY = timedelta(days=1)


@pytest.fixture
def board(db):
    of = factories.partnership("Coffee", "coffee")
    body = Body.objects.create(partnership=of, name="Board", quorum_share="half")
    body.partners.set([factories.partner(of) for _number in range(4)])
    return body


def reckoned(board, **more):
    of = board.partnership
    return quorum_of(board, of, day=today_of(of), at=timezone.now(), **more)


@pytest.mark.parametrize(
    ("share", "needed"),
    [("half", [1, 1, 2, 2, 3, 3]), ("most", [1, 2, 2, 3, 3, 4]), ("two_thirds", [1, 2, 2, 3, 4, 4])],
)
def test_a_share_is_rounded_up(share, needed):
    assert [needed_of(Body(quorum_share=share), seats) for seats in range(1, 7)] == needed


def test_a_number_stays_that_number_and_without_either_there_is_no_quorum():
    assert needed_of(Body(quorum=5), 3) == 5
    assert needed_of(Body(), 3) is None
    assert needed_of(Body(quorum_share="half"), 0) is None


def test_who_pauses_does_not_count_and_is_named(board):
    resting = board.partners.first()
    pause(board.partnership, today_of(board.partnership) + DAY, partner=resting, by=factories.person())
    found = reckoned(board)
    assert len(found.counted) == 3
    assert resting.pk not in found.counted
    assert (found.needed, found.paused_names) == (2, [str(resting)])


@pytest.mark.parametrize(
    ("term", "counts"),
    [
        ({"term_until": -1}, 3),
        ({"term_until": 0}, 4),
        ({"term_from": 0}, 4),
        ({"term_from": 1}, 3),
    ],
)
def test_a_seat_counts_from_the_first_to_the_last_day_of_its_term(board, term, counts):
    today = today_of(board.partnership)
    seat = board.seats.first()
    board.seats.filter(pk=seat.pk).update(**{name: today + days * DAY for name, days in term.items()})
    assert len(reckoned(board).counted) == counts


def test_a_partner_that_withdrew_counts_until_that_day(board):
    gone = board.partners.first()
    gone.withdrawn_on = today_of(board.partnership)
    gone.save()
    assert gone.pk not in reckoned(board).counted
    gone.withdrawn_on += DAY
    gone.save()
    assert gone.pk in reckoned(board).counted


def test_where_no_partners_are_named_those_invited_count(board):
    invited = [partner.pk for partner in board.partners.all()[:3]]
    board.partners.clear()
    found = reckoned(board, invited=invited)
    assert (found.counted, found.needed) == (frozenset(invited), 2)
