"""What leaves, what stays and what the rows say about it, against a real mail server."""

import smtplib
import socket
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.files.storing import fail, finish, request_file, store
from backbone.outbox import delivery, link_tokens, sender
from backbone.outbox.corrections import try_again, without_attachment
from backbone.outbox.models import Message, SenderSettings
from backbone.outbox.tasks import drain
from tests.backbone.outbox.mails import make_due, put, state

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fast]


@pytest.fixture(autouse=True)
def no_worker(settings):
    """The tests call `drain` themselves; what queueing wakes goes to a queue that nobody reads."""
    settings.CELERY_TASK_DEFAULT_QUEUE = "nobody"


def test_a_mail_leaves_with_its_headers_and_the_row_says_so(postbox, released, ruth):
    link = uuid.uuid4()
    message = put(
        ruth,
        from_name="Ruth Nansubuga, Uganda Coffee Platform",
        reply_to="ruth@coffee.example.org",
        in_reply_to="<first@example.org>",
        context={"unsubscribe": link_tokens.placeholder(link)},
    )
    drain()
    (mail,) = postbox.mails
    assert state(message) == "sent"
    assert message.sent_at
    assert message.attempts == 1
    assert mail["From"] == '"Ruth Nansubuga, Uganda Coffee Platform" <ruth@coffee.example.org>'
    assert mail["To"] == "Ruth Nansubuga <ruth@example.org>"
    assert mail["Reply-To"] == "ruth@coffee.example.org"
    assert mail["Message-ID"] == message.message_id
    assert mail["Message-ID"].endswith("@coffee.example.org>")
    assert mail["In-Reply-To"] == mail["References"] == "<first@example.org>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"].strip() == f"<http://testserver/l/{link_tokens.token(link)}/>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_link_is_a_placeholder_in_the_row_and_an_address_in_the_mail(postbox, released, ruth):
    link = uuid.uuid4()
    message = put(
        ruth, context={"brand": link_tokens.placeholder(link), "unsubscribe": link_tokens.placeholder(link)}
    )
    drain()
    message.refresh_from_db()
    token = link_tokens.token(link)
    assert token not in message.html + message.text + str(message.headers)
    assert token in postbox.mails[0].get_body(["html"]).get_content()
    assert "link.invalid" not in postbox.taken[0].content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "Eve\r\nBcc: all@example.org",
        "\u202eevil",
        'A "quoted", comma; <x@y.z>',
        "🌱 Ünïcode",
        "نادية",
        "\\",
        '"',
    ],
)
def test_hostile_names_arrive_as_names(postbox, released, name):
    person = Person.objects.create_user("eve@example.org", name=name)
    put(person, from_name=name)
    drain()
    (mail,) = postbox.mails
    (to,) = mail["To"].addresses
    (came_from,) = mail["From"].addresses
    cleaned = " ".join(name.replace("\u202e", " ").split())
    assert (to.display_name, to.addr_spec) == (cleaned, "eve@example.org")
    assert (came_from.display_name, came_from.addr_spec) == (cleaned, "ruth@coffee.example.org")
    assert mail["Bcc"] is None


def test_while_sending_is_held_only_urgent_mail_goes(postbox, ruth):
    ordinary, urgent = put(ruth), put(ruth, key="code:1", urgent=True)
    drain()
    assert (state(ordinary), state(urgent)) == ("waiting", "sent")
    assert sender.release(by=ruth) == 1
    drain()
    assert state(ordinary) == "sent"


def test_a_test_mail_goes_while_sending_is_held(postbox, ruth):
    message = sender.send_test(ruth)
    drain()
    assert state(message) == "sent"
    assert sender.sender().held


def test_a_mail_does_not_go_before_its_time(postbox, released, ruth):
    message = put(ruth, not_before=timezone.now() + timedelta(hours=1))
    drain()
    assert state(message) == "waiting"


def test_a_passing_refusal_is_tried_again_later(postbox, released, ruth):
    postbox.answers["ruth@example.org"] = ["451 4.7.1 greylisted, come back"]
    message = put(ruth)
    drain()
    assert state(message) == "waiting"
    assert message.error == "451 4.7.1 greylisted, come back"
    assert timedelta(seconds=50) < message.not_before - timezone.now() < timedelta(seconds=61)
    make_due(message)
    drain()
    assert (state(message), message.error, message.attempts) == ("sent", "", 2)


def test_a_lasting_refusal_is_given_up_and_shown_and_can_be_tried_again(postbox, released, ruth):
    postbox.answers["ruth@example.org"] = ["550 5.1.1 no such mailbox"]
    others = [
        put(Person.objects.create_user(f"p{n}@example.org", name="P"), key=f"mail:p{n}") for n in range(3)
    ]
    message = put(ruth)
    drain()
    assert state(message) == "given_up"
    assert message.error == "550 5.1.1 no such mailbox"
    assert [state(other) for other in others] == ["sent"] * 3
    assert try_again(message)
    drain()
    assert state(message) == "sent"


def test_an_address_no_server_would_take_is_given_up(postbox, released, ruth):
    message = put(ruth, address="no address at all")
    drain()
    assert state(message) == "given_up"
    assert message.error


def test_after_too_many_attempts_a_mail_is_given_up(postbox, released, ruth):
    postbox.answers["ruth@example.org"] = ["452 4.2.2 mailbox full"]
    message = put(ruth)
    Message.objects.update(attempts=delivery.MOST_ATTEMPTS - 1)
    drain()
    assert (state(message), message.error) == ("given_up", "452 4.2.2 mailbox full")


def test_with_the_mail_server_down_everything_waits_and_says_so(settings, postbox, released, ruth):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, closed_port()
    messages = [put(ruth, key=f"mail:{number}") for number in range(3)]
    drain()
    assert [state(message) for message in messages] == ["waiting"] * 3
    assert [message.attempts for message in messages] == [0] * 3
    trouble = SenderSettings.load()
    assert "refused" in trouble.trouble
    assert trouble.trouble_since
    assert trouble.is_paused
    settings.EMAIL_PORT = port
    drain()
    assert not postbox.taken
    SenderSettings.objects.update(retry_at=timezone.now())
    drain()
    assert [state(message) for message in messages] == ["sent"] * 3
    assert SenderSettings.load().trouble == ""


def test_a_refused_sender_makes_everything_wait(postbox, released, ruth):
    async def refuse(server, session, envelope, address, options):
        return "550 5.7.1 we don't know this sender"

    postbox.handle_MAIL = refuse
    message = put(ruth)
    drain()
    assert (state(message), message.attempts) == ("waiting", 0)
    assert SenderSettings.load().trouble == "550 5.7.1 we don't know this sender"


def test_a_lost_connection_is_opened_again(postbox, released, ruth):
    postbox.answers["ruth@example.org"] = ["421 4.3.2 closing down"]
    first = put(ruth)
    second = put(Person.objects.create_user("b@example.org", name="B"), key="mail:2")
    drain()
    assert (state(first), state(second)) == ("waiting", "sent")
    assert first.error == "421 4.3.2 closing down"


def test_a_mail_waits_for_its_file_and_carries_it(postbox, released, ruth):
    file = request_file("Verslag – vergadering 9.pdf", "application/pdf", "tests.nothing")
    message = put(ruth, attachments=[file, store("one.txt", "text/plain", "één".encode())])
    drain()
    assert state(message) == "waiting"
    finish(file, b"%PDF-1.7 minutes")
    drain()
    assert state(message) == "sent"
    pdf, text = postbox.mails[0].iter_attachments()
    assert (pdf.get_filename(), pdf.get_content()) == ("Verslag – vergadering 9.pdf", b"%PDF-1.7 minutes")
    assert text.get_filename() == "one.txt"


def test_a_mail_whose_file_failed_waits_until_it_is_sent_without(postbox, released, ruth):
    file = request_file("Minutes 9.pdf", "application/pdf", "tests.nothing")
    message = put(ruth, attachments=[file])
    fail(file, "The file could not be created.")
    drain()
    assert state(message) == "waiting"
    assert list(Message.objects.waiting_for_failed_file()) == [message]
    without_attachment(message, file)
    drain()
    assert state(message) == "sent"
    assert "“Minutes 9.pdf” is not attached" in postbox.mails[0].get_body(["plain"]).get_content()


def test_a_whole_mailing_takes_a_settled_number_of_queries(
    postbox, released, ruth, django_assert_num_queries
):
    for number in range(1):
        put(ruth, key=f"mail:{number}")
    with django_assert_num_queries(COST + PER_MAIL):
        drain()
    for number in range(1, 4):
        put(ruth, key=f"mail:{number}")
    with django_assert_num_queries(COST + 3 * PER_MAIL):
        drain()


@pytest.mark.parametrize(
    ("sent", "seconds", "expected"), [(0, 0.0, 20), (20, 60, 20), (20, 0.2, 50), (1000, 1.0, 100)]
)
def test_a_batch_is_as_large_as_the_mail_server_is_quick(sent, seconds, expected):
    assert delivery.batch_size(sent, seconds) == expected


# One drain: lost claims with their transaction, sender, look, a lease and its end, two claims, sender.
COST, PER_MAIL = 14, 1


def closed_port():
    """A port at which nobody answers."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ConnectionRefusedError):
        smtplib.SMTP("127.0.0.1", port, timeout=1)
    return port
