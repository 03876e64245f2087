"""What the invitation page says of somebody: what a mail would tell them now, and what they answered."""

import pytest
from django.utils import timezone

from backbone.outbox.models import Message
from meetings.invitations.invitees import Invitee
from meetings.models import Attendance

FACTS = {"cancelled": False, "starts_at": "14:00", "place": "Town hall"}
OFF, LATER, ELSEWHERE = (
    {**FACTS, **change} for change in ({"cancelled": True}, {"starts_at": "15:00"}, {"place": "Library"})
)


def invitee(facts, row=None, heard=None):
    mails = [(heard, Message(state=Message.State.SENT))] if heard else []
    return Invitee(person=None, why="", facts=facts, row=row, mails=mails)


@pytest.mark.parametrize(
    ("facts", "is_asked", "heard", "news"),
    [
        (FACTS, True, None, "Invitation; asks for an answer"),
        (FACTS, False, None, "For information; asks nothing"),
        (LATER, True, FACTS, "It has changed; asks again"),
        (ELSEWHERE, True, FACTS, "It has changed"),
        (LATER, False, FACTS, "It has changed"),
        (FACTS, True, OFF, "It has changed; asks again"),
        (OFF, True, FACTS, "It is cancelled"),
        (OFF, False, FACTS, "It is cancelled"),
    ],
)
def test_a_mail_s_news_is_said_in_a_few_words(facts, is_asked, heard, news):
    assert invitee(facts, Attendance() if is_asked else None, heard).news == news


@pytest.mark.parametrize(
    ("row", "state", "answer"),
    [
        (Attendance(expected="coming", asked_at=timezone.now()), "", "Coming"),
        (Attendance(expected="apologies"), "", "Can’t come"),
        (Attendance(asked_at=timezone.now()), "sent", "no answer yet"),
        (Attendance(asked_at=timezone.now()), "waiting", "the email waits to be sent"),
        (Attendance(asked_at=timezone.now()), "given_up", "the email was not delivered"),
        (Attendance(asked_at=timezone.now()), "perhaps", "whether the email arrived is not known"),
        (Attendance(asked_at=timezone.now()), "cancelled", "the email was kept back"),
        (Attendance(asked_at=timezone.now()), "", "no email was sent"),
        (Attendance(), "", "not asked"),
        (None, "", "not asked"),
    ],
)
def test_an_answer_is_shown_or_why_there_is_none(row, state, answer):
    one = invitee(FACTS, row)
    one.mails = [(FACTS, Message(state=state))] if state else []
    assert one.answer == answer
