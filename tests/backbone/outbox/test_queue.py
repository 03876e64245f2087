"""What a mail is like when it lies in the outbox."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from backbone.accounts.models import Person
from backbone.files.storing import store
from backbone.outbox import link_tokens
from backbone.outbox.corrections import cancel, try_again, without_attachment
from backbone.outbox.mail import compose, queue
from backbone.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


def put(person, key="test:1", **more):
    return queue(key=key, person=person, **{"kind": "test", "context": {}, **more})


def test_a_repeated_key_adds_nothing(ruth):
    assert put(ruth).subject == "Test email from backbone@example.org"
    assert put(ruth) is None
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_transactions_with_one_key_one_adds_nothing(ruth):
    with ThreadPoolExecutor(1) as second:
        with transaction.atomic():
            assert put(ruth)
            other = second.submit(put_and_disconnect, ruth)
            wait_until_blocked()
        assert other.result(60) is None
    assert Message.objects.count() == 1


def put_and_disconnect(person):
    try:
        return put(person)
    finally:
        connection.close()


def wait_until_blocked():
    """Until the other transaction waits for ours, which it does at the unique key."""
    deadline = time.monotonic() + 60
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError("the other transaction never came")


def test_a_person_without_an_address_gets_no_mail():
    assert put(Person.objects.create_user(name="Joseph")) is None


def test_the_contact_address_goes_before_the_sign_in_address():
    person = Person.objects.create_user("j@example.org", name="J", contact_email="office@example.org")
    assert put(person).to_address == "office@example.org"


def test_the_mail_is_in_the_persons_language(ruth):
    assert 'lang="en"' in put(ruth).html
    ruth.language = "nl"
    message = put(ruth, key="test:2")
    assert message.language == "nl"
    assert 'lang="nl"' in message.html


@pytest.mark.parametrize(
    "name",
    ["Eve\r\nBcc: all@example.org", "\u202egro.elpmaxe", 'A "quoted", comma; <x@y.z>', "🌱 Ünïcode", "نادية"],
)
def test_names_stay_on_one_line_and_read_from_where_they_begin(ruth, name):
    ruth.name = name
    message = put(ruth, from_name=name, headers={"X-About": name})
    for text in (message.to_name, message.from_name, message.headers["X-About"]):
        assert not set("\r\n\u202e") & set(text)
    assert message.from_name == " ".join(name.replace("\u202e", " ").split())


def test_user_text_is_escaped_in_html_and_plain_in_text(ruth):
    message = put(ruth, context={"reason": "", "brand": "<b>Fish & Co</b>", "hue": 20})
    assert "<b>" not in message.html
    assert "&lt;b&gt;Fish &amp; Co" in message.html
    assert 'bgcolor="#' in message.html


def test_an_unsubscribe_link_becomes_the_headers_that_mail_clients_want(ruth):
    placeholder = link_tokens.placeholder(uuid.uuid4())
    message = put(ruth, context={"unsubscribe": placeholder})
    assert message.headers == {
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{placeholder}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def test_styles_are_inlined_and_dark_mode_is_kept(ruth):
    html = put(ruth).html
    assert '<p style="' in html
    assert "prefers-color-scheme: dark" in html
    assert "<img" not in html


def test_a_preview_saves_nothing_and_its_links_are_dead(ruth):
    placeholder = link_tokens.placeholder(uuid.uuid4())
    shown = compose(kind="test", person=ruth, context={"reason": placeholder})
    assert shown.subject.startswith("Test email")
    assert "link.invalid" not in shown.shown_html + shown.shown_text
    assert not Message.objects.exists()


def test_many_mails_in_one_transaction_wake_the_delivery_once(ruth, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        for number in range(5):
            put(ruth, key=f"test:{number}")
    assert len(callbacks) == 1


def test_a_mail_without_its_file_says_that_the_file_follows(ruth):
    file = store("Minutes 9.pdf", "application/pdf", b"%PDF")
    message = put(ruth, attachments=[file])
    assert without_attachment(message, file)
    assert not without_attachment(message, file)
    message.refresh_from_db()
    assert "“Minutes 9.pdf” is not attached" in message.html
    body, _, footer = message.text.partition("\n-- \n")
    assert "“Minutes 9.pdf” is not attached" in body
    assert footer
    assert not message.attached.exists()


def test_a_cancelled_mail_stays_cancelled(ruth):
    message = put(ruth)
    assert cancel(message)
    assert not cancel(message)
    assert not try_again(message)


def test_queueing_takes_few_queries(ruth, django_assert_num_queries):
    with django_assert_num_queries(5):
        put(ruth)
