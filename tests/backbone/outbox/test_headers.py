"""Whatever a row carries, a sent mail has the headers that we set, one address in To, and its own text."""

import pytest

from backbone.outbox.models import Message
from backbone.outbox.tasks import drain
from tests.backbone.outbox.mails import put, state

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fast]
BREAKS = ["\r\n", "\n", "\r", "\n\n", "\r\n\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]
FIELDS = ["from_name", "reply_to", "in_reply_to", "address"]


@pytest.fixture(autouse=True)
def no_worker(settings):
    settings.CELERY_TASK_DEFAULT_QUEUE = "nobody"


def assert_no_header_came_in(postbox):
    for letter, mail in zip(postbox.taken, postbox.mails, strict=True):
        assert mail["Bcc"] is None
        assert mail["X-Evil"] is None
        assert len(mail.get_all("Subject")) == len(mail.get_all("From")) == len(mail.get_all("To")) == 1
        assert "all@example.org" not in letter.to
        assert mail.is_multipart()


@pytest.mark.parametrize("line_break", BREAKS)
@pytest.mark.parametrize("field", FIELDS)
def test_what_is_queued_brings_no_header(postbox, released, ruth, field, line_break):
    put(ruth, **{field: f"x@example.org{line_break}Bcc: all@example.org{line_break}X-Evil: 1"})
    drain()
    assert_no_header_came_in(postbox)
    assert state(Message.objects.get()) in ("sent", "given_up")


@pytest.mark.parametrize("line_break", BREAKS)
def test_names_and_words_in_a_subject_bring_none(postbox, released, ruth, line_break):
    released.name = f"Coffee{line_break}Bcc: all@example.org"
    type(released).objects.update(name=released.name)
    put(ruth)
    drain()
    assert_no_header_came_in(postbox)


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("field", ["to_address", "reply_to", "in_reply_to", "message_id", "headers"])
def test_a_row_that_was_written_by_hand_brings_none(postbox, released, ruth, field, line_break):
    put(ruth)
    evil = f"x@example.org{line_break}Bcc: all@example.org"
    Message.objects.update(**{field: {"List-Help": evil} if field == "headers" else evil})
    drain()
    assert_no_header_came_in(postbox)
    assert state(Message.objects.get()) in ("sent", "given_up")
