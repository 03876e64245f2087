"""On the last day of a pause it is asked once how to go on, and answered from the mail or on the page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from backbone.outbox import link_tokens
from backbone.outbox.models import Message, SenderSettings
from backbone.time.days import today_of
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.pausing import returning
from partnerships.models import Pause
from partnerships.pausing import pauses
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


def in_days(of, days):
    return today_of(of) + timedelta(days=days)


@pytest.fixture
def over(coffee, peter, released):
    """Peter's own pause, whose last morning has come."""
    row = pauses.pause(coffee, in_days(peter, 10), person=peter, by=peter)
    Pause.objects.filter(pk=row.pk).update(next_ask_at=timezone.now())
    row.refresh_from_db()
    return row


def test_one_mail_asks_on_the_last_day_how_to_go_on(over, coffee, peter):
    assert returning.send_due() == 1
    assert returning.send_due() == 0
    message = Message.objects.get(kind="pause_ends")
    assert message.recipient == peter
    assert "You asked to pause in Uganda Coffee Platform until" in message.text
    over.refresh_from_db()
    assert (over.next_ask_at, over.asked_at is not None) == (None, True)


def test_the_question_comes_on_the_last_morning_and_reminders_the_morning_after(coffee, peter, ruth):
    last = in_days(peter, 200)
    row = pauses.pause(coffee, last, person=peter, by=ruth)
    there = [moment.astimezone(peter.zone) for moment in (row.next_ask_at, row.until)]
    assert [(moment.date(), moment.hour) for moment in there] == [
        (last, 8),
        (last + timedelta(days=1), 8),
    ]


def test_it_is_not_asked_while_mail_is_held_nor_of_who_ended_it(over):
    SenderSettings.objects.update(held=True)
    assert returning.send_due() == 0
    SenderSettings.objects.update(held=False)
    pauses.end(over)
    assert returning.send_due() == 0


def link_of(person):
    link = AccessLink.objects.filter(person=person, purpose="pause").get()
    return link_tokens.token(link.pk)


def test_from_the_mails_link_one_goes_on_without_an_account(over, client, peter):
    returning.send_due()
    token = link_of(peter)
    assert "You pause until" in client.get(reverse("link", args=[token])).text
    assert Pause.objects.get().ended_at is None
    client.post(reverse("link_pause", args=[token, over.pk]), {"answer": "on"})
    assert Pause.objects.get().ended_at is not None
    assert "You pause until" not in client.get(reverse("link", args=[token])).text
    assert client.post(reverse("link_pause", args=[token, over.pk]), {"answer": "on"}).status_code == 404


def test_from_the_mails_link_one_pauses_longer(over, client, peter):
    returning.send_due()
    day = in_days(peter, 40)
    client.post(reverse("link_pause", args=[link_of(peter), over.pk]), {"answer": "longer", "until": day})
    row = Pause.objects.get()
    assert (row.until_on, row.asked_at, row.ended_at) == (day, None, None)
    assert row.next_ask_at > timezone.now()


def test_no_link_answers_for_somebody_elses_pause(over, client, coffee, union):
    anna = factories.representative(union, factories.person("Anna Bakker"))
    token = link_tokens.token(factories.link_for(anna, coffee, "pause").pk)
    assert client.post(reverse("link_pause", args=[token, over.pk]), {"answer": "on"}).status_code == 404


def test_needs_you_asks_the_person_and_the_page_takes_the_answer(over, client, peter, coffee):
    client.force_login(peter)
    for address in (reverse("my_work"), coffee.get_absolute_url()):
        assert "You paused until" in client.get(address).text
    assert "Go on" in client.get(reverse("own_pause", args=["coffee"])).text
    client.post(reverse("pause_end", args=[over.pk]))
    assert "You paused until" not in client.get(reverse("my_work")).text


def test_the_lead_of_a_partner_is_asked_for_it(coffee, union, peter, ruth, released):
    factories.representative(union, factories.person("Anna Bakker"))
    row = pauses.pause(coffee, in_days(coffee, 10), partner=union, by=ruth)
    Pause.objects.filter(pk=row.pk).update(next_ask_at=timezone.now())
    assert returning.send_due() == 1
    message = Message.objects.get(kind="pause_ends")
    assert message.recipient == peter
    assert "Kigezi Farmers’ Union pauses in Uganda Coffee Platform until" in message.text


def test_a_pause_that_is_over_and_unanswered_gives_way_to_the_next(over, coffee, peter):
    past = timezone.now() - timedelta(days=1)
    Pause.objects.filter(pk=over.pk).update(since=past - timedelta(days=9), until=past, until_on=past.date())
    assert pauses.current(coffee, person=peter) is None
    pauses.pause(coffee, in_days(peter, 5), person=peter, by=peter)
    assert Pause.objects.count() == 2
    assert Pause.objects.not_ended().count() == 1
