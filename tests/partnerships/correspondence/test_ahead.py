"""What leaves by itself after the release: seen before its time as it is then sent, with nothing written."""

import re
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection

from backbone.accounts.models import Person
from backbone.outbox import sender
from backbone.outbox.models import Message, SenderSettings
from partnerships.correspondence import digest_mornings
from partnerships.correspondence.models import AccessLink, Notice
from partnerships.correspondence.notices import tell
from partnerships.correspondence.waiting_mail import forthcoming
from tests import factories
from workplans import reminders, todo

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
LINK = re.compile(r"https://link\.invalid/[0-9a-f]{32}/")


@pytest.fixture
def partnership(time_machine):
    """Sunday noon in Amsterdam; sending is held."""
    time_machine.move_to(datetime(2026, 11, 22, 11, tzinfo=UTC), tick=False)
    SenderSettings.objects.create(name="Backbone", address="post@example.org")
    return factories.partnership("Koffie & Co", slug="coffee", asks_per_month=3)


@pytest.fixture
def coordinator(client, partnership):
    person = factories.coordinator(partnership, factories.administrator())
    client.force_login(person)
    return person


def owner(partnership, zone="Europe/Amsterdam", **fields):
    return factories.representative(factories.partner(partnership), factories.person(timezone=zone, **fields))


def task(partnership, person, due_on=date(2026, 11, 23), **fields):
    return factories.task(
        partnership,
        owner=person,
        partner=partnership.partners.get(representatives__person=person),
        due_on=due_on,
        **fields,
    )


def fell_due(*tasks):
    """Their moment passed while sending was held."""
    for one in tasks:
        type(one).objects.filter(pk=one.pk).update(next_reminder_at=datetime(2026, 11, 20, 7, tzinfo=UTC))


def everything():
    """Each row of each table, as the database has it."""
    there = set(connection.introspection.table_names()) - {Session._meta.db_table}
    models = [m for m in apps.get_models(include_auto_created=True) if m._meta.db_table in there]
    return {model: sorted(map(repr, model._base_manager.values_list())) for model in models}


def without_links(text):
    return LINK.sub("LINK", text)


def forthcoming_by_key(partnership=None):
    return {mail.key: (mail, mail.message()) for mail in forthcoming(partnership)}


@pytest.mark.parametrize(
    "zone", ["Europe/Amsterdam", "Africa/Kampala", "America/New_York", "Pacific/Auckland"]
)
def test_a_reminder_is_shown_as_it_is_then_sent_at_that_moment_and_once(partnership, time_machine, zone):
    person = owner(partnership, zone, language="nl")
    fell_due(task(partnership, person, title="Kweekplaatsen <b>kiezen</b>"))
    task(partnership, person, date(2026, 12, 24), title="Verslag 🌱")
    ((mail, seen),) = forthcoming_by_key(partnership).values()
    sender.release(person)
    time_machine.move_to(mail.leaves_at.timestamp() - 60, tick=False)
    assert reminders.send_due() == 0
    time_machine.move_to(mail.leaves_at, tick=False)
    assert reminders.send_due() == 1
    assert reminders.send_due() == 0
    sent = Message.objects.get()
    assert mail.leaves_at.astimezone(person.zone).hour == 8
    for part in ("subject", "text", "html", "from_name", "reply_to", "to_address", "to_name", "language"):
        assert without_links(getattr(seen, part)) == without_links(getattr(sent, part))
    assert "Kweekplaatsen" in seen.subject
    assert "Verslag 🌱" in seen.html


def test_what_falls_due_later_is_shown_for_its_own_day(partnership, time_machine):
    person = owner(partnership)
    task(partnership, person, date(2026, 12, 24))
    ((mail, seen),) = forthcoming_by_key(partnership).values()
    assert mail.leaves_at == datetime(2026, 12, 17, 7, tzinfo=UTC)
    sender.release(person)
    time_machine.move_to(mail.leaves_at, tick=False)
    assert reminders.send_due() == 1
    assert without_links(Message.objects.get().html) == without_links(seen.html)


def test_a_digest_is_shown_as_it_is_then_sent_the_morning_after_the_release(partnership, time_machine):
    person = owner(partnership, mail_preference="digest")
    fell_due(task(partnership, person, title="Agree the sites"))
    tell(person, partnership, key="news", text="A date was moved")
    Person.objects.filter(pk=person.pk).update(next_digest_at=datetime(2026, 11, 20, 7, tzinfo=UTC))
    ((mail, seen),) = forthcoming_by_key(partnership).values()
    assert mail.leaves_at == datetime(2026, 11, 23, 7, tzinfo=UTC)
    sender.release(person)
    assert digest_mornings.send_due() == 0
    time_machine.move_to(mail.leaves_at, tick=False)
    assert (digest_mornings.send_due(), digest_mornings.send_due(), reminders.send_due()) == (1, 0, 0)
    sent = Message.objects.get()
    assert without_links(sent.html) == without_links(seen.html)
    assert sent.subject == seen.subject
    assert "Agree the sites" in seen.text
    assert "A date was moved" in seen.text


def test_a_digest_with_nothing_in_it_yet_is_shown_for_the_day_on_which_it_has(partnership):
    person = owner(partnership, mail_preference="digest")
    assert forthcoming(partnership) == []
    task(partnership, person, date(2026, 12, 24))
    ((mail, seen),) = forthcoming_by_key(partnership).values()
    assert mail.leaves_at == datetime(2026, 12, 17, 7, tzinfo=UTC)
    assert "Thu 24 Dec" in seen.text


def test_looking_changes_no_row_and_makes_no_link(client, coordinator, partnership):
    person, other = owner(partnership), owner(partnership, mail_preference="digest")
    fell_due(task(partnership, person), task(partnership, other))
    tell(other, partnership, key="news", text="A date was moved")
    before = everything()
    for scope in ("/settings/mail", "/partnerships/coffee"):
        assert "Follows by itself" in client.get(f"{scope}/held/").text
        for mail in forthcoming():
            page = client.get(f"{scope}/ahead/{mail.key}/")
            assert "As the recipient will see it" in page.text
            frame = client.get(f"{scope}/ahead/{mail.key}/html/")
            assert "link.invalid" not in frame.text + page.text
            assert "sandbox" in frame.headers["Content-Security-Policy"]
    assert everything() == before
    assert not AccessLink.objects.exists()


def test_it_is_sent_to_oneself_first_one_or_all(client, coordinator, partnership):
    person, other = owner(partnership), owner(partnership, mail_preference="digest")
    fell_due(task(partnership, person, title="Agree the sites"), task(partnership, other))
    client.post(f"/partnerships/coffee/ahead/reminder-{person.pk}-{partnership.pk}/sample/")
    sample = Message.objects.get()
    assert (sample.to_address, sample.urgent) == (coordinator.email, True)
    assert sample.subject.startswith(f"[Sample for {person}] ")
    assert "Agree the sites" in sample.html
    assert "link.invalid" not in sample.html + sample.text
    client.post("/partnerships/coffee/held/samples/")
    client.post("/settings/mail/held/samples/")
    assert Message.objects.filter(key__startswith="sample:").count() == 5
    assert not AccessLink.objects.exists()
    assert Notice.objects.filter(digested_at=None).count() == Notice.objects.count()


def test_a_waiting_mail_is_sent_to_oneself_alone(client, coordinator, partnership):
    tell(owner(partnership), partnership, key="news", text="A date was moved")
    waiting = Message.objects.get()
    assert "Send this one to me first" in client.get(f"/held/{waiting.pk}/").text
    client.post(f"/held/{waiting.pk}/sample/")
    assert Message.objects.get(key__startswith=f"sample:{waiting.pk}:").to_address == coordinator.email


def test_who_gets_no_reminder_is_not_listed(partnership):
    for person in (owner(partnership, email=None), owner(partnership, is_active=False)):
        fell_due(task(partnership, person))
    done = owner(partnership)
    todo.complete(task(partnership, done), by=done)
    assert forthcoming(partnership) == []


def test_who_was_asked_enough_is_shown_as_held_back(client, coordinator, partnership):
    person = owner(partnership)
    fell_due(task(partnership, person))
    assert "On hold" not in client.get("/partnerships/coffee/held/").text
    partnership.asks_per_month = 0
    partnership.save()
    assert "On hold" in client.get("/partnerships/coffee/held/").text
    assert (
        "reached this month’s limit" in client.get(f"/partnerships/coffee/ahead/{forthcoming()[0].key}/").text
    )


def test_of_another_partnership_nothing_is_shown_nor_of_a_digest_its_part(client, coordinator, partnership):
    elsewhere = factories.partnership("Geheim", slug="geheim")
    person = owner(partnership, mail_preference="digest")
    factories.representative(factories.partner(elsewhere), person)
    fell_due(
        factories.task(elsewhere, "Secret", owner=person), task(partnership, person, due_on=date(2026, 12, 1))
    )
    other = owner(elsewhere)
    fell_due(task(elsewhere, other, title="Secret too"))
    client.force_login(factories.coordinator(partnership))
    assert "Secret" not in client.get("/partnerships/coffee/held/").text
    mail = client.get(f"/partnerships/coffee/ahead/digest-{person.pk}/html/").text
    assert "Koffie &amp; Co" in mail
    assert "Geheim" not in mail
    assert client.get(f"/partnerships/coffee/ahead/reminder-{other.pk}-{elsewhere.pk}/").status_code == 404
    assert client.get(f"/settings/mail/ahead/digest-{person.pk}/").status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same_questions_for_one_and_three(
    client, coordinator, partnership, rows, django_assert_num_queries
):
    for _n in range(rows):
        fell_due(
            task(partnership, owner(partnership)),
            task(partnership, owner(partnership, mail_preference="digest")),
        )
    with django_assert_num_queries(32):
        client.get("/partnerships/coffee/held/")
