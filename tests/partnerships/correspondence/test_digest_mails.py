"""A digest in the correspondence: a row for each partnership, its own words alone, and its failure where all are."""

from datetime import UTC, datetime

import pytest

from backbone.accounts.models import Person
from backbone.needs import in_full
from backbone.outbox import tasks
from backbone.outbox.models import Message, SenderSettings
from partnerships.correspondence import digest_mornings, panels
from partnerships.correspondence.models import AccessLink, Correspondence
from partnerships.correspondence.notices import tell
from partnerships.correspondence.waiting_mail import forthcoming
from tests import factories
from workplans.needs import of_the_plan

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fast]

NOW = datetime(2026, 12, 11, 12, tzinfo=UTC)


@pytest.fixture
def both(time_machine, settings):
    """Two partnerships with a coordinator each, and a person who takes part in both and has a task in the first."""
    settings.CELERY_TASK_DEFAULT_QUEUE = "nobody"
    time_machine.move_to(NOW, tick=False)
    SenderSettings.objects.create(
        name="Backbone", address="b@example.org", held=False, released_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    found = [factories.partnership("Koffie", "koffie"), factories.partnership("Geheim", "geheim")]
    person = factories.person("Anna", "anna@example.org", mail_preference="digest", next_digest_at=NOW)
    for of in found:
        factories.coordinator(of)
        factories.representative(factories.partner(of), person)
        tell(person, of, key=f"news:{of.pk}", text=f"News of {of}")
    task = factories.task(found[0], "Agree the sites", owner=person, due_on=NOW.date())
    type(task).objects.update(next_reminder_at=NOW)
    time_machine.move_to(datetime(2026, 12, 11, 12, 1, tzinfo=UTC), tick=False)
    return found


def coordinator(of):
    return of.roles.get(kind="coordinator").person


def test_it_has_a_row_for_each_partnership_that_counts_what_is_asked_there(both):
    assert digest_mornings.send_due() == 1
    message = Message.objects.get()
    rows = Correspondence.objects.filter(message=message).order_by("partnership__name")
    assert [(str(row.partnership), row.asks, row.cause) for row in rows] == [
        ("Geheim", 0, "digest"),
        ("Koffie", 1, "digest"),
    ]
    assert [row.partner.partnership for row in rows] == [row.partnership for row in rows]
    assert AccessLink.objects.filter(purpose="digest").count() == 2


@pytest.mark.parametrize(("n", "words"), [(1, "1 thing asked of you"), (3, "3 things asked of you")])
def test_its_subject_counts_what_is_asked(both, n, words):
    for _more in range(n - 1):
        factories.task(both[0], owner=Person.objects.get(name="Anna"), due_on=NOW.date())
    both[0].tasks.update(next_reminder_at=NOW)
    digest_mornings.send_due()
    assert Message.objects.get().subject == f"11 Dec: {words} in 2 partnerships"


@pytest.mark.parametrize(("own", "other"), [(0, 1), (1, 0)])
def test_a_coordinator_reads_the_words_of_their_own_partnership_only(both, client, own, other):
    digest_mornings.send_due()
    row = Correspondence.objects.get(partnership=both[own])
    client.force_login(coordinator(both[own]))
    pages = [f"/correspondence/{row.pk}/", f"/partnerships/{both[own].slug}/correspondence/"]
    shown = [client.get(page).text for page in pages]
    assert f"News of {both[own]}" in shown[0]
    assert ("Agree the sites" in shown[0]) == (own == 0)
    assert str(both[other]) not in shown[0] + shown[1]
    assert "in 2 partnerships" not in shown[0] + shown[1]
    assert "link.invalid" not in shown[0]


def test_one_that_waits_is_opened_by_those_alone_who_may_read_all_of_it(both, client):
    digest_mornings.send_due()
    message = Message.objects.get()
    client.force_login(coordinator(both[0]))
    for address in ("", "html/"):
        assert client.get(f"/held/{message.pk}/{address}").status_code == 404
    assert message.subject not in client.get("/partnerships/koffie/held/").text
    factories.coordinator(both[1], coordinator(both[0]))
    assert client.get(f"/held/{message.pk}/").status_code == 200


def test_of_one_partnership_the_whole_mail_is_shown(both, client):
    Person.objects.get(name="Anna").represents.filter(partnership=both[1]).delete()
    both[1].delete()
    digest_mornings.send_due()
    row = Correspondence.objects.get()
    assert (row.subject, row.text) == ("", "")
    assert row.shown_text == Message.objects.get().text


def test_one_that_is_refused_needs_the_coordinator_of_each(both, client, postbox):
    postbox.answers["anna@example.org"] = ["550 no such user"]
    digest_mornings.send_due()
    tasks.drain()
    assert Message.objects.get().state == "given_up"
    for of in both:
        (need,) = panels.troubled_mails(coordinator(of), of)
        assert need.title == "1 email was not delivered"
        client.force_login(coordinator(of))
        assert "550 no such user" in client.get(need.url).text


def test_news_leaves_without_what_the_budget_holds_back_and_both_are_seen_before(both):
    both[0].asks_per_month = 0
    both[0].save()
    seen = {mail.key: (mail.held_back, mail.message().text) for mail in forthcoming(both[0])}
    (free, held_back) = sorted(seen.values())
    assert [free[0], held_back[0]] == [False, True]
    assert "News of Koffie" in free[1]
    assert "Agree the sites" not in free[1]
    assert "Agree the sites" in held_back[1]
    assert digest_mornings.send_due() == 1
    assert "Agree the sites" not in Message.objects.get().text
    assert not Correspondence.objects.filter(asks__gt=0).exists()
    (need,) = [need for need in in_full(of_the_plan(coordinator(both[0]), both[0])) if need.word == "On hold"]
    assert need.title == "Agree the sites"
