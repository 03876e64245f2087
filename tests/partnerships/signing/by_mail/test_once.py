"""What is said again from a link changes nothing and floods nobody."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils.timezone import now

from backbone.accounts.models import MailPreference
from backbone.outbox.models import Message
from backbone.time.days import today_of
from partnerships.correspondence.models import Notice
from partnerships.signing import recording
from partnerships.signing.by_mail.answering import MOST_A_DAY
from partnerships.signing.models import Acceptance
from tests.partnerships.signing.by_mail.coded import accept

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


def wish(client, address, *words):
    return [client.post(address, {"answer": "wish", "wish-wish": one}) for one in words][-1]


def test_what_was_said_before_is_never_taken_out_of_the_history(client, address, row):
    wish(client, address, *(f"{n} days" for n in range(9)))
    client.post(address, {"answer": "legal", "legal-whom": "Our lawyer"})
    words = list(row.events.order_by("-pgh_id").values_list("wish", flat=True))
    assert words == [*(f"{n} days" for n in (8, *range(8, -1, -1))), ""]


def test_a_day_has_ten_answers_and_an_eleventh_is_refused_with_what_was_typed(client, address, row):
    wish(client, address, *(f"{n} days" for n in range(MOST_A_DAY)))
    before = row.events.count()
    for said in (
        {"answer": "wish", "wish-wish": "An eleventh"},
        {"answer": "legal", "legal-whom": "Lawyer Eleven"},
        {"answer": "refuse", "refuse-reason": "Eleven reasons"},
        {"answer": "other", "other-name": "Eleanor Eleven"},
    ):
        refused = client.post(address, said)
        assert refused.status_code == 409
        assert "That is enough for today" in refused.text
        assert list(said.values())[1] in refused.text
    row.refresh_from_db()
    assert (row.wish, row.state, row.events.count()) == ("9 days", "wishes_change", before)


def test_whoever_is_signed_in_keeps_what_was_typed_too(as_, address, row, peter):
    own = as_(peter)
    page = reverse("acceptance_answer", args=[row.pk])
    wish(own, page, *(f"{n} days" for n in range(MOST_A_DAY)))
    refused = wish(own, page, "An eleventh")
    assert refused.status_code == 409
    assert "That is enough for today" in refused.text
    assert "An eleventh" in refused.text


def test_what_a_coordinator_writes_into_the_row_takes_nothing_of_the_ten(client, address, row, ruth):
    wish(client, address, "Before")
    for n in range(MOST_A_DAY):
        recording.record(row, {"state": "wishes_change", "wish": f"As said on the phone, {n}"}, ruth)
    wish(client, address, *(f"{n} days" for n in range(MOST_A_DAY - 2)))
    Acceptance.objects.update(sent_how="Handed over")
    Acceptance.objects.update(sent_how="By post")
    assert wish(client, address, "The tenth").status_code == 303


def test_yes_with_the_code_needs_none_of_the_ten(client, address, row):
    wish(client, address, *(f"{n} days" for n in range(MOST_A_DAY)))
    assert wish(client, address, "An eleventh").status_code == 409
    assert "has accepted" in accept(client, address).text


def test_the_next_day_has_ten_again(client, address, row, time_machine):
    wish(client, address, *(f"{n} days" for n in range(MOST_A_DAY)))
    time_machine.move_to(now() + datetime.timedelta(days=1))
    assert wish(client, address, "On the day after").status_code == 303


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ({"answer": "accept", "yes-remark": "We read it so"}, "What the remark counts as"),
        ({"answer": "wish", "wish-wish": ""}, "wish-wish"),
        ({"answer": "refuse", "refuse-reason": ""}, "refuse-reason"),
        ({"answer": "other", "other-name": ""}, "other-name"),
    ],
)
def test_what_is_refused_is_said_on_top_of_its_form_with_the_focus_on_it(client, address, said, label):
    page = client.post(address, said)
    assert page.status_code == 422
    summary = page.text.partition("autofocus data-focus")[2].partition("</div>")[0]
    assert "One thing still needs fixing" in summary
    assert label in summary
    assert page.text.count("autofocus data-focus") == 1


def test_two_taps_on_accept_mail_one_code(client, address):
    mark = re.search(r'name="once" value="([^"]+)"', client.get(address).text)[1]
    for _tap in range(2):
        assert client.post(address, {"answer": "accept", "once": mark}).url == address
    assert Message.objects.filter(kind="acceptance_code").count() == 1
