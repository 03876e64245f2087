"""What is said again from a link changes nothing and floods nobody."""

import datetime

import pytest

from backbone.accounts.models import MailPreference
from backbone.outbox.models import Message
from backbone.time.days import today_of
from partnerships.correspondence.models import Notice
from partnerships.signing import recording
from partnerships.signing.by_mail.answering import MOST_KEPT
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


def words_of(row):
    return list(row.events.order_by("-pgh_id").values_list("wish", flat=True))


def test_a_wish_that_varies_leaves_a_few_earlier_ones_and_the_last(client, address, row):
    before = row.events.count()
    for n in range(12):
        client.post(address, {"answer": "wish", "wish-wish": f"{n} days"})
    row.refresh_from_db()
    assert row.wish == "11 days"
    assert words_of(row)[: MOST_KEPT + 1] == [*(f"{n} days" for n in (11, 10, 9, 8, 7)), ""]
    assert row.events.count() == before + MOST_KEPT


def test_what_goes_to_legal_in_other_words_each_time_is_bounded_too(client, address, row):
    before = row.events.count()
    for n in range(12):
        client.post(address, {"answer": "legal", "legal-whom": f"Lawyer {n}"})
    row.refresh_from_db()
    assert row.legal_with == "Lawyer 11"
    assert row.events.count() == before + MOST_KEPT


def test_what_a_coordinator_recorded_between_stays(client, address, row, ruth):
    client.post(address, {"answer": "wish", "wish-wish": "Before"})
    recording.record(row, {"state": "wishes_change", "wish": "As said on the phone"}, ruth)
    for n in range(8):
        client.post(address, {"answer": "wish", "wish-wish": f"{n} days"})
    words = words_of(row)
    assert words[MOST_KEPT] == "As said on the phone"
    assert "Before" in words
