"""What needs somebody can be put off until a day, or given to another coordinator, and comes back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.time.days import today_of
from partnerships import roles
from partnerships.models import PutOffNeed
from partnerships.needing import later
from tests import factories
from workplans.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
LATER = "/needs/later/"


@pytest.fixture
def task(coffee, ruth):
    """Long late, so that it needs the coordinator."""
    owner = factories.representative(factories.partner(coffee))
    return factories.task(coffee, "Book the hall", owner=owner, due_on=today_of(coffee) - timedelta(days=30))


@pytest.fixture
def daniel(coffee):
    return factories.coordinator(coffee, factories.person("Daniel Ochaya"))


def titles(person, partnership=None):
    return [need.title for need in later.needs_now(type(person).objects.get(pk=person.pk), partnership)]


def ask(client, task, **data):
    return client.post(
        LATER, {"address": task.get_absolute_url(), "state": "late", "title": task.title, **data}
    )


def test_each_row_has_a_way_to_put_it_off(as_, ruth, task):
    page = as_(ruth).get("/partnerships/coffee/").text
    assert f"{LATER}?address=%2Ftasks%2F{task.pk}%2F" in page


def test_what_is_put_off_is_gone_until_the_day_and_then_back(as_, ruth, daniel, coffee, task):
    tomorrow = today_of(ruth) + timedelta(days=1)
    assert ask(as_(ruth), task, until=tomorrow.isoformat()).status_code == 302
    assert titles(ruth, coffee) == titles(ruth) == []
    assert titles(daniel, coffee) == ["Book the hall"]
    PutOffNeed.objects.update(until=today_of(ruth))
    assert titles(ruth, coffee) == ["Book the hall"]


def test_what_is_given_away_says_so_to_who_has_it(as_, ruth, daniel, coffee, task):
    ask(as_(ruth), task, given_to=daniel.pk)
    assert titles(ruth, coffee) == []
    assert f"from {ruth}" in " ".join(as_(daniel).get("/partnerships/coffee/").text.split())
    assert f"from {ruth}" in " ".join(as_(daniel).get("/my-work/", follow=True).text.split())


def test_it_comes_back_when_whoever_had_it_can_not(as_, ruth, daniel, coffee, task):
    ask(as_(ruth), task, given_to=daniel.pk)
    type(daniel).objects.filter(pk=daniel.pk).update(is_active=False)
    assert titles(ruth, coffee) == ["Book the hall"]


def test_it_comes_back_when_whoever_had_it_does_not_coordinate_there_any_more(
    as_, ruth, daniel, coffee, task
):
    other = factories.partnership()
    for person in (ruth, daniel):
        factories.coordinator(other, person)
    assert ask(as_(ruth), task, given_to=daniel.pk).status_code == 302
    assert f"{daniel} has it" in as_(ruth).get(LATER).text
    roles.end(daniel.roles.get(partnership=coffee))
    assert titles(ruth, coffee) == titles(ruth) == ["Book the hall"]
    assert f"{daniel} has it" not in as_(ruth).get(LATER).text


def test_nothing_is_given_to_whom_it_does_not_need(as_, ruth, daniel, coffee, task):
    other = factories.partnership()
    for person in (ruth, factories.person("Ida")):
        factories.coordinator(other, person)
    ida = Person.objects.get(name="Ida")
    assert "This does not need Ida." in ask(as_(ruth), task, given_to=ida.pk).text
    answer = ask(as_(ruth), task, given_to=daniel.pk, address=f"/tasks/{task.pk + 1}/")
    assert answer.status_code == 422
    assert ask(as_(ruth), task, given_to=daniel.pk, state="risk").status_code == 422
    assert not PutOffNeed.objects.exists()


def test_in_another_state_it_is_another_need(as_, ruth, coffee, task):
    ask(as_(ruth), task, until=(today_of(ruth) + timedelta(days=9)).isoformat())
    Task.objects.filter(pk=task.pk).update(state="declined", closed_at=timezone.now())
    assert titles(ruth, coffee) == ["Book the hall"]


def test_it_is_brought_back_by_its_owner_alone(as_, ruth, daniel, coffee, task):
    row = later.put_off(ruth, task.get_absolute_url(), "late", until=today_of(ruth) + timedelta(days=5))
    as_(daniel).post(f"{LATER}{row.pk}/back/")
    assert titles(ruth, coffee) == []
    assert "Bring it back" in as_(ruth).get(LATER).text
    as_(ruth).post(f"{LATER}{row.pk}/back/")
    assert titles(ruth, coffee) == ["Book the hall"]


def test_putting_off_twice_is_one_row(as_, ruth, task):
    for days in (1, 2):
        ask(as_(ruth), task, until=(today_of(ruth) + timedelta(days=days)).isoformat())
    assert PutOffNeed.objects.get().until == today_of(ruth) + timedelta(days=2)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"until": "2020-01-01"},
        {"until": "soonish"},
        {"given_to": "0"},
        {"until": "2027-01-01", "address": "https://elsewhere.example/"},
        {"until": "2027-01-01", "address": "/no/such/page/"},
        {"until": "2027-01-01", "state": "nonsense"},
    ],
)
def test_what_can_not_be_put_off_says_why(as_, ruth, task, wrong):
    assert ask(as_(ruth), task, **wrong).status_code == 422
    assert not PutOffNeed.objects.exists()


def test_nothing_is_given_to_who_coordinates_nothing_of_theirs(as_, ruth, task):
    stranger = factories.coordinator(factories.partnership())
    assert ask(as_(ruth), task, given_to=stranger.pk).status_code == 422


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_one_comes_back_to_our_own_pages_alone(as_, ruth, task, back):
    tomorrow = today_of(ruth) + timedelta(days=1)
    data = {"address": task.get_absolute_url(), "state": "late", "until": tomorrow.isoformat()}
    answer = as_(ruth).post(LATER, data, query_params={"back": back})
    assert answer["Location"] == "/my-work/" or "evil" not in answer["Location"]
