"""A partner that withdraws, and one that stays after all: what becomes of its people's seats."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from backbone.time.days import today_of
from meetings.models import Attendance
from partnerships import partners
from partnerships.models import Partner, Representative
from tests import factories
from workplans.models import Task

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


def test_a_day_before_the_partnership_began_is_refused_in_words(as_, union):
    began = day(union, -5)
    type(union.partnership).objects.update(started_on=began)
    client = as_(factories.coordinator(union.partnership))
    answer = client.post(f"/partners/{union.pk}/withdrawal/", {"day": f"{began - timedelta(days=1)}"})
    assert (answer.status_code, "nobody can have withdrawn before" in answer.text) == (422, True)
    assert client.post(f"/partners/{union.pk}/withdrawal/", {"day": f"{began}"}).status_code == 302


def test_nothing_is_agreed_with_a_partner_that_withdrew(as_, union):
    fields = {"partnership": union.partnership, "description": "Seedlings"}
    gain = union.benefits.create(**fields, is_proposed=True)
    gift = union.contributions.create(**fields, state="offered")
    ways = [f"/benefits/{gain.pk}/agreement/", f"/contributions/{gift.pk}/agreement/"]
    client = as_(factories.coordinator(union.partnership))
    assert [way in client.get(union.get_absolute_url()).text for way in ways] == [True, True]
    partners.withdraw(union, day(union, 0))
    assert [way in client.get(union.get_absolute_url()).text for way in ways] == [False, False]


def test_the_page_leads_to_what_hangs_on_each_of_its_people(as_, union):
    seat, gone = seated(union), seated(union, until=now() - timedelta(days=2))
    page = as_(factories.coordinator(union.partnership)).get(f"/partners/{union.pk}/withdrawal/").text
    assert f"/representatives/{seat.pk}/end/" in page
    assert f"/representatives/{gone.pk}/end/" not in page


@pytest.fixture
def withdrawing(union, as_):
    """Three people of the partner, a task with two of them, and Anna of another partner."""
    of = union.partnership
    people = [seated(union).person for _ in range(3)]
    tasks = [factories.task(of, owner=person, partner=union) for person in people[:2]]
    anna = factories.representative(factories.partner(of), factories.person("Anna Bakker"))
    return SimpleNamespace(
        client=as_(factories.coordinator(of)),
        tasks=tasks,
        anna=anna,
        page=f"/partners/{union.pk}/withdrawal/",
    )


def test_the_page_shows_what_hangs_on_its_people_together(withdrawing):
    page = withdrawing.client.get(withdrawing.page).text
    assert "2 open tasks" in page
    assert all(task.title in page for task in withdrawing.tasks)


def test_what_hangs_on_them_goes_to_one_person_in_the_same_step(withdrawing, union):
    sent = {"day": f"{day(union, 0)}", "to": withdrawing.anna.pk, "agreed": "on"}
    withdrawing.client.post(withdrawing.page, sent)
    assert {task.owner for task in Task.objects.all()} == {withdrawing.anna}
    union.refresh_from_db()
    assert union.withdrawn_on == day(union, 0)


def test_or_to_nobody(withdrawing, union):
    owners = [task.owner for task in withdrawing.tasks]
    withdrawing.client.post(withdrawing.page, {"day": f"{day(union, 0)}", "to": ""})
    assert [task.owner for task in Task.objects.order_by("pk")] == owners


def test_nobody_who_leaves_with_it_can_take_it_over(withdrawing, union):
    sent = {"day": f"{day(union, 0)}", "to": withdrawing.tasks[0].owner_id}
    assert withdrawing.client.post(withdrawing.page, sent).status_code == 422


def test_who_leaves_is_shown_with_what_they_were_asked(withdrawing, union):
    seat = withdrawing.tasks[0].owner.represents.get()
    meeting = factories.meeting(union.partnership, "Steering committee", starts_at=now() + timedelta(days=20))
    factories.attendance(meeting, seat.person, "", union)
    Attendance.objects.update(asked_at=now())
    page = withdrawing.client.get(f"/representatives/{seat.pk}/end/").text
    assert "What they were asked and have not answered" in page


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
