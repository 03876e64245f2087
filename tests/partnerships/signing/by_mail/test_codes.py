"""The code with which a partner accepts: ten minutes, five tries, and only the last one."""

from datetime import timedelta

from django.utils.timezone import now

from backbone.outbox.models import Message
from partnerships.signing.models import Acceptance, AcceptanceCode
from tests.partnerships.signing.by_mail.coded import code_mailed, kept

State = Acceptance.State


def test_a_wrong_code_is_counted_and_after_five_it_is_over(client, address, row):
    asked = client.post(address, {"answer": "accept"}, follow=True)
    right = code_mailed()
    wrong = "000000" if right != "000000" else "111111"
    for left in (4, 3, 2, 1, 0):
        answer = client.post(address, {"answer": "code", "kept": kept(asked), "code": wrong})
        assert answer.status_code == 422
        assert f"Tries left: {left}." in answer.text
    answer = client.post(address, {"answer": "code", "kept": kept(asked), "code": right})
    assert "tried five times" in answer.text
    row.refresh_from_db()
    assert row.state == State.OPEN


def test_an_old_code_is_worth_nothing_and_another_can_be_sent(client, address, row):
    asked = client.post(
        address, {"answer": "accept", "yes-remark": "A", "yes-remark_counts": "note"}, follow=True
    )
    AcceptanceCode.objects.update(made_at=now() - timedelta(minutes=11))
    answer = client.post(address, {"answer": "code", "kept": kept(asked), "code": code_mailed()})
    assert "more than ten minutes old" in answer.text
    again = client.post(address, {"answer": "again", "kept": kept(answer)}, follow=True)
    client.post(address, {"answer": "code", "kept": kept(again), "code": code_mailed()})
    row.refresh_from_db()
    assert (row.state, row.remark) == (State.ACCEPTED, "A")


def test_the_code_before_the_last_is_worth_nothing(client, address, row):
    client.post(address, {"answer": "accept"})
    first = code_mailed()
    asked = client.post(address, {"answer": "accept"}, follow=True)
    if first != code_mailed():
        answer = client.post(address, {"answer": "code", "kept": kept(asked), "code": first})
        assert answer.status_code == 422


def test_five_codes_an_hour_are_enough(client, address):
    for _n in range(5):
        client.post(address, {"answer": "accept"})
    answer = client.post(address, {"answer": "accept"})
    assert "Five codes were sent within an hour. Another one can be sent after" in answer.text
    assert "or ask Ruth" in answer.text
    assert Message.objects.filter(kind="acceptance_code").count() == 5


def test_what_was_said_cannot_be_forged(client, address, row):
    client.post(address, {"answer": "accept"})
    answer = client.post(address, {"answer": "code", "kept": "forged", "code": code_mailed()})
    assert answer.status_code == 422
    assert "answer once more" in answer.text
    row.refresh_from_db()
    assert row.state == State.OPEN
