"""Behind PgBouncer in transaction mode: pages, changes with their history, two clicks, mails, a killed worker."""

import time
import uuid
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from backbone.accounts.models import Click
from backbone.database.models import Lease
from backbone.outbox.delivery import claim
from backbone.outbox.models import SenderSettings
from backbone.outbox.tasks import drain, sweep
from tests import factories
from tests.backbone.outbox.mails import put, state
from tests.backbone.outbox.workers import Workers
from tests.backbone.pooler import PROGRAM, pooled
from tests.together import together
from workplans.models import Task

NEEDS = (
    "PgBouncer is not on this machine. Its Debian package starts a service, so set-up installs it only where root"
    " runs the tests, as CI does (26 November 2026)"
)
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(PROGRAM is None, reason=NEEDS),
]
PAGES = [
    "partnership",
    "plan",
    "tasks",
    "meetings",
    "partners",
    "decisions",
    "correspondence",
    "roles",
    "task_new",
]
PATIENCE = 120
TASK = {"title": "Call Anna about the seedlings", "once": "0b6de6ab-6e2c-4b4e-8ab9-3a1e1f2b8c55"}


@pytest.fixture
def behind(tmp_path):
    with pooled(tmp_path) as address:
        yield address


@pytest.fixture
def coffee(behind):
    return factories.partnership("Coffee Platform", "coffee")


@pytest.fixture
def released(behind):
    return SenderSettings.objects.create(held=False, released_at=timezone.now())


@pytest.fixture
def ruth(coffee):
    return factories.coordinator(coffee)


def browser_of(person):
    browser = Client()
    browser.force_login(person)
    return browser


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens(coffee, ruth, name):
    assert browser_of(ruth).get(reverse(name, args=["coffee"])).status_code == 200


def test_a_change_is_kept_with_who_made_it_whichever_session_carries_it(coffee, ruth):
    """The trail notes the person for the statement, not for the session: four at once, two people."""
    grace = factories.coordinator(coffee, factories.person("Grace Auma"))
    people = [ruth, grace, ruth, grace]
    calls = [
        partial(make_task, person, f"Task {place} of {person.name}") for place, person in enumerate(people)
    ]
    together(Task, *calls)
    who = {task.title: task.events.first().pgh_context.metadata["user"] for task in Task.objects.all()}
    assert who == {f"Task {place} of {person.name}": person.pk for place, person in enumerate(people)}


def test_four_clicks_at_once_make_one(coffee, ruth):
    answers = together(Click, *([lambda: make_task(ruth)] * 4))
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.url for answer in answers}) == Task.objects.count() == 1


def test_a_drain_sends_each_mail_once(postbox, released):
    person = factories.person("Ruth Nansubuga", "ruth@example.org")
    messages = [put(person, key=f"mail:{number}") for number in range(30)]
    drain()
    assert {state(message) for message in messages} == {"sent"}
    assert set(postbox.counts.values()) == {1}


@pytest.mark.long
def test_what_a_killed_worker_had_claimed_is_sent_by_another(postbox, released, behind, tmp_path):
    message = put(factories.person("Ruth Nansubuga", "ruth@example.org"))
    Lease.objects.create(name="killed")
    claim("killed", released)
    settings = {"EMAIL_URL": f"smtp://127.0.0.1:{postbox.port}", "DATABASE_URL": behind}
    workers = Workers(1, tmp_path / "workers.log", **settings).start()
    try:
        wait_until_sent(message)
    finally:
        workers.stop()
    assert set(postbox.counts.values()) == {1}


def wait_until_sent(message):
    """`sweep` stands in for beat."""
    until = time.monotonic() + PATIENCE
    while state(message) != "sent":
        assert time.monotonic() < until, state(message)
        sweep.delay()
        time.sleep(0.5)


def make_task(person, title=None):
    once = TASK["once"] if title is None else str(uuid.uuid4())
    data = {**TASK, "title": title or TASK["title"], "once": once}
    return browser_of(person).post(reverse("task_new", args=["coffee"]), data)
