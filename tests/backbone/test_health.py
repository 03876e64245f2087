"""What a load balancer and a watcher are told, and what pages answer while something is away."""

from datetime import timedelta

import psycopg
import pytest
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerError
from redis import RedisError

from backbone.outbox.models import SenderSettings
from backbone.outbox.tasks import sweep
from backbone.unavailable import is_disk_full, missing
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


def caused(cause):
    """As Django raises what psycopg raised."""
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


def test_it_says_ok_when_the_servers_answer(client):
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_it_names_the_server_that_does_not_answer(client, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/valkey"}}
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (503, b"no answer: valkey\n")


def looked(minutes_ago):
    SenderSettings.objects.create(looked_at=timezone.now() - timedelta(minutes=minutes_ago))


@pytest.mark.parametrize(("minutes_ago", "status"), [(0, 200), (4, 200), (6, 503), (3000, 503)])
def test_it_says_when_nobody_works_on_the_queue(client, minutes_ago, status):
    looked(minutes_ago)
    answer = client.get("/health/")
    assert answer.status_code == status
    assert (b"nobody works on the queue since" in answer.content) == (status == 503)
    assert client.get("/health/web/").status_code == 200


def test_a_sweep_is_what_says_that_somebody_works(client):
    looked(10)
    sweep()
    assert client.get("/health/").status_code == 200


def test_it_says_when_the_disk_is_full(client, monkeypatch):
    monkeypatch.setattr("backbone.health.LEAST_ROOM", 1 << 60)
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (503, b"the disk is full: nothing can be saved\n")
    assert client.get("/health/web/").content == b"ok\n"


def test_the_coordinator_is_told_when_nobody_works(client):
    partnership = factories.partnership(slug="coffee")
    client.force_login(factories.coordinator(partnership))
    looked(3)
    for address in ("/partnerships/coffee/", "/partnerships/coffee/correspondence/"):
        page = client.get(address).text
        assert "Nobody works" not in page
        assert "Nobody has worked" not in page
    SenderSettings.objects.update(
        looked_at=timezone.now() - timedelta(minutes=7), held=False, released_at=timezone.now()
    )
    assert "Nobody works on emails and documents" in client.get("/partnerships/coffee/").text
    assert "Nobody has worked on the queue since" in client.get("/partnerships/coffee/correspondence/").text


def test_a_partner_is_not_told(client):
    partner = factories.partner(factories.partnership(slug="coffee"))
    client.force_login(factories.representative(partner))
    looked(7)
    assert "Nobody works on emails" not in client.get("/partnerships/coffee/").text


# Pages while something is away


def test_without_valkey_signing_in_answers_in_words_and_pages_go_on(client, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/valkey"}}
    person = factories.coordinator(factories.partnership(slug="coffee"))
    answer = client.post("/sign-in/", {"email": person.email})
    assert answer.status_code == 503
    assert "need a server that does not answer just now" in answer.text
    assert answer["Retry-After"]
    client.force_login(person)
    for address in ("/partnerships/coffee/", "/me/", "/partnerships/coffee/correspondence/"):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RedisError("gone"), "need a server"),
        (BrokerError("gone"), "need a server"),
        (caused(psycopg.errors.DiskFull("no room")), "disk is full"),
        (caused(psycopg.errors.AdminShutdown("bye")), "database does not answer"),
        (caused(psycopg.OperationalError("server closed the connection")), "database does not answer"),
        (InterfaceError("connection already closed"), "database does not answer"),
        (caused(psycopg.errors.DeadlockDetected("dead")), ""),
        (caused(psycopg.errors.QueryCanceled("slow")), ""),
        (ValueError("a mistake of ours"), ""),
    ],
)
def test_what_is_away_is_named_and_a_mistake_stays_one(error, words, monkeypatch):
    monkeypatch.setattr("backbone.unavailable._heard", {})
    found = str(missing(error))
    assert words in found
    assert bool(found) == bool(words)
    assert is_disk_full() == ("disk" in words)
