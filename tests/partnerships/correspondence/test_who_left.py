"""Nothing goes to who left, and what waited goes when they are back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from backbone.outbox.models import Message
from backbone.time.days import today_of
from partnerships import partners, removing
from partnerships.correspondence import digest_mornings, held_questions, waiting_mail
from partnerships.correspondence.links import with_part
from partnerships.correspondence.models import Confirmation, Notice
from partnerships.correspondence.sending import send
from partnerships.taking_part import who_left
from tests import factories
from tests.partnerships.hung_on import end, seat_of
from workplans import reminders
from workplans.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


@pytest.fixture
def anna(coffee):
    return factories.representative(factories.partner(coffee, "Co-op"), factories.person("Anna Bakker"))


def test_no_mail_and_no_reminder_goes_to_who_left(
    as_ruth, hung, coffee, peter, anna, released, on_a_working_day
):
    moment = timezone.now()
    factories.task(coffee, owner=anna, due_on=today_of(coffee))
    Task.objects.filter(owner__in=[peter, anna]).update(next_reminder_at=moment)
    send(factories.news(peter, coffee, "before"))
    end(as_ruth, peter)
    assert who_left([(peter, coffee)]) == {(peter.pk, coffee.pk)}
    assert reminders.send_due() == 1
    assert Message.objects.get(kind="reminder").recipient == anna
    # Its step is not taken, so that it is said when they are back.
    assert Task.objects.get(pk=hung["task_edit"].pk).next_reminder_at == moment
    assert send(factories.news(peter, coffee, "after")) is None
    assert [mail for mail in waiting_mail.forthcoming(coffee) if mail.person == peter] == []


def test_no_digest_speaks_of_a_partnership_that_somebody_left(as_ruth, hung, peter, coffee, released):
    type(peter).objects.filter(pk=peter.pk).update(
        mail_preference="digest", next_digest_at=timezone.now() - timedelta(minutes=1)
    )
    Task.objects.filter(pk=hung["task_edit"].pk).update(next_reminder_at=timezone.now())
    assert [mail for mail in waiting_mail.forthcoming(coffee) if mail.person == peter] != []
    end(as_ruth, peter)
    assert [mail for mail in waiting_mail.forthcoming(coffee) if mail.person == peter] == []
    Notice.objects.create(partnership=coffee, person=peter, key="news", text="News that nobody said yet")
    assert [mail for mail in waiting_mail.forthcoming(coffee) if mail.person == peter] == []
    assert digest_mornings.send_due() == 0


def test_a_guest_who_never_had_a_part_has_left_nothing(coffee):
    assert who_left([(factories.person(), coffee)]) == set()


def test_a_mail_that_waits_goes_when_they_are_back(hung, peter, coffee, union):
    message = send(factories.news(peter, coffee, "held"))
    assert message in Message.objects.due()
    partners.withdraw(union, today_of(coffee))
    assert message not in Message.objects.due()
    assert message not in waiting_mail.waiting_messages(coffee)
    partners.take_back_withdrawal(union)
    assert message in Message.objects.due()


def test_a_question_that_waits_for_room_waits_unseen_until_they_are_back(
    as_ruth, hung, peter, coffee, released
):
    question = Confirmation.objects.create(
        partnership=coffee,
        person=peter,
        kind="milestone_lead",
        subject_id=hung["milestone_edit"].pk,
        question="Do you lead it?",
        held_at=timezone.now(),
        next_try_at=timezone.now(),
    )
    assert "Do you lead it?" in as_ruth.get("/partnerships/coffee/").text
    end(as_ruth, peter)
    assert "Do you lead it?" not in as_ruth.get("/partnerships/coffee/").text
    assert [mail for mail in waiting_mail.forthcoming(coffee) if mail.person == peter] == []
    moment = question.next_try_at
    held_questions.send_due()
    question.refresh_from_db()
    assert question.next_try_at == moment
    as_ruth.post(reverse("representative_return", args=[seat_of(peter).pk]))
    assert "Do you lead it?" in as_ruth.get("/partnerships/coffee/").text


def test_a_digest_of_somebody_who_stays_elsewhere_leaves_out_what_they_left(as_ruth, peter, coffee, released):
    end(as_ruth, peter)
    other = factories.partnership("Elsewhere")
    factories.representative(factories.partner(other), peter)
    due = {"mail_preference": "digest", "next_digest_at": timezone.now() - timedelta(minutes=1)}
    type(peter).objects.filter(pk=peter.pk).update(**due)
    for of in (coffee, other):
        Notice.objects.create(partnership=of, person=peter, key=of.slug, text=f"News of {of.name}")
    assert digest_mornings.send_due() == 1
    text = Message.objects.get(recipient=peter, kind="digest").text
    assert "News of Elsewhere" in text
    assert "News of Coffee Platform" not in text


def opens(link):
    return with_part().filter(pk=link.pk, revoked_at=None, has_part=True).exists()


def test_links_of_a_removed_partners_people_open_nothing_there_any_more(coffee, ruth, union, peter):
    elsewhere, guest = factories.partnership(), factories.person("A guest")
    links = [factories.link_for(*of, "x") for of in ((peter, coffee), (peter, elsewhere), (guest, coffee))]
    removal = removing.remove(union, by=ruth, page="/somewhere/")
    assert [opens(link) for link in links] == [False, True, True]
    removing.bring_back(removal, by=ruth)
    assert [opens(link) for link in links] == [False, True, True]


def test_links_of_who_takes_part_for_another_partner_too_go_on(coffee, ruth, union, peter, anna):
    factories.representative(seat_of(anna).partner, peter)
    link = factories.link_for(peter, coffee, "x")
    removing.remove(union, by=ruth, page="/somewhere/")
    assert opens(link)
