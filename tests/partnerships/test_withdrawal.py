"""A partner that withdraws, and one that stays after all: what becomes of its people's seats."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from backbone.time.days import today_of
from partnerships import partners
from partnerships.models import Partner, Representative
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
LEAD = Representative.Capacity.LEAD


@pytest.fixture
def union():
    return factories.partner(since=None)


def seated(partner, who=None, **fields):
    return factories.representative(partner, who, **fields).represents.get(
        partner=partner, until=fields.get("until")
    )


def day(partner, days):
    return today_of(partner.partnership) + timedelta(days=days)


def test_who_had_left_by_themselves_left_when_they_did(union):
    left = now() - timedelta(days=2)
    seat = seated(union, until=left)
    partners.withdraw(union, day(union, -20))
    seat.refresh_from_db()
    assert (seat.until, seat.left_with_partner) == (left, False)


def test_a_day_before_it_was_a_partner_is_refused_in_words(as_):
    since = day(factories.partner(), -5)
    partner = factories.partner(since=since)
    client = as_(factories.coordinator(partner.partnership))
    answer = client.post(f"/partners/{partner.pk}/withdrawal/", {"day": f"{since - timedelta(days=1)}"})
    assert answer.status_code == 422
    assert "have withdrawn before" in answer.text
    assert client.post(f"/partners/{partner.pk}/withdrawal/", {"day": f"{since}"}).status_code == 302


def test_the_page_leads_to_what_hangs_on_each_of_its_people(as_, union):
    seat, gone = seated(union), seated(union, until=now() - timedelta(days=2))
    page = as_(factories.coordinator(union.partnership)).get(f"/partners/{union.pk}/withdrawal/").text
    assert f"/representatives/{seat.pk}/end/" in page
    assert f"/representatives/{gone.pk}/end/" not in page


def test_no_seat_ends_before_it_began(union):
    seat = seated(union, since=now() - timedelta(days=3))
    partners.withdraw(union, day(union, -20))
    seat.refresh_from_db()
    assert seat.until == seat.since


def test_a_seat_that_is_still_to_come_is_stopped_where_it_would_begin(union):
    seat = seated(union, since=now() + timedelta(days=3))
    partners.stop_representing(seat)
    seat.refresh_from_db()
    assert seat.until == seat.since


def test_who_was_seated_again_meanwhile_keeps_that_seat(union):
    anna = factories.person("Anna Bakker")
    seated(union, anna)
    partners.withdraw(union, day(union, -1))
    again = seated(union, anna)
    assert partners.take_back_withdrawal(union)
    assert list(union.representatives.filter(until=None)) == [again]


def test_a_new_lead_stays_and_the_one_of_before_comes_back_as_member(union):
    before = seated(union, capacity=LEAD)
    partners.withdraw(union, day(union, -1))
    new = seated(union, capacity=LEAD)
    assert partners.take_back_withdrawal(union)
    before.refresh_from_db()
    assert (before.capacity, before.until) == (Representative.Capacity.MEMBER, None)
    assert union.representatives.get(capacity=LEAD, until=None) == new


def test_nobody_withdraws_before_they_joined(union):
    union.since = date(2027, 1, 1)
    union.save()
    with pytest.raises(IntegrityError, match="partner_leaves_after_joining"), transaction.atomic():
        Partner.objects.filter(pk=union.pk).update(withdrawn_on=date(2026, 12, 31))
