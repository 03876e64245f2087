"""The head of a mail as it arrives at a mail server: no first line is empty, none is long that need not be, all is read back."""

import email
import re
from email import policy
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest

from backbone.outbox import sender
from backbone.outbox.folding import fold
from backbone.outbox.models import Message, SenderSettings
from backbone.outbox.tasks import drain
from tests.backbone.outbox.folded import assert_well_folded
from tests.backbone.outbox.mails import put

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fast]

LONG = "A sentence about the terms that goes on for longer than a line of a head may be, and then some"
SUBJECTS = [
    "Terms",
    LONG,
    f"{LONG}, {LONG}"[:250],
    "x" * 69,
    "x" * 70,
    "x" * 250,
    f"Terms {'x' * 200}",
    f"{'Ab ' * 20}{'y' * 90}",
    "Can you come? “Nurseries” – Fri 11 Dec, 14:00",
    f"“{LONG}”",
    "日本語の件名" * 40,
    "会議 with English words in between " * 6,
    "🎉" * 60,
    ("Party 👩‍👩‍👧‍👦 🏳️‍🌈 é́ " * 12)[:229],
    "é" * 250,
    "two  spaces   and three",
    "=?utf-8?q?not_ours?= but typed",
    'with "straight" quotes, (brackets) and <angles>; a:b',
    "ends with =",
    "under_score ?=",
    "נשים וגברים – " * 15,
]


@pytest.fixture(autouse=True)
def no_worker(settings):
    settings.CELERY_TASK_DEFAULT_QUEUE = "nobody"


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_is_read_back_as_it_was(postbox, released, ruth, subject):
    put(ruth)
    Message.objects.update(subject=subject)
    drain()
    (letter,) = postbox.taken
    read = assert_well_folded(letter.content)
    assert str(read["Subject"]) == subject
    assert str(email.message_from_bytes(letter.content, policy=policy.default)["From"].addresses[0].addr_spec)


@pytest.mark.parametrize(
    "name", ["Ruth, Uganda Coffee Platform " * 5, "Zoë Ångström " * 9, "日本" * 70, "z" * 150, "🎉" * 50]
)
def test_names_are_read_back_as_they_were(postbox, released, ruth, name):
    name = name.strip()
    put(ruth)
    Message.objects.update(to_name=name, from_name=name)
    drain()
    assert_well_folded(postbox.taken[0].content)
    # The newer reader of Python 3.11 puts a space between two encoded words of a name, which RFC 2047 takes away.
    read = email.message_from_bytes(postbox.taken[0].content)
    for header, address in (("To", "ruth@example.org"), ("From", "ruth@coffee.example.org")):
        found, told = parseaddr(re.sub(r"\r\n(?= )", "", read[header]))
        assert (str(make_header(decode_header(found))), told) == (name, address)


@pytest.mark.parametrize("letters", [20, 100, 900])
def test_an_address_to_unsubscribe_stays_whole_on_the_first_line(postbox, released, ruth, letters):
    address = f"<https://backbone.example.org/{'a' * letters}/unsubscribe/>"
    put(ruth, headers={"List-Unsubscribe": address})
    drain()
    data = postbox.taken[0].content
    assert f"\r\nList-Unsubscribe: {address}\r\n".encode() in data
    assert assert_well_folded(data)["List-Unsubscribe"] == address


def test_no_line_is_longer_than_mail_servers_take():
    lines = fold("List-Unsubscribe", f"<https://example.org/{'a' * 3000}>").split("\r\n")
    assert max(map(len, lines)) <= 998
    assert (
        "".join(line.removeprefix(" ") for line in lines)
        == f"List-Unsubscribe: <https://example.org/{'a' * 3000}>"
    )


def test_a_long_thread_is_broken_between_its_mails():
    ids = " ".join(f"<{n:032}@backbone.example.org>" for n in range(40))
    lines = fold("References", ids).split("\r\n")
    assert max(map(len, lines)) <= 78
    assert "".join(lines) == f"References: {ids}"


# Who it says it is from


def test_what_waited_before_there_was_a_sender_claims_no_local_host(ruth, postbox, settings):
    settings.DEFAULT_FROM_EMAIL, settings.BASE_URL = "backbone@localhost", "http://127.0.0.1:8000"
    first = put(ruth)
    put(ruth, key="mail:2", in_reply_to=first.message_id)
    assert first.message_id.endswith("@127.0.0.1>")
    sender.change_sender(name="Uganda Coffee Platform", address="ruth@coffee.example.org")
    sender.release(ruth)
    drain()
    one, two = postbox.mails
    for mail in (one, two):
        whole = "".join(f"{name}: {value}\n" for name, value in mail.items() if name != "Subject")
        assert "127.0.0.1" not in whole
        assert "localhost" not in whole
        assert parseaddr(mail["From"])[1] == "ruth@coffee.example.org"
    assert one["Message-ID"] == f"{first.message_id.partition('@')[0]}@coffee.example.org>"
    assert two["In-Reply-To"] == two["References"] == one["Message-ID"]


def test_what_may_have_left_keeps_its_name(ruth, released):
    kept = put(ruth)
    Message.objects.update(attempts=1)
    answer = put(ruth, key="mail:2", in_reply_to=kept.message_id)
    sender.change_sender(name="", address="ruth@other.example.org")
    assert Message.objects.get(pk=kept.pk).message_id == kept.message_id
    assert Message.objects.get(pk=answer.pk).in_reply_to == kept.message_id
    assert SenderSettings.load().address == "ruth@other.example.org"
