"""Once a quarter one mail asks whoever leads a partner about the time of its people, and the answer fills the ledger."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from backbone.files.models import StoredFile
from backbone.outbox import link_tokens
from backbone.outbox.models import Message, SenderSettings
from backbone.time.days import today_of
from partnerships.attachments.models import Upload
from partnerships.correspondence.models import AccessLink, Correspondence
from partnerships.correspondence.sending import preview
from partnerships.giving import answering, asking, quarters
from partnerships.giving.models import QuarterAsking, QuarterLine
from partnerships.models import Contribution, Partnership
from partnerships.pausing import pauses
from tests import factories
from workplans.models import Task

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)


@pytest.fixture(autouse=True)
def goes_on_since_long(coffee):
    Partnership.objects.filter(pk=coffee.pk).update(started_on=date(2019, 1, 1))
    coffee.refresh_from_db()


@pytest.fixture
def worked(coffee, union, peter):
    """A meeting of nine hours at which Peter was, and a task that he did."""
    start = datetime(2026, 8, 3, 9, tzinfo=UTC)
    length = {"started_at": start, "ended_at": start + timedelta(hours=9)}
    meeting = factories.meeting(coffee, starts_at=start, **length)
    type(meeting).objects.filter(pk=meeting.pk).update(state="closed", **length)
    meeting.attendance.create(partnership=coffee, person=peter, partner=union, state="present")
    task = factories.task(coffee, owner=peter, partner=union)
    Task.objects.filter(pk=task.pk).update(state="done", closed_at=start)


@pytest.fixture
def line(coffee, union, worked, released):
    """The line about that quarter, whose morning has come."""
    quarters.set_asking(coffee, True)
    quarters.begin(coffee, FIRST, LAST)
    QuarterLine.objects.update(next_ask_at=timezone.now())
    return QuarterLine.objects.get(partner=union)


@pytest.fixture
def token(line, peter):
    assert asking.send_due() == 1
    return token_of(peter)


def token_of(person):
    return link_tokens.token(AccessLink.objects.filter(person=person, purpose="quarter").latest("pk").pk)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 1, 1), date(2025, 10, 1), date(2025, 12, 31)),
        (date(2026, 3, 31), date(2025, 10, 1), date(2025, 12, 31)),
        (date(2026, 4, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 12, 31), FIRST, LAST),
    ],
)
def test_the_quarter_that_was_over(day, first, last):
    assert quarters.quarter_before(day) == (first, last)


def test_a_line_has_what_is_recorded_and_no_number_that_is_not(coffee, union, line):
    silent = factories.partner(coffee)
    QuarterAsking.objects.update(last_asked=None)
    quarters.begin(coffee, FIRST, LAST)
    assert (line.meetings, line.hours, line.tasks, line.proposed) == (1, 9, 1, 1)
    other = QuarterLine.objects.get(partner=silent)
    assert (other.meetings, other.proposed, other.next_ask_at, other.person) == (0, None, None, None)


def test_who_joined_after_the_quarter_is_not_asked_about_it(coffee, union, line):
    late, early = factories.partner(coffee, "Late"), factories.partner(coffee, "Early")
    type(late).objects.filter(pk=late.pk).update(since=LAST + timedelta(days=1))
    type(early).objects.filter(pk=early.pk).update(since=LAST)
    QuarterAsking.objects.update(last_asked=None)
    quarters.begin(coffee, FIRST, LAST)
    assert not QuarterLine.objects.filter(partner=late).exists()
    assert QuarterLine.objects.filter(partner=early).exists()


def test_one_mail_says_what_is_recorded_and_what_the_partner_wants(union, line, peter):
    union.benefits.create(partnership=union.partnership, description="A seat at the table", own_words=True)
    assert asking.send_due() == 1
    assert asking.send_due() == 0
    mail = Message.objects.get(kind="quarter_line")
    assert mail.recipient == peter
    assert "Recorded here: 1 meeting, 9 hours in them, 1 task done." in mail.text
    assert "Is 1 day about right" in mail.text
    assert "“A seat at the table”" in mail.text
    assert Correspondence.objects.get(message=mail).asks == 1


def test_yes_from_the_mails_link_fills_the_ledger_without_a_value(client, token, line, coffee, union, peter):
    assert "Is 1 day about right" in client.get(reverse("link", args=[token])).text
    address = reverse("link_quarter_line", args=[token, line.pk])
    assert "stands in the ledger" in client.post(address, {"answer": "yes"}, follow=True).text
    row = Contribution.objects.get()
    assert (row.kind, row.state, row.quantity, row.unit, row.value) == ("hours", "delivered", 1, "days", None)
    assert (row.period_start, row.period_end, row.partner, row.recorded_by) == (FIRST, LAST, union, peter)
    assert "of it 9 hours in meetings" in row.source
    again = client.post(address, {"answer": "other", "days": "40"}, follow=True)
    assert "the first answer stays" in again.text
    assert '<blockquote dir="auto">40</blockquote>' in again.text
    assert Contribution.objects.get().quantity == 1


@pytest.mark.parametrize(("typed", "days"), [("4", 4), ("2,5", Decimal("2.5")), ("12.25", Decimal("12.25"))])
def test_another_number(client, token, line, typed, days):
    address = reverse("link_quarter_line", args=[token, line.pk])
    client.post(address, {"answer": "other", "days": typed})
    line.refresh_from_db()
    assert (line.answer, line.days) == ("other", days)
    # The next quarter begins with what was said of this one.
    quarters.begin(line.partnership, date(2026, 10, 1), date(2026, 12, 31))
    assert QuarterLine.objects.get(starts_on=date(2026, 10, 1)).proposed == days


@pytest.mark.parametrize("typed", ["", "minus one", "-1", "0", "1e30", "99999999"])
def test_what_is_no_number_of_days_is_said_and_the_question_stays(client, token, line, typed):
    address = reverse("link_quarter_line", args=[token, line.pk])
    page = client.post(address, {"answer": "other", "days": typed}, follow=True)
    assert "flash-message--error" in page.text
    line.refresh_from_db()
    assert (line.answer, Contribution.objects.count()) == ("", 0)


def test_nothing_this_time(client, token, line):
    client.post(reverse("link_quarter_line", args=[token, line.pk]), {"answer": "nothing"})
    line.refresh_from_db()
    assert (line.answer, line.days, Contribution.objects.count()) == ("nothing", None, 0)


def test_the_same_number_twice_is_no_conflict_and_another_stays_on_the_page(client, token, line):
    address = reverse("link_quarter_line", args=[token, line.pk])
    for _ in range(2):
        assert client.post(address, {"answer": "other", "days": "4"}).status_code == 303
    page = client.post(address, {"answer": "other", "days": "7.5"})
    assert (page.status_code, "7.5" in page.text) == (409, True)
    assert "the first answer stays" in page.text


def test_a_late_answer_counts_for_its_own_quarter(client, token, line, coffee):
    quarters.begin(coffee, date(2026, 10, 1), date(2026, 12, 31))
    client.post(reverse("link_quarter_line", args=[token, line.pk]), {"answer": "yes"})
    assert Contribution.objects.get().period_end == LAST


def test_another_persons_link_answers_nothing(client, token, line, coffee):
    other = factories.representative(factories.partner(coffee), capacity="lead")
    foreign = link_tokens.token(factories.link_for(other, coffee, "test").pk)
    assert (
        client.post(reverse("link_quarter_line", args=[foreign, line.pk]), {"answer": "yes"}).status_code
        == 404
    )


def test_whoever_represents_the_partner_no_more_answers_no_more(client, token, line, peter, coffee):
    peter.represents.update(until=timezone.now())
    factories.representative(factories.partner(coffee), peter)
    assert (
        client.post(reverse("link_quarter_line", args=[token, line.pk]), {"answer": "yes"}).status_code == 404
    )


def test_a_partner_that_pauses_is_not_asked(coffee, union, line, ruth):
    pauses.pause(coffee, today_of(coffee) + timedelta(days=40), partner=union, by=ruth)
    assert asking.send_due() == 0
    line.refresh_from_db()
    assert (line.is_paused, line.next_ask_at, line.asked_at) == (True, None, None)
    assert not Message.objects.exists()


def test_a_month_without_room_puts_it_off(coffee, line):
    Partnership.objects.update(asks_per_month=0)
    assert asking.send_due() == 0
    line.refresh_from_db()
    assert (line.next_ask_at > timezone.now(), line.asked_at) == (True, None)


def test_nothing_is_asked_while_mail_is_held_or_nobody_switched_it_on(coffee, line, as_ruth):
    SenderSettings.objects.update(held=True)
    assert asking.send_due() == 0
    SenderSettings.objects.update(held=False)
    as_ruth.post(reverse("quarter_asking", args=[coffee.slug]), {"ask": "off"})
    assert asking.send_due() == 0
    assert quarters.begin_due() == 0


def test_each_quarter_is_begun_once(coffee, union, peter):
    quarters.set_asking(coffee, True)
    assert quarters.begin_due() == 1
    assert quarters.begin_due() == 0


def test_a_coordinator_notes_what_was_said_and_takes_it_back(as_ruth, ruth, line, coffee):
    told = {"days": "4", "way": "phone", "on": today_of(coffee).isoformat(), "words": "About four"}
    as_ruth.post(reverse("quarter_entry", args=[line.pk]), told)
    line.refresh_from_db()
    assert (line.days, line.way, line.noted_by, line.next_ask_at) == (4, "phone", ruth, None)
    page = as_ruth.get(reverse("ledger", args=[coffee.slug])).text
    assert "by phone, noted by Ruth Nansubuga" in page
    again = as_ruth.post(reverse("quarter_entry", args=[line.pk]), told | {"days": ""}, follow=True)
    assert "answered meanwhile" in again.text
    as_ruth.post(reverse("quarter_return", args=[line.pk]))
    line.refresh_from_db()
    assert (line.answer, Contribution.objects.count()) == ("", 0)


def test_what_was_signed_off_is_not_taken_back(ruth, line):
    answering.answer(line, "yes", by=ruth)
    Contribution.objects.update(signed_off_at=timezone.now())
    assert not answering.take_back(line, by=ruth)
    assert Contribution.objects.exists()


def test_what_has_proof_beside_it_is_not_taken_back(ruth, line):
    row = answering.answer(line, "yes", by=ruth).contribution
    upload = Upload.objects.create(
        partnership=line.partnership, file=StoredFile.objects.create(name="list.pdf"), by=ruth
    )
    row.files.create(partnership=line.partnership, upload=upload, name="list.pdf")
    assert not answering.take_back(line, by=ruth)
    assert Contribution.objects.exists()


def test_the_database_wants_whole_answers(line):
    for wrong in ({"answer": "yes"}, {"answer": "perhaps"}, {"days": 4}):
        with pytest.raises(IntegrityError, match="quarter_answer"), transaction.atomic():
            QuarterLine.objects.update(**wrong)


def test_who_was_there_for_a_part_of_the_quarter_is_asked_about_that_part(coffee, union):
    came = factories.partner(coffee, since=date(2026, 9, 1))
    quarters.set_asking(coffee, True)
    quarters.begin(coffee, FIRST, LAST)
    days = dict(QuarterLine.objects.values_list("partner", "starts_on"))
    assert (days[came.pk], days[union.pk]) == (date(2026, 9, 1), FIRST)
    assert {line.partner_id for line in quarters.last_shown(coffee, {})["lines"]} == {came.pk, union.pk}
    assert quarters.begin(coffee, FIRST, LAST) == 0


def test_nobody_is_asked_about_a_time_before_the_partnership(coffee, union):
    Partnership.objects.filter(pk=coffee.pk).update(started_on=None)
    coffee.refresh_from_db()
    quarters.set_asking(coffee, True)
    assert quarters.begin(coffee, FIRST, LAST) == 0


def test_where_nothing_is_recorded_the_mail_says_so_in_a_sentence(coffee, union, peter, released):
    quarters.set_asking(coffee, True)
    quarters.begin(coffee, FIRST, LAST)
    line = QuarterLine.objects.get(partner=union)
    assert "No meetings or tasks of your people are recorded here." in quarter_text(line)


def quarter_text(line):
    return preview(asking.draft(line, line.person)).text
