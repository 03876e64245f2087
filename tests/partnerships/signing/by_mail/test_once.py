"""What is said again from a link changes nothing and floods nobody."""

import datetime

import pytest

from backbone.accounts.models import MailPreference
from backbone.outbox.models import Message
from backbone.time.days import today_of
from partnerships.correspondence.models import Notice
from partnerships.signing.models import Acceptance

FREE = "Look at https://evil.example.org"
SAID = [
    {"answer": "legal", "legal-whom": FREE},
    {"answer": "wish", "wish-wish": FREE},
    {"answer": "other", "other-name": FREE},
]


@pytest.fixture(autouse=True)
def each(ruth):
    """The coordinator gets news one by one."""
    ruth.mail_preference = MailPreference.EACH
    ruth.save()


@pytest.mark.parametrize("said", SAID)
def test_the_same_again_changes_and_mails_nothing(client, address, row, ruth, said):
    for _n in range(3):
        client.post(address, said)
    row.refresh_from_db()
    assert row.revision == 1
    assert Message.objects.filter(recipient=ruth).count() == 1


@pytest.mark.parametrize("said", SAID)
def test_what_is_typed_stands_in_no_subject(client, address, ruth, said):
    client.post(address, said)
    mail = Message.objects.get(recipient=ruth)
    assert "evil" not in mail.subject
    assert FREE in mail.text


def test_another_wish_on_the_same_day_is_kept_and_mailed_no_more(client, address, row, ruth):
    for wish in ("Five days", "Six days"):
        client.post(address, {"answer": "wish", "wish-wish": wish})
    row.refresh_from_db()
    assert row.wish == "Six days"
    assert Notice.objects.filter(person=ruth).count() == 1


def test_the_day_since_when_it_is_with_legal_stays(client, address, row):
    before = today_of(row.partnership) - datetime.timedelta(days=20)
    Acceptance.objects.update(legal_since=before)
    client.post(address, {"answer": "legal"})
    row.refresh_from_db()
    assert row.legal_since == before
