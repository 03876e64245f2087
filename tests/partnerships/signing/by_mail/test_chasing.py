"""Silence and refusals reach who coordinates, however it was sent; days count from when it really left."""

from datetime import timedelta

import pytest
from django.urls import reverse

from backbone.needs import in_full
from backbone.outbox.models import Message
from backbone.time.days import today_of
from partnerships.signing import in_force
from partnerships.signing.by_mail import asking, needs, to_come
from partnerships.signing.models import Acceptance
from partnerships.signing.tasks import remind
from tests import factories
from tests.partnerships.signing.by_mail.gone_by import go, left
from tests.partnerships.signing.said import accept as record


@pytest.fixture
def asked(as_ruth, round, row, peter):
    """The mail to the partner's lead is made; it waits until somebody says that it left."""
    data = {"seats": [f"{row.pk}-{peter.represents.get().pk}"]}
    as_ruth.post(reverse("signing_round_sending", args=[round.pk]), data)
    row.refresh_from_db()
    return row


@pytest.fixture
def silent(asked):
    """It was reminded of twice, and ten days more have gone by."""
    for _reminder in range(2):
        go(asked, 15)
        assert remind() == 1
    go(asked, 15)
    return asked


def needed(ruth, coffee):
    return [
        (need.word, need.action, need.action_url) for need in in_full(needs.of_coordinators(ruth, coffee))
    ]


def page(as_, row):
    return " ".join(as_.get(row.get_absolute_url()).text.split())


# Silence


def test_without_a_sponsor_it_is_said_to_call_or_name_one(silent, union, ruth, coffee):
    told = ("no answer after two reminders", "Call, or name a sponsor", union.get_absolute_url())
    assert needed(ruth, coffee) == [told]


def test_where_the_sponsor_was_mailed_at_first_somebody_calls(silent, peter, ruth, coffee):
    peter.represents.update(capacity="sponsor")
    [(_word, action, address)] = needed(ruth, coffee)
    assert action == "Call, and record what it says"
    assert address == reverse("acceptance_edit", args=[silent.pk])


def test_ten_days_after_the_sponsor_was_asked_somebody_calls(as_ruth, silent, union, ruth, coffee):
    factories.representative(union, factories.person("Dr Okello"), capacity="sponsor")
    [(_word, action, address)] = needed(ruth, coffee)
    assert action == "Ask its sponsor"
    as_ruth.post(address)
    assert needed(ruth, coffee) == []
    go(silent, 10)
    assert [action for _word, action, _address in needed(ruth, coffee)] == ["Call, and record what it says"]


def test_a_sponsor_without_an_address_cannot_be_asked(silent, union, ruth, coffee):
    sponsor = factories.person("Dr Okello")
    factories.representative(union, sponsor, capacity="sponsor")
    type(sponsor).objects.filter(pk=sponsor.pk).update(email=None, contact_email="")
    assert [action for _word, action, _address in needed(ruth, coffee)] == ["Call, and record what it says"]


def test_where_no_reminder_could_go_silence_is_told(asked, peter, ruth, coffee):
    go(asked, 28)
    assert needed(ruth, coffee) == []
    go(asked, 4)
    [(word, _action, _address)] = needed(ruth, coffee)
    assert word.startswith("sent on")
    assert word.endswith("no answer")


@pytest.mark.parametrize(("days", "is_told"), [(28, False), (32, True)])
def test_what_went_on_paper_is_asked_after_a_month(row, ruth, coffee, days, is_told):
    Acceptance.objects.update(sent_on=today_of(coffee) - timedelta(days=days), sent_how="by post")
    found = [(action, address) for _word, action, address in needed(ruth, coffee)]
    told = ("Ask how it stands, and record it", reverse("acceptance_edit", args=[row.pk]))
    assert found == ([told] if is_told else [])


@pytest.mark.parametrize("column", ["received_on", "legal_since"])
def test_on_paper_it_waits_since_it_was_received_or_lies_with_legal(row, ruth, coffee, column):
    today = today_of(coffee)
    days = {"sent_on": today - timedelta(days=60), column: today - timedelta(days=20)}
    Acceptance.objects.update(sent_how="by post", **days)
    assert needed(ruth, coffee) == []
    Acceptance.objects.update(**{column: today - timedelta(days=40)})
    assert len(needed(ruth, coffee)) == 1


def test_who_never_was_sent_anything_is_not_silent(row, ruth, coffee):
    assert needed(ruth, coffee) == []


# Refusals


def test_a_refusal_waits_for_a_decision_until_it_goes_on_without(row, round, coffee, ruth):
    other = factories.partner(coffee, "Savings Bank")
    record(row, ruth, state="refused", remark="Too soon")
    told = [(word, action) for word, action, _address in needed(ruth, coffee)]
    assert told == [("does not accept it", "Decide: change it, or go on without")]
    row = round.acceptances.create(partnership=coffee, partner=other, name="Savings Bank")
    record(row, ruth)
    round.rule, round.count = "count", 1
    round.save()
    in_force.put_in_force(round, ruth, "It goes on without the union")
    assert needed(ruth, coffee) == []


# When it really left


def test_a_mail_that_waits_is_not_said_to_be_sent(as_ruth, asked):
    text = page(as_ruth, asked)
    assert "The email waits to be sent" in text
    assert "by email" not in text
    left()
    text = page(as_ruth, asked)
    assert "by email" in text
    assert "waits to be sent" not in text


def test_what_went_on_paper_first_is_said_beside_the_mail_that_waits(as_ruth, asked, coffee):
    Acceptance.objects.update(sent_on=today_of(coffee) - timedelta(days=9), sent_how="by post")
    text = page(as_ruth, asked)
    assert "by post" in text
    assert "The email waits to be sent" in text


def test_reminders_count_from_the_day_when_the_mail_left(asked, coffee):
    Acceptance.objects.update(sent_on=today_of(coffee) - timedelta(days=40))
    assert (remind(), to_come.forthcoming([coffee])) == (0, [])
    left()
    assert remind() == 0
    [coming] = to_come.forthcoming([coffee])
    assert coming.leaves_at == asking.reminds_at(asking.mailed_rows().get())
    go(asked, 15)
    assert remind() == 1


def test_a_mail_on_hold_makes_nobody_silent(asked, ruth, coffee):
    Acceptance.objects.update(sent_on=today_of(coffee) - timedelta(days=60))
    assert needed(ruth, coffee) == []


def test_the_day_is_that_of_the_partnership(asked, coffee):
    coffee.timezone = "Pacific/Auckland"
    coffee.save()
    Message.objects.filter(kind="acceptance").update(state="sent", sent_at="2026-01-05T20:00:00Z")
    assert asking.mailed_rows().get().mailed_on.isoformat() == "2026-01-06"
