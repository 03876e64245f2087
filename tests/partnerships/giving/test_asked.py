"""What is asked of a partner's people beside what was agreed, and the sentence that asks to renegotiate."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from backbone.needs import in_full
from backbone.outbox import link_tokens
from backbone.registered.work_done import MOST_ROWS
from backbone.time.days import today_of
from partnerships.access import access_to
from partnerships.correspondence.models import Correspondence
from partnerships.correspondence.sending import send
from partnerships.giving import asked, needs
from partnerships.giving.models import Renegotiation
from tests import factories
from workplans.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(union):
    return reverse("asked_and_agreed", args=[union.pk])


@pytest.fixture
def busy(coffee, union, peter, released):
    """Peter got a mail that asked three things, was at a meeting of two hours, did a task and has another."""
    send(factories.news(peter, coffee, "busy", asks=3, partner=union))
    start = timezone.now() - timedelta(days=40)
    meeting = factories.meeting(coffee, starts_at=start)
    type(meeting).objects.update(state="closed", started_at=start, ended_at=start + timedelta(hours=2))
    meeting.attendance.create(partnership=coffee, person=peter, partner=union, state="present")
    done = factories.task(coffee, owner=peter, partner=union)
    Task.objects.filter(pk=done.pk).update(state="done", closed_at=start)
    factories.task(coffee, owner=peter, partner=union)


def people(union, days):
    union.partnership.access = access_to(union.representatives.get().person, union.partnership)
    today = today_of(union.partnership)
    return asked.by_person(union, today - timedelta(days=days), today)


def test_each_person_with_what_was_asked_and_done_in_the_time(busy, union, peter):
    (row,) = people(union, 90)
    assert (row.person, row.mails, row.asks) == (peter, 1, 3)
    assert (row.work.meetings, row.work.hours, row.work.tasks, row.work.open_tasks) == (1, 2, 1, 1)
    (row,) = people(union, 30)
    assert (row.work.meetings, row.work.tasks, row.work.open_tasks) == (0, 0, 1)


def test_it_stands_beside_the_time_that_was_agreed(as_, busy, peter, union, address):
    for state, words in (("pledged", "Officers"), ("offered", "Perhaps a driver")):
        union.contributions.create(
            partnership=union.partnership,
            description=words,
            kind="hours",
            quantity=40,
            unit="days",
            state=state,
        )
    page = as_(peter).get(address, {"days": "365"}).text
    assert "Officers, 40 days" in page
    assert "Perhaps a driver" not in page
    assert "Peter Mugabo" in page
    assert as_(peter).get(address, {"days": "1e9"}).status_code == 200


def test_each_figure_leads_to_the_rows_that_it_counts(as_, ruth, busy, peter, union, address):
    page = as_(peter).get(address).text
    for what in ("mails", "asks", "meetings", "tasks", "open_tasks"):
        assert f"?days=90&amp;person={peter.pk}&amp;counted={what}#counted" in page

    def rows(client, what, days=90):
        query = {"days": days, "person": peter.pk, "counted": what}
        return [
            (row.words, bool(row.url), row.note) for row in client.get(address, query).context["counted"].rows
        ]

    ((subject, leads_on, note),) = rows(as_(ruth), "asks")
    assert (leads_on, note) == (True, "3 things asked")
    assert rows(as_(peter), "mails") == [(subject, False, note)]
    ((_title, leads_on, note),) = rows(as_(peter), "meetings")
    assert (leads_on, note) == (True, "2 hours")
    assert [note for _words, _url, note in rows(as_(peter), "tasks")] == ["Done"]
    assert [note for _words, _url, note in rows(as_(peter), "open_tasks")] == ["Open"]
    assert rows(as_(peter), "tasks", days=30) == []


def test_of_very_many_rows_the_first_are_read_and_it_says_how_many_more_the_figure_counts(
    as_, ruth, busy, peter, union, coffee, address
):
    own = {"partnership": coffee, "owner": peter, "partner": union, "raised_on": today_of(coffee)}
    tasks = [Task(title=f"Task {n}", number_year=2001, number=n + 1, **own) for n in range(1200)]
    Task.objects.bulk_create(tasks)
    mail = Correspondence.objects.select_related("message").get()
    for n in range(MOST_ROWS + 1):
        mail.message.pk, mail.message.key, mail.message.message_id = None, f"busy {n}", f"<{n}@example.org>"
        mail.message.save(force_insert=True)
        mail.pk, mail.asks, mail.message = None, n % 2, mail.message
        mail.save(force_insert=True)
    figures = {"open_tasks": 1201, "mails": MOST_ROWS + 2, "asks": MOST_ROWS // 2 + 1}
    for what, count in figures.items():
        page = as_(ruth).get(address, {"person": peter.pk, "counted": what})
        counted = page.context["counted"]
        assert len(counted.rows) == min(count, MOST_ROWS)
        assert len(counted.rows) + counted.more == count
        assert (f"and {counted.more} more" in page.text) == bool(counted.more)
    (row,) = people(union, 90)
    assert (row.mails, row.work.open_tasks) == (figures["mails"], figures["open_tasks"])


def test_what_an_email_to_a_colleague_says_is_theirs(as_, busy, peter, union, address):
    lead = factories.representative(union)
    page = as_(lead).get(address, {"person": peter.pk, "counted": "mails"})
    assert [row.words for row in page.context["counted"].rows] == ["An email to a colleague"]
    stranger = {"person": lead.pk, "counted": "mails"}
    assert as_(lead).get(address, stranger).context["counted"] is None
    assert as_(lead).get(address, {"person": peter.pk, "counted": "pay"}).context["counted"] is None


def test_another_partner_and_observers_see_nothing_of_it(as_, coffee, address, union):
    assert as_(factories.representative(factories.partner(coffee))).get(address).status_code == 403
    assert as_(factories.observer(coffee)).get(address).status_code == 403


def test_a_partner_asks_to_talk_it_over_once_and_a_coordinator_notes_what_came_of_it(
    as_, ruth, peter, union, coffee, address
):
    said = {"words": "Two groups at once is too much."}
    assert "calls to talk it over" in as_(peter).post(address, said, follow=True).text
    assert "open with the coordinator already" in as_(peter).post(address, said, follow=True).text
    (need,) = in_full(needs.to_talk_over(ruth, coffee))
    assert (need.title, need.detail, need.action) == (said["words"], str(union), "Note what came of it")
    assert not list(needs.to_talk_over(peter, coffee))
    row = Renegotiation.objects.get()
    page = reverse("settlement", args=[row.pk])
    assert as_(peter).get(page).status_code == 403
    assert as_(ruth).post(page, {"outcome": ""}).status_code == 422
    as_(ruth).post(page, {"outcome": "One group from January."})
    row.refresh_from_db()
    assert (row.outcome, row.settled_by) == ("One group from January.", ruth)
    assert not list(needs.to_talk_over(ruth, coffee))
    assert "One group from January." in as_(peter).get(address).text
    assert not asked.settle(row, "Again", by=ruth)


def test_a_coordinator_notes_it_for_them_with_the_way_it_came(as_ruth, ruth, union, address, coffee):
    told = {"words": "Fewer mails", "way": "phone", "on": today_of(coffee).isoformat()}
    as_ruth.post(address, told)
    row = Renegotiation.objects.get()
    assert (row.way, row.by) == ("phone", ruth)
    assert as_ruth.post(address, {"words": ""}).status_code == 422


def test_from_a_mails_link_without_an_account(client, coffee, union, peter):
    token = link_tokens.token(factories.link_for(peter, coffee, "quarter").pk)
    page = reverse("link_renegotiation", args=[token, union.pk])
    assert "Write in a sentence" in client.post(page, {"words": " "}, follow=True).text
    client.post(page, {"words": "Less"})
    assert (Renegotiation.objects.get().by, Renegotiation.objects.get().way) == (peter, "link")
    other = factories.partner(coffee)
    assert (
        client.post(reverse("link_renegotiation", args=[token, other.pk]), {"words": "x"}).status_code == 404
    )


def test_one_is_open_at_a_time(union):
    row = {"partnership": union.partnership, "partner": union, "words": "Less"}
    Renegotiation.objects.create(**row, settled_at=datetime(2026, 1, 1, tzinfo=UTC))
    Renegotiation.objects.create(**row)
    with pytest.raises(IntegrityError, match="one_open_renegotiation"), transaction.atomic():
        Renegotiation.objects.create(**row)
