"""Asking for comments: one mail, one reminder, through the budget; answered from its link without an account."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from backbone.outbox import link_tokens
from backbone.outbox.models import Message, SenderSettings
from backbone.time.days import today_of
from partnerships.agreements import writing
from partnerships.commenting import asking
from partnerships.commenting.models import ClauseComment, CommentAsk, NoComments
from partnerships.correspondence.models import AccessLink
from tests import factories

LATER = timedelta(days=21)


@pytest.fixture
def asked(agreement, bank, joan, released):
    asking.ask(agreement, joan.represents.all(), today_of(bank.partnership) + LATER)
    return CommentAsk.objects.get()


def address_of(row):
    link = AccessLink.objects.filter(person=row.person, purpose="comments").latest("pk")
    return reverse("link_comments", args=[link_tokens.token(link.pk), row.partner_id])


def page_of(row):
    return reverse("link", args=[address_of(row).split("/")[2]])


def test_a_coordinator_looks_at_the_mail_and_sends_it(as_ruth, coffee, agreement, bank, joan, released):
    address = reverse("comments_asking", args=[coffee.slug])
    page = as_ruth.get(address).text
    assert "The draft of our agreement" in page
    assert "Joan Akello" in page
    assert not Message.objects.exists()
    chosen = {"people": [joan.represents.get().pk]}
    assert as_ruth.post(address, {**chosen, "until": "2001-01-01"}).status_code == 422
    as_ruth.post(address, {**chosen, "until": today_of(coffee) + LATER})
    message = Message.objects.get()
    assert message.recipient == joan
    for text in (message.text, message.html):
        assert "We ask Rural Bank" in text
    assert "Joan Akello" not in as_ruth.get(address).text


def test_nobody_is_asked_twice_but_about_a_later_draft(agreement, asked, joan):
    again = joan.represents.all(), asked.until
    assert asking.ask(agreement, *again) == (0, 0)
    CommentAsk.objects.update(asked_at=now() - timedelta(days=15))
    assert asking.ask(agreement, *again) == (1, 0)
    assert Message.objects.count() == 2


def test_comments_come_from_the_link_and_are_changed_from_it(client, asked, clause, bank):
    field = f"text-{clause.pk}"
    assert "Read it and comment" in client.get(page_of(asked)).text
    assert field in client.get(address_of(asked)).text
    answer = client.post(address_of(asked), {field: "Too short"}, follow=True)
    assert "1 comment is saved" in answer.text
    row = ClauseComment.objects.get()
    assert (row.partner, row.way, row.by) == (bank, "link", asked.person)
    client.post(address_of(asked), {field: "Far too short", f"seen-{clause.pk}": f"{row.pk}:0"})
    row.refresh_from_db()
    assert row.text == "Far too short"


def test_one_tap_says_that_there_are_none(client, asked, bank):
    assert "Thank you" in client.post(address_of(asked), {"fine": "tap"}, follow=True).text
    assert NoComments.objects.get().partner == bank
    assert "No comments, said" in client.get(page_of(asked)).text


def test_the_answer_stands_at_the_link(client, asked, clause):
    client.post(address_of(asked), {f"text-{clause.pk}": "Too short"})
    ClauseComment.objects.update(outcome="part", answer="Twenty days now", answered_at=now())
    assert "Twenty days now" in client.get(address_of(asked)).text
    assert "1 answered" in client.get(page_of(asked)).text


def test_a_forwarded_mail_speaks_for_its_partner_alone(client, asked, union, clause):
    elsewhere = address_of(asked).replace(f"/{asked.partner_id}/", f"/{union.pk}/")
    assert client.post(elsewhere, {f"text-{clause.pk}": "Ours"}).status_code == 404
    assert not ClauseComment.objects.exists()


def test_who_represents_the_partner_no_more_comments_no_more(client, asked, coffee):
    factories.observer(coffee, asked.person)
    asked.person.represents.update(until=now() - timedelta(days=1))
    assert client.post(address_of(asked), {"fine": "tap"}).status_code == 404


def test_it_stands_in_my_work_until_it_is_answered(as_, asked, bank):
    own = reverse("own_comments", args=[bank.pk])
    assert own in as_(asked.person).get(reverse("my_work")).text
    as_(asked.person).post(own, {"fine": "yes"})
    assert own not in as_(asked.person).get(reverse("my_work")).text


def test_one_reminder_after_a_week(asked):
    assert asking.send_due() == 0
    CommentAsk.objects.update(asked_at=now() - timedelta(days=14))
    assert (asking.send_due(), asking.send_due()) == (1, 0)
    assert Message.objects.filter(subject__startswith="Once more").count() == 1


@pytest.mark.parametrize("how", ["answered", "held", "withdrawn", "left", "closed"])
def test_no_reminder_where_nothing_is_to_be_asked(asked, coffee, ruth, bank, how):
    CommentAsk.objects.update(asked_at=now() - timedelta(days=8))
    if how == "answered":
        NoComments.objects.create(partnership=coffee, agreement=asked.agreement, partner=bank, way="page")
    elif how == "held":
        SenderSettings.objects.update(held=True)
    elif how == "withdrawn":
        bank.withdrawn_on = now().date()
        bank.save()
    elif how == "left":
        asked.person.represents.update(until=now() - timedelta(days=1))
    else:
        coffee.closed_at, coffee.closed_by = now(), ruth
        coffee.save()
    assert asking.send_due() == 0


def test_the_budget_holds_it_until_there_is_room(agreement, coffee, bank, joan, released):
    coffee.asks_per_month = 0
    coffee.save()
    assert asking.ask(agreement, joan.represents.all(), today_of(coffee) + LATER) == (0, 1)
    [coming] = asking.forthcoming([coffee])
    assert coming.held_back
    assert "Rural Bank" in coming.message().text
    coffee.asks_per_month = 5
    coffee.save()
    CommentAsk.objects.update(next_ask_at=now())
    assert asking.send_due() == 1


def test_coordinators_see_who_was_asked_and_who_is_silent(as_, ruth, joan, coffee, asked):
    address = reverse("comments", args=[coffee.slug])
    text = " ".join(as_(ruth).get(address).text.split())
    assert ": 1 person. Not answered yet: <bdi>Joan Akello</bdi> (<bdi>Rural Bank</bdi>)" in text
    assert "Asked on" not in as_(joan).get(address).text
    NoComments.objects.create(
        partnership=coffee, agreement=asked.agreement, partner=asked.partner, way="link", by=joan
    )
    text = as_(ruth).get(address).text
    assert "1 person." in text
    assert "Not answered yet" not in text


def test_once_a_version_was_issued_the_next_one_is_written(agreement, bank, joan, ruth, released):
    writing.issue(agreement, by=ruth, reason="")
    asking.ask(agreement, joan.represents.all(), today_of(bank.partnership) + LATER)
    mail = Message.objects.get(recipient=joan)
    for text in (mail.text, mail.html):
        words = " ".join(text.split())
        assert "The next version of the agreement is being written." in words
        assert "The agreement is a draft." not in words
