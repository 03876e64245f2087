"""The one door for asks: what the budget holds back, what it never does, and that nothing of it is lost."""

from datetime import UTC, datetime, timedelta

import pytest

from backbone.accounts.models import Person
from backbone.needs import in_full
from backbone.outbox import link_tokens
from backbone.outbox.models import Message, SenderSettings
from meetings.invitations import rounds
from meetings.minutes import issuing
from meetings.models import Attendance, Meeting
from partnerships.correspondence import digest_mornings, held_questions, panels
from partnerships.correspondence.models import Correspondence
from partnerships.correspondence.notices import tell
from partnerships.correspondence.waiting_mail import forthcoming
from tests import factories
from workplans import leads, reminders, task_proposals, todo
from workplans.models import Milestone, Task
from workplans.needs import of_the_plan

pytestmark = [pytest.mark.django_db, pytest.mark.fast]

NOW = datetime(2026, 12, 8, 12, tzinfo=UTC)


@pytest.fixture
def coffee(time_machine):
    """The coffee meeting, nobody recorded yet; sending is released, and a month has room for nothing."""
    time_machine.move_to(NOW, tick=False)
    SenderSettings.objects.create(
        name="Backbone", address="b@example.org", held=False, released_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    found = factories.coffee_meeting()
    Attendance.objects.update(state="")
    Meeting.objects.update(starts_at=NOW + timedelta(days=20), started_at=None)
    found.meeting.refresh_from_db()
    budget(found, 0)
    return found


def budget(coffee, asks):
    coffee.of.asks_per_month = asks
    coffee.of.save()


def invite(coffee, *people):
    meeting = Meeting.objects.get(pk=coffee.meeting.pk)
    to = {one.pk for one in people}
    return rounds.send(meeting, seen=rounds.mark_of(meeting), to=to, by=coffee.ruth)


def issue(coffee):
    people = {coffee.anna.pk, coffee.okello.pk}
    return issuing.issue(Meeting.objects.get(pk=coffee.meeting.pk), number=1, to=people, by=coffee.ruth)


def mails_to(person):
    return [message.kind for message in Message.objects.filter(recipient=person).order_by("pk")]


def words_of(coffee):
    """What stands in "Needs you" of the coordinator."""
    needs = [
        *in_full(of_the_plan(coffee.ruth, coffee.of)),
        *panels.questions_that_wait(coffee.ruth, coffee.of),
    ]
    return [(need.word, need.title) for need in needs if need.word == "On hold"]


def next_morning(time_machine):
    time_machine.shift(timedelta(days=1))
    return reminders.send_due(), digest_mornings.send_due(), held_questions.send_due()


# Held back, said, and sent when there is room


def task_proposed(coffee):
    task_proposals.add_task(
        coffee.of, by=coffee.ruth, agreed=False, title="Order seedlings", owner=coffee.anna
    )


def lead(coffee):
    under = factories.objective(coffee.of)
    row = factories.milestone(under, "Nurseries", lead_person=coffee.anna, lead_partner=coffee.coop)
    leads.ask(row, by=coffee.ruth)


def invitation(coffee):
    invite(coffee, coffee.anna)


def reminder(coffee):
    due = NOW + timedelta(days=1)
    row = factories.task(coffee.of, "Order seedlings", owner=coffee.anna, due_on=due.date())
    # As if it had been asked long before.
    Task.objects.filter(pk=row.pk).update(next_reminder_at=due.replace(hour=7))


def proposal_in_minutes(coffee):
    factories.line(coffee.meeting, "! Anna: order seedlings, 30 January 2027")
    issue(coffee)


HELD = [
    (task_proposed, "Order seedlings", "reminder"),
    (lead, "Will you lead “M1 Nurseries”?", "task_lead"),
    (invitation, "Are you coming to “Steering committee 10” on 28 December 2026?", "invitation"),
    (reminder, "Order seedlings", "reminder"),
    (proposal_in_minutes, "Order seedlings", "reminder"),
]


@pytest.mark.parametrize("preference", ["each", "digest", "needed"])
@pytest.mark.parametrize(("cause", "title", "kind"), HELD, ids=[case[0].__name__ for case in HELD])
def test_a_question_without_room_is_said_seen_and_asked_when_there_is_room(
    coffee, time_machine, cause, title, kind, preference
):
    tomorrow = NOW + timedelta(hours=20)
    Person.objects.filter(pk=coffee.anna.pk).update(mail_preference=preference, next_digest_at=tomorrow)
    coffee.anna.refresh_from_db()
    cause(coffee)
    before = mails_to(coffee.anna)
    assert before in ([], ["minutes"])
    assert next_morning(time_machine) == (0, 0, 0)
    assert mails_to(coffee.anna) == before
    assert not Correspondence.objects.filter(asks__gt=0).exists()
    assert words_of(coffee) == [("On hold", title)]
    (mail,) = [mail for mail in forthcoming(coffee.of) if mail.person == coffee.anna]
    assert mail.held_back
    assert title.strip("?").split("“")[-1].split("”")[0] in mail.message().text
    budget(coffee, 4)
    assert not next(mail for mail in forthcoming(coffee.of) if mail.person == coffee.anna).held_back
    assert sum(next_morning(time_machine)) == 1
    by_itself = "digest" if preference == "digest" and kind == "reminder" else kind
    assert mails_to(coffee.anna) == [*before, by_itself]
    assert Correspondence.objects.filter(asks=1, person=coffee.anna).count() == 1
    assert words_of(coffee) == []
    assert next_morning(time_machine) == (0, 0, 0)


@pytest.mark.parametrize("cause", [lead, invitation])
def test_who_lost_their_address_is_asked_when_they_have_one_again(coffee, time_machine, cause):
    cause(coffee)
    budget(coffee, 4)
    Person.objects.filter(pk=coffee.anna.pk).update(email=None)
    assert next_morning(time_machine) == (0, 0, 0)
    assert words_of(coffee)
    assert forthcoming(coffee.of) == []
    Person.objects.filter(pk=coffee.anna.pk).update(email="anna@example.org")
    assert next_morning(time_machine) == (0, 0, 1)
    assert words_of(coffee) == []


@pytest.mark.parametrize("cause", [lead, invitation])
def test_while_sending_is_held_a_question_waits_even_with_room(coffee, time_machine, cause):
    cause(coffee)
    budget(coffee, 4)
    SenderSettings.objects.update(held=True)
    assert next_morning(time_machine) == (0, 0, 0)
    assert words_of(coffee)


def given_back(coffee):
    lead(coffee)
    leads.answer(Milestone.objects.get(lead_person=coffee.anna), False, by=coffee.ruth)


def left_the_application(coffee):
    lead(coffee)
    invitation(coffee)
    Person.objects.filter(pk=coffee.anna.pk).update(is_active=False)


def meeting_deleted(coffee):
    invitation(coffee)
    Meeting.objects.all().delete()


def called_off(coffee):
    invitation(coffee)
    Meeting.objects.update(state="cancelled")


def begun(coffee):
    invitation(coffee)
    Meeting.objects.update(starts_at=NOW)


def taken_on_in_person(coffee):
    task_proposed(coffee)
    todo.accept(coffee.of.tasks.get(), by=coffee.anna)


def dropped(coffee):
    task_proposed(coffee)
    todo.drop(coffee.of.tasks.get(), by=coffee.ruth)


@pytest.mark.parametrize(
    "settled",
    [given_back, left_the_application, meeting_deleted, called_off, begun, taken_on_in_person, dropped],
)
def test_what_was_settled_meanwhile_is_not_asked(coffee, time_machine, settled):
    settled(coffee)
    budget(coffee, 4)
    assert next_morning(time_machine) == (0, 0, 0)
    assert not Message.objects.filter(recipient=coffee.anna).exists()
    assert words_of(coffee) == []


def test_what_waits_stays_on_the_page_where_people_are_invited(coffee, client):
    client.force_login(coffee.ruth)
    url = f"/meetings/{coffee.meeting.pk}/invitation/"
    data = {"seen": rounds.mark_of(coffee.meeting), "to": [coffee.anna.pk, coffee.ruth.pk]}
    page = client.post(url, data, follow=True)
    assert "The email to 1 person is on its way." in page.text
    assert (
        "1 person has reached this month’s limit of requests; the email is sent when there is room."
        in page.text
    )
    assert mails_to(coffee.anna) == []


# Never held back


def test_what_was_agreed_in_the_room_goes_and_what_is_proposed_waits(coffee):
    Meeting.objects.update(starts_at=NOW - timedelta(hours=3))
    Attendance.objects.filter(person=coffee.anna).update(state="present")
    Attendance.objects.filter(person=coffee.okello).update(state="absent")
    for words in ("! Anna: send the site list", "! Okello: ask for the title"):
        factories.line(coffee.meeting, words)
    issue(coffee)
    assert mails_to(coffee.anna) == mails_to(coffee.okello) == ["minutes"]
    mails = {mail.recipient_id: mail.text for mail in Message.objects.all()}
    assert "end the site list" in mails[coffee.anna.pk]
    assert "Agreed in the meeting" in mails[coffee.anna.pk]
    assert "sk for the title" not in mails[coffee.okello.pk]
    assert "you are asked about it later, not now" in mails[coffee.okello.pk]
    assert words_of(coffee) == [("On hold", "Ask for the title")]


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        ({"starts_at": NOW + timedelta(days=30)}, "meeting_moved"),
        ({"place": "The other hall"}, "meeting_moved"),
        ({"state": "cancelled"}, "meeting_cancelled"),
    ],
)
def test_who_was_invited_hears_of_a_change_whatever_the_budget(coffee, columns, kind):
    budget(coffee, 1)
    assert invite(coffee, coffee.anna) == 1
    Message.objects.update(state="sent", sent_at=NOW)
    budget(coffee, 0)
    Meeting.objects.update(**columns)
    assert invite(coffee, coffee.anna) == 1
    assert mails_to(coffee.anna) == ["invitation", kind]


def test_news_and_what_answers_a_request_of_ones_own_goes(coffee, client):
    tell(coffee.anna, coffee.of, key="news", text="A date was moved")
    old = factories.link_for(coffee.anna, coffee.of, "test")
    client.post(f"/l/{token(old)}/renewal/")
    client.post("/sign-in/", {"email": coffee.anna.email})
    assert mails_to(coffee.anna) == ["notice", "link_renewed", "login_code"]


def token(link):
    return link_tokens.token(link.pk)
