"""A Word file is an answer, a version ends the questions about its draft, and who cannot be mailed is named."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from backbone.outbox.models import Message
from backbone.time.days import today_of
from partnerships.agreements import writing
from partnerships.commenting import asking
from partnerships.commenting.models import CommentAsk
from partnerships.proposals.models import WordReading
from tests import factories


@pytest.fixture
def asked(agreement, bank, joan, released):
    until = today_of(bank.partnership) + timedelta(days=21)
    asking.ask(agreement, joan.represents.all(), until)
    CommentAsk.objects.update(asked_at=now() - timedelta(days=12))
    return CommentAsk.objects.get()


def test_without_an_answer_it_is_reminded(asked):
    assert asking.unanswered(asked.person) == [asked]
    assert asking.send_due() == 1


def test_a_word_file_that_came_back_is_an_answer(agreement, asked, bank):
    WordReading.objects.create(partnership=bank.partnership, agreement=agreement, partner=bank)
    assert asking.unanswered(asked.person) == []
    assert asking.send_due() == 0
    (day,) = asking.who_was_asked(agreement, bank.partnership.zone)
    assert day.silent == []


def test_a_word_file_of_before_the_question_is_none(agreement, asked, bank):
    before = now() - timedelta(days=20)
    WordReading.objects.create(partnership=bank.partnership, agreement=agreement, partner=bank, at=before)
    assert asking.unanswered(asked.person) == [asked]


def test_once_a_version_is_issued_nobody_is_reminded_of_its_draft(agreement, asked, ruth):
    writing.issue(agreement, by=ruth)
    assert asking.unanswered(asked.person) == []
    assert asking.forthcoming([agreement.partnership_id]) == []
    assert asking.send_due() == 0
    assert Message.objects.filter(kind="clause_comments").count() == 1


def test_partners_that_nobody_can_mail_are_named_where_comments_are_asked(as_ruth, coffee, joan, agreement):
    elder = factories.partner(coffee, "Elder Circle")
    factories.representative(elder, factories.person("Edna Elder", email=None), capacity="lead")
    text = as_ruth.get(reverse("comments_asking", args=[coffee.slug])).text
    named = text.partition("Partners with nobody to email")[2]
    assert "Elder Circle" in named
    assert "Rural Bank" not in named


def test_a_mail_does_not_say_who_else_is_asked(asked):
    message = Message.objects.get()
    assert "every partner" not in message.text + message.html
