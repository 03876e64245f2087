"""Attachments of more than 2 MB together become links that say their size; small ones and calendar files travel."""

import re

import pytest
import time_machine
from django.utils.timezone import now, timedelta

from backbone.files.models import StoredFile
from backbone.files.storing import store
from backbone.outbox import large_files
from backbone.outbox.models import Message
from backbone.outbox.tasks import drain
from tests.backbone.outbox.mails import put

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fast]
MB = 1024 * 1024


@pytest.fixture(autouse=True)
def no_worker(settings):
    settings.CELERY_TASK_DEFAULT_QUEUE = "nobody"


def stored(name, size, media_type="application/pdf"):
    return store(name, media_type, b"%PDF" + b"x" * (size - 4), None)


def sent(postbox, person, *files, **more):
    """(names of what is attached, the text part, the HTML part) of the mail that left with these files."""
    put(person, attachments=list(files), **more)
    drain()
    [mail] = postbox.mails
    names = [part.get_filename() for part in mail.walk() if part.get_filename()]
    parts = [
        part.get_payload(decode=True).decode()
        for part in mail.walk()
        if part.get_content_maintype() == "text"
    ]
    return names, parts[0], parts[1]


def test_what_is_small_travels(postbox, released, ruth):
    names, text, _html = sent(postbox, ruth, stored("Minutes.pdf", MB), stored("Map.pdf", MB))
    assert names == ["Minutes.pdf", "Map.pdf"]
    assert "too large" not in text


def test_what_is_large_is_a_link_with_its_size_in_both_texts(postbox, released, ruth, client):
    large = stored("Map.pdf", 3 * MB + MB // 5)
    calendar = stored("Meeting.ics", 1000, "text/calendar")
    names, text, html = sent(postbox, ruth, large, stored("Minutes.pdf", MB), calendar)
    assert names == ["Minutes.pdf", "Meeting.ics"]
    assert "“Map.pdf” (3.2 MB) is too large to send along." in text
    assert "“Map.pdf” (3.2 MB) is too large to send along." in html
    [url] = re.findall(r"http\S+/mailed-files/\S+", text)
    assert f'href="{url}"' in html
    assert ruth.email not in url
    answer = client.get(url.split("//", 1)[1].split("/", 1)[1].join(["/", ""]))
    assert (answer.status_code, answer.content) == (200, large.data)
    assert "mailed-files" not in Message.objects.get().text


def test_two_of_which_each_would_do_are_too_large_together(postbox, released, ruth):
    names, text, _html = sent(postbox, ruth, stored("A.pdf", MB + MB // 2), stored("B.pdf", MB))
    assert names == ["B.pdf"]
    assert "“A.pdf” (1.5 MB)" in text


def test_the_address_is_over_after_its_days_and_opens_no_other_file(client, db):
    file = stored("Map.pdf", 100)
    path = "/mailed-files/" + large_files.address(file).rsplit("/mailed-files/", 1)[1]
    assert client.get(path).status_code == 200
    with time_machine.travel(now() + timedelta(days=large_files.DAYS, minutes=1)):
        assert client.get(path).status_code == 410
    assert client.get(path.replace(":", "x:", 1)).status_code == 410
    StoredFile.objects.filter(pk=file.pk).update(sha256="0" * 64)
    gone = client.get(path)
    assert gone.status_code == 410
    assert "This file is no longer here" in gone.text
