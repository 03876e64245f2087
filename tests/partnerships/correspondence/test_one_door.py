"""The door itself: nothing is written for a mail that is not made, and two at once have one effect."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.outbox import link_tokens
from backbone.outbox.mail import queue
from backbone.outbox.models import Message, SenderSettings
from backbone.panels import UnknownKind
from meetings.invitations import rounds
from meetings.models import Attendance, Meeting
from partnerships.correspondence import held_questions
from partnerships.correspondence.models import AccessLink, Confirmation, Correspondence
from partnerships.correspondence.sending import AskedEnough, send
from partnerships.models import Partnership
from tests import factories
from tests.together import together
from workplans import leads

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


@pytest.fixture
def coffee():
    """Anna of a partner, whose month has room for nothing."""
    of = factories.partnership("Coffee Platform", "coffee", asks_per_month=0)
    return SimpleNamespace(of=of, anna=factories.representative(factories.partner(of), factories.person()))


def token(link):
    return link_tokens.token(link.pk)


# Nothing is written for a mail that is not made


def test_posts_on_an_old_link_leave_no_link_behind_and_are_slowed_down(coffee, client):
    old = factories.link_for(coffee.anna, coffee.of, "test")
    AccessLink.objects.update(expires_at=timezone.now())
    statuses = [client.post(f"/l/{token(old)}/renewal/").status_code for _ in range(10)]
    assert statuses == [200] * 5 + [429] * 5
    assert Message.objects.get().kind == "link_renewed"
    assert sorted(AccessLink.objects.values_list("purpose", flat=True)) == ["preferences", "renewed", "test"]


@pytest.mark.parametrize("known", [True, False])
def test_a_renewal_is_slowed_down_whether_the_link_is_known_or_not(coffee, client, known):
    one = token(factories.link_for(coffee.anna, coffee.of, "test")) if known else "A" * 43
    statuses = [client.post(f"/l/{one}/renewal/").status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]


def again(coffee):
    return [factories.news(coffee.anna, coffee.of, "same") for _n in range(2)]


def without_address(coffee):
    return [factories.news(factories.person(email=None), coffee.of, "none")]


def without_room(coffee):
    return [factories.news(coffee.anna, coffee.of, "ask", kind="reminder", asks=1)]


@pytest.mark.parametrize(("drafts", "mails"), [(again, 1), (without_address, 0), (without_room, 0)])
def test_a_mail_that_is_not_made_leaves_no_row(coffee, drafts, mails):
    for draft in drafts(coffee):
        try:
            send(draft)
        except AskedEnough:
            assert drafts is without_room
    assert Message.objects.count() == Correspondence.objects.count() == AccessLink.objects.count() == mails


def test_a_kind_without_a_row_is_refused(coffee):
    with pytest.raises(UnknownKind):
        send(factories.news(coffee.anna, coffee.of, "k", kind="lottery"))
    with pytest.raises(UnknownKind):
        queue(kind="lottery", key="k", person=coffee.anna, context={})
    assert not Message.objects.exists()


# At the same moment


@pytest.fixture
def two(transactional_db):
    of = factories.partnership("Coffee Platform", "coffee", asks_per_month=1)
    return SimpleNamespace(of=of, anna=factories.representative(factories.partner(of), factories.person()))


def sending(two, key):
    def call():
        try:
            return send(
                factories.news(two.anna, two.of, key, kind="task_proposed", cause="t", asks=1, context=task)
            )
        except AskedEnough:
            return "enough"

    def task(link):
        return {"task": factories.task(two.of, "Look"), "link": link}

    return call


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("keys", "other"), [(("a", "a"), None), (("a", "b"), "enough")])
def test_two_sends_at_once_have_one_effect(two, keys, other):
    results = together(Person, *(sending(two, key) for key in keys))
    (message,) = [one for one in results if isinstance(one, Message)]
    assert other in results
    assert Message.objects.get() == message
    assert Correspondence.objects.get().asks == 1
    assert AccessLink.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_put_a_waiting_question_once(two):
    under = factories.objective(two.of)
    row = factories.milestone(under, lead_person=two.anna, lead_partner=two.of.partners.get())
    two.of.asks_per_month = 0
    two.of.save()
    leads.ask(row, by=None)
    SenderSettings.objects.create(address="b@example.org", held=False, released_at=timezone.now())
    two.of.asks_per_month = 1
    two.of.save()
    Confirmation.objects.update(next_try_at=timezone.now())
    together(Confirmation, held_questions.send_due, held_questions.send_due)
    assert Message.objects.get().kind == "task_lead"
    assert Confirmation.objects.get().held_at is None


@pytest.mark.django_db(transaction=True)
def test_a_coordinator_and_the_worker_invite_somebody_who_waited_once(transactional_db, time_machine):
    time_machine.move_to(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False)
    SenderSettings.objects.create(address="b@example.org", held=False, released_at=timezone.now())
    coffee = factories.coffee_meeting()
    Attendance.objects.update(state="")
    Partnership.objects.update(asks_per_month=0)

    def invite():
        meeting = Meeting.objects.get()
        return rounds.send(meeting, seen=rounds.mark_of(meeting), to={coffee.anna.pk}, by=coffee.ruth)

    assert (invite(), Confirmation.objects.exclude(held_at=None).count()) == (0, 1)
    Partnership.objects.update(asks_per_month=3)
    Confirmation.objects.update(next_try_at=timezone.now())
    assert sorted(together(Meeting, invite, held_questions.send_due)) == [0, 1]
    assert Message.objects.get().kind == "invitation"
    assert Confirmation.objects.get(answer="").held_at is None
