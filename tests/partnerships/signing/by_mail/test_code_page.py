"""Whoever comes back from the mail with the code finds the page that asks for it, with what was said, as often as it takes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from partnerships.people.personal import erasure
from partnerships.signing.by_mail.codes import forget_old
from partnerships.signing.models import Acceptance, AcceptanceCode
from tests import factories
from tests.partnerships.signing.by_mail.coded import code_mailed, kept

SAID = {
    "answer": "accept",
    "yes-office": "Marker office",
    "yes-remark": "Marker remark",
    "yes-remark_counts": "note",
}
FIELD = 'name="code"'
pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(client, address):
    """A code was asked for, and the page that answered is gone."""
    answer = client.post(address, SAID)
    assert answer.status_code == 303
    assert answer["Location"] == address


def test_the_page_is_there_as_often_as_it_is_opened_and_mails_nothing_again(client, address, asked, row):
    for _n in range(2):
        text = client.get(address).text
        assert FIELD in text
        assert "Marker office" in text
        assert "Marker remark" in text
    assert Message.objects.filter(kind="acceptance_code").count() == 1
    answer = {"answer": "code", "kept": kept(client.get(address)), "code": code_mailed()}
    assert "has accepted" in client.post(address, answer, follow=True).text
    row.refresh_from_db()
    assert (row.signer_office, row.remark, row.remark_counts) == ("Marker office", "Marker remark", "note")
    assert AcceptanceCode.objects.get().said == {}


def test_a_wrong_code_leaves_the_page_as_it_is_until_no_try_is_left(client, address, asked):
    wrong = "000000" if code_mailed() != "000000" else "111111"
    for left in range(4, -1, -1):
        client.post(address, {"answer": "code", "kept": kept(client.get(address)), "code": wrong})
        assert (FIELD in client.get(address).text) is (left > 0)


def test_once_the_code_is_over_what_was_said_stands_in_the_form_again(client, address, asked):
    AcceptanceCode.objects.update(made_at=now() - timedelta(minutes=11))
    text = client.get(address).text
    assert FIELD not in text
    assert 'value="Marker office"' in text
    assert "Marker remark" in text
    AcceptanceCode.objects.update(made_at=now() - timedelta(days=2))
    forget_old()
    assert "Marker" not in client.get(address).text


def test_who_changes_what_they_say_has_a_code_for_the_new_words_alone(client, address, asked, row):
    assert 'value="Marker office"' in client.get(address + "?change=1").text
    assert FIELD in client.get(address).text
    text = client.post(address, {**SAID, "yes-office": "Secretary"}, follow=True).text
    assert "Secretary" in text
    assert "Marker office" not in text


@pytest.mark.parametrize(
    "said",
    [
        {"answer": "wish", "wish-wish": "Five days"},
        {"answer": "refuse", "refuse-reason": "Our board said no"},
        {"answer": "legal"},
        {"answer": "other", "other-name": "Dr Okello"},
    ],
    ids=lambda said: said["answer"],
)
def test_whoever_says_something_else_meanwhile_has_no_code_out(client, address, asked, row, said):
    there = kept(client.get(address))
    client.post(address, said)
    text = client.get(address).text
    assert FIELD not in text
    assert "Marker" not in text
    client.post(address, {"answer": "code", "kept": there, "code": code_mailed()})
    row.refresh_from_db()
    assert row.state != Acceptance.State.ACCEPTED


def test_an_answer_that_was_refused_leaves_the_code_out(client, address, asked):
    client.post(address, {"answer": "wish", "wish-wish": ""})
    assert FIELD in client.get(address).text


def test_without_the_mandate_no_code_is_asked_for_any_more(client, address, asked, peter):
    peter.represents.update(capacity="member")
    assert FIELD not in client.get(address).text


def test_after_five_codes_an_hour_the_last_can_still_be_typed(client, address, asked):
    for _n in range(4):
        client.post(address, {"answer": "again", "kept": kept(client.get(address))})
    answer = client.post(address, {"answer": "again", "kept": kept(client.get(address))})
    assert answer.status_code == 422
    assert "Five codes were sent within an hour" in answer.text
    assert FIELD in answer.text
    refused = client.post(address, {**SAID, "yes-remark": "Another remark"})
    assert "Another remark" in refused.text


def test_what_was_said_is_read_by_nobody_else(client, address, asked, as_, ruth, row, round, union, coffee):
    joy = factories.representative(union, factories.person("Joy Akello"), capacity="sponsor")
    token = link_tokens.token(factories.link_for(joy, coffee, "acceptance").pk)
    theirs = [
        client.get(reverse("link_acceptance", args=[token, row.pk])),
        as_(joy).get(reverse("acceptance_answer", args=[row.pk])),
        as_(ruth).get(round.get_absolute_url()),
        as_(ruth).get(union.get_absolute_url()),
        as_(ruth).get(reverse("acceptance_edit", args=[row.pk])),
    ]
    for answer in theirs:
        assert answer.status_code == 200
        assert "Marker" not in answer.text
    assert "Marker remark" in client.get(address).text


def test_an_erasure_takes_it_away(client, asked, peter):
    erasure.erase(peter, by=factories.administrator())
    assert not AcceptanceCode.objects.exists()


def test_whoever_is_signed_in_finds_it_too(as_, peter, row):
    url, own = reverse("acceptance_answer", args=[row.pk]), as_(peter)
    assert own.post(url, SAID).status_code == 303
    assert "Marker remark" in own.get(url).text
