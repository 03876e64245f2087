"""What a button of "Needs you" says is done where it stands, and comes back there."""

from datetime import timedelta

import pytest
from django.urls import reverse

from backbone.outbox.models import Message
from backbone.time.days import today_of
from partnerships.models import PrivateNote
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
OVERVIEW = "/partnerships/coffee/"


@pytest.fixture
def union(coffee):
    return factories.partner(coffee, "Kigezi Union")


@pytest.fixture
def peter(union):
    person = factories.person("Peter Mugabo", phone="+256 772 123456")
    return factories.representative(union, person, capacity="lead")


@pytest.fixture
def late(coffee):
    return today_of(coffee) - timedelta(days=30)


def test_a_late_task_leads_to_the_number_and_to_what_they_say(as_, ruth, coffee, union, peter, late):
    task = factories.task(coffee, "Book the hall", owner=peter, partner=union, due_on=late)
    calls = f"{reverse('calls', args=['coffee'])}?person={peter.pk}"
    assert f'hx-get="{calls}&amp;back=%2Fpartnerships%2Fcoffee%2F"' in as_(ruth).get(OVERVIEW).text
    page = as_(ruth).get(calls).text
    assert 'id="spot"' in page
    assert "+256 772 123456" in page
    told = {"person": peter.pk, "kind": "task", "key": task.pk, "answer": "done", "way": "phone"}
    address = f"{reverse('call_answer', args=['coffee'])}?person={peter.pk}&back={OVERVIEW}"
    answer = as_(ruth).post(address, {**told, "on": today_of(coffee).isoformat()})
    assert answer["Location"] == OVERVIEW
    task.refresh_from_db()
    assert task.state == "done"


def test_with_whom_nothing_is_open_is_shown_with_the_number(as_, ruth, peter):
    page = as_(ruth).get(f"{reverse('calls', args=['coffee'])}?person={peter.pk}").text
    assert "+256 772 123456" in page
    assert "Nothing of this list is open with them" in page


def test_nobody_of_another_partnership_is_shown(as_, ruth, coffee):
    elsewhere = factories.representative(factories.partner(factories.partnership()), factories.person("Else"))
    assert "Else" not in as_(ruth).get(f"{reverse('calls', args=['coffee'])}?person={elsewhere.pk}").text


def test_the_lead_is_asked_by_the_button(as_, ruth, coffee, union, peter, late):
    row = factories.milestone(
        factories.objective(coffee), lead_partner=union, lead_person=peter, due=late, state="at_risk"
    )
    ask = reverse("milestone_lead_request", args=[row.pk])
    assert f'action="{ask}"' in as_(ruth).get(OVERVIEW).text
    assert as_(ruth).post(ask, {"back": OVERVIEW})["Location"] == OVERVIEW
    assert Message.objects.get().recipient == peter


def test_a_lead_is_named_on_the_spot(as_, ruth, coffee, peter, late):
    row = factories.milestone(factories.objective(coffee), due=late, state="at_risk")
    form = f"{reverse('milestones_several', args=['coffee'])}?milestone={row.pk}"
    assert f'hx-get="{form}&amp;back=' in as_(ruth).get(OVERVIEW).text
    assert 'id="spot"' in as_(ruth).get(form).text


def test_a_call_is_noted_beside_the_number(as_, ruth, union, peter):
    page = reverse("partner_notes", args=[union.pk])
    assert "+256 772 123456" in as_(ruth).get(page).text
    answer = as_(ruth).post(f"{page}?about=call&back={OVERVIEW}", {"about": "call", "text": "All is well"})
    assert answer["Location"] == OVERVIEW
    assert PrivateNote.objects.get().text == "All is well"


def test_many_of_a_kind_are_five_and_the_others_open(as_, ruth, coffee, peter, late):
    for n in range(12):
        factories.task(coffee, f"Late task {n}", owner=peter, due_on=late)
    page = as_(ruth).get(OVERVIEW).text
    assert page.partition('<h2 id="partners"')[0].count(">Late task ") == 5
    assert "7 more" in " ".join(page.split())
    assert '?group=tasks-late#needs-you"' in page
    opened = as_(ruth).get(f"{OVERVIEW}?group=tasks-late").text
    assert opened.partition('<h2 id="partners"')[0].count(">Late task ") == 12
    assert "Only: Tasks" in opened
    assert "12 things need you" in " ".join(as_(ruth).get("/my-work/").text.split())
