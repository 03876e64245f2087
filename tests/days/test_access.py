"""What gives and takes access is a moment, the same for everybody wherever they look from."""

from datetime import timedelta

import pytest
from django.test import Client

from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from backbone.time.days import end_of_day, start_of_day, today_here, today_of
from meetings import attendance
from partnerships import roles
from partnerships.correspondence.sending import send
from partnerships.correspondence.signing import coordinator_of
from partnerships.imports import confirming, pasting
from partnerships.models import Partnership, Representative, Role
from partnerships.people import founding
from partnerships.people.rows import SHEET as people_table
from tests import factories
from tests.days.conftest import ZONES
from tests.factories import link_for

# Whose clock is the one of their country.
COUNTRIES = dict(zip(ZONES, ("KI", "NL", "AS"), strict=True))
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def sees(person, slug="coffee"):
    """Whether somebody opens the partnership, from whichever zone they set."""
    opened = set()
    for zone in ZONES:
        type(person).objects.filter(pk=person.pk).update(timezone=zone)
        opened.add(signed_in(person).get(f"/partnerships/{slug}/").status_code)
    assert len(opened) == 1
    return opened == {200}


def test_an_ended_role_opens_nothing_from_the_moment_on(places, time_machine):
    gone = factories.person("Gone")
    role = roles.grant(gone, Role.Kind.OBSERVER, places.of, by=places.ruth)
    assert sees(gone)
    signed_in(places.ruth).post(f"/roles/{role.pk}/end/")
    assert Role.objects.get(pk=role.pk).last_day == today_of(places.of)
    assert not sees(gone)
    for hours in (1, 9, 23):
        time_machine.move_to(places.now + timedelta(hours=hours), tick=False)
        assert not sees(gone)


def test_an_ended_role_stands_among_the_earlier_ones_for_every_reader(places):
    role = roles.grant(factories.person("Gone Away"), Role.Kind.OBSERVER, places.of, by=places.ruth)
    page = f"/partnerships/{places.of.slug}/roles/"
    assert role.pk in [row.pk for row in signed_in(places.ruth).get(page).context["current"]]
    roles.end(role)
    shown = signed_in(places.ruth).get(page).context
    assert [row.pk for row in shown["earlier"]] == [role.pk]


def test_a_planned_end_is_the_end_of_a_day_there(places, time_machine):
    today = today_of(places.of)
    role = Role(person=factories.person(), kind=Role.Kind.OBSERVER, partnership=places.of)
    role.until = end_of_day(today, places.of.zone)
    role.save()
    assert role.last_day == today
    time_machine.move_to(role.until - SECOND, tick=False)
    assert sees(role.person)
    time_machine.move_to(role.until, tick=False)
    assert not sees(role.person)


def test_a_planned_end_can_be_brought_forward_and_an_end_stays(places, time_machine):
    role = roles.grant(factories.person(), Role.Kind.OBSERVER, places.of, by=places.ruth)
    Role.objects.update(until=places.now + 9 * DAY)
    assert roles.end(role).until == places.now
    time_machine.move_to(places.now + SECOND, tick=False)
    assert roles.end(role).until == places.now


def test_a_role_over_everything_has_its_days_here(places):
    role = Role(person=places.ruth, kind=Role.Kind.LEADER, since=places.now)
    role.until = end_of_day(today_here(), role.zone)
    assert role.first_day == role.last_day == today_here()


def test_an_ended_representation_opens_nothing_nor_does_its_link(places):
    anna = factories.representative(factories.partner(places.of))
    link = f"/l/{link_tokens.token(link_for(anna, places.of, 'tasks').pk)}/"
    assert sees(anna)
    assert Client().get(link).status_code == 200
    signed_in(places.ruth).post(f"/representatives/{anna.represents.get().pk}/end/")
    assert not sees(anna)
    assert Client().get(link).status_code == 410


def test_a_representation_that_is_over_is_not_ended_again(places, time_machine):
    row = factories.representative(factories.partner(places.of)).represents.get()
    end = f"/representatives/{row.pk}/end/"
    signed_in(places.ruth).post(end)
    time_machine.move_to(places.now + DAY, tick=False)
    signed_in(places.ruth).post(end)
    assert Representative.objects.get().until == places.now


def test_somebody_begins_with_the_day_that_was_chosen_in_the_partnerships_zone(places, time_machine):
    partner, day = factories.partner(places.of), today_of(places.of) + DAY
    new = {"name": "Joy", "email": "joy@example.org", "capacity": "member", "since": day.isoformat()}
    signed_in(places.ruth).post(f"/partners/{partner.pk}/representatives/new/", new)
    joy = partner.representatives.get()
    assert (joy.first_day, joy.since) == (day, start_of_day(day, places.of.zone))
    assert not sees(joy.person)
    time_machine.move_to(joy.since, tick=False)
    assert sees(joy.person)


def test_who_is_added_today_is_there_at_once(places):
    of, text = places.of, "Joy Atim <joy@union.example>\nMay Lee <may@gmail.com>"
    confirming.confirm(pasting.begin(of, people_table, text, places.ruth), places.ruth)
    here = Role.objects.current().filter(partnership=of, kind="observer")
    assert here.count() + of.representatives.current().count() == 2


def test_a_mail_is_signed_by_who_coordinates_since_this_moment(places):
    started = Partnership(name="Reef", timezone="UTC", country=COUNTRIES[places.reader])
    new = founding.start(started, by=places.ruth)
    assert (coordinator_of(new), new.timezone) == (places.ruth, places.reader)
    assert new.started_on == today_of(places.ruth)
    send(factories.news(factories.person(), new, "k"))
    message = Message.objects.get(key="k")
    assert (message.reply_to, "Ruth" in message.from_name) == (places.ruth.mail_address, True)


# Withdrawal


@pytest.fixture
def union(places):
    """A partner with Joy, and Tom who left an hour ago."""
    union = factories.partner(places.of)
    factories.representative(union, factories.person("Joy"))
    factories.representative(union, factories.person("Tom"), until=places.now - timedelta(hours=1))
    return union


def current(partner):
    return [row.person.name for row in partner.representatives.current()]


def withdraw(places, union, day):
    answer = signed_in(places.ruth).post(f"/partners/{union.pk}/withdrawal/", {"day": day.isoformat()})
    union.refresh_from_db()
    return answer.status_code


@pytest.mark.parametrize("before", [0, 1])
def test_a_withdrawal_ends_what_it_ends_and_taking_it_back_restores_no_more(places, union, before):
    day = today_of(places.of) - before * DAY
    assert withdraw(places, union, day) == 302
    joy = union.representatives.get(person__name="Joy")
    assert (union.withdrawn_on, current(union)) == (day, [])
    assert joy.until == (end_of_day(day, places.of.zone) if before else places.now)
    Representative.objects.filter(person__name="Tom").update(until=joy.until)
    signed_in(places.ruth).post(f"/partners/{union.pk}/return/")
    assert current(union) == ["Joy"]


def test_a_withdrawal_is_not_recorded_before_its_day_has_come_there(places, union):
    assert withdraw(places, union, today_of(places.of) + DAY) == 422
    page = signed_in(places.ruth).get(f"/partners/{union.pk}/withdrawal/").text
    assert f'value="{today_of(places.of)}"' in page


def test_a_withdrawal_ends_what_was_to_end_later_too(places, union):
    union.representatives.update(until=places.now + DAY)
    withdraw(places, union, today_of(places.of))
    assert current(union) == []


# Who is expected at a meeting


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, True),
        (1, None, True),
        (30, None, False),
        (None, -1, False),
        (None, 1, True),
    ],
)
def test_the_list_has_who_represents_when_it_begins_or_later_that_day(places, since, until, expected):
    meeting = factories.meeting(
        places.of,
        starts_at=start_of_day(today_of(places.of), places.of.zone) + timedelta(hours=9),
        timezone=places.of.timezone,
    )
    hours = {"since": since, "until": until}
    moments = {name: n and meeting.starts_at + timedelta(hours=n) for name, n in hours.items()}
    factories.representative(factories.partner(places.of), **moments)
    assert attendance.prefill(meeting) == expected
