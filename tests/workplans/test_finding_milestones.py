"""Choosing among many milestones: one for a task, several that a milestone waits for."""

import pytest
from django.urls import reverse

from backbone.pages.search_field import FEW
from tests import factories
from workplans.models import Milestone, Task
from workplans.plan.finding import one_of, some_of

pytestmark = pytest.mark.django_db
TITLES = [
    "Train the trainers",
    "Trainers paid",
    "Nursery built; roof on",
    "M4 motorway closed",
    "100% planted",
]


@pytest.fixture
def of():
    of = factories.partnership("Crowd", slug="crowd")
    under = factories.objective(of)
    for title in [*TITLES, *(f"Step {n}" for n in range(FEW))]:
        factories.milestone(under, title)
    return of


@pytest.fixture
def signed_in(of, client):
    client.force_login(factories.coordinator(of))
    return client


ONE = {
    "M3": [3],
    "m 3": [3],
    "M3 Nursery built; roof on": [3],
    "nursery": [3],
    "trainers": [1, 2],
    "TRAIN the": [1],
    "M4 motorway": [4],
    "%": [5],
    "100% planted": [5],
    "M99": [],
    "nothing": [],
    " ": [],
}


@pytest.mark.parametrize(("words", "numbers"), ONE.items())
def test_words_find_titles_and_numbers_find_their_milestone(of, words, numbers):
    rows = one_of(of, of.milestones.all())["find"](words)
    assert sorted(row.number for row in rows) == numbers


SEVERAL = {
    "M1, M3": ([1, 3], True),
    "m1 m3 M5": ([1, 3, 5], True),
    "M1 and M2": ([1, 2], True),
    "M1 en M2": ([1, 2], True),
    "M7": ([7], True),
    "M1, M99": ([], False),
    "trainers": ([1, 2], False),
    "M4 motorway": ([4], False),
    "100": ([5], False),
}


@pytest.mark.parametrize(("words", "meant"), SEVERAL.items())
def test_numbers_alone_mean_all_of_them(of, words, meant):
    rows, are_all_meant = some_of(of, of.milestones.all())["find"](words)
    assert (sorted(row.number for row in rows), are_all_meant) == meant


def form(of, **own):
    return {"objective": of.objectives.get().pk, "title": "Another", "mode": "", **own}


def waits_for(title="Another"):
    return {row.number for row in Milestone.objects.get(title=title).depends_on.all()}


def test_a_milestone_waits_for_those_that_are_chosen_and_for_typed_ones(of, signed_in):
    chosen = of.milestones.get(number=5).pk
    own = {"depends_on": [chosen], "depends_on-words": "M1, M3"}
    assert signed_in.post(reverse("milestone_new", args=["crowd"]), form(of, **own)).status_code == 302
    assert waits_for() == {1, 3, 5}
    edit = reverse("milestone_edit", args=[Milestone.objects.get(title="Another").pk])
    page = signed_in.get(edit).text
    assert page.count("checked> M") == 3
    own = {"depends_on": [chosen], "revision": 0}
    assert signed_in.post(edit, form(of, **own)).status_code == 302
    assert waits_for() == {5}


def test_of_several_that_are_meant_it_is_asked_which(of, signed_in):
    address = reverse("milestone_new", args=["crowd"])
    chosen = of.milestones.get(number=5).pk
    page = signed_in.post(address, form(of, **{"depends_on": [chosen], "depends_on-words": "trainers"})).text
    assert "can mean several" in page
    assert "checked> M5" in page
    for number in (1, 2):
        key = of.milestones.get(number=number).pk
        assert f'<input type="checkbox" name="depends_on" value="{key}"> M{number}' in page
    own = {"depends_on": [chosen, of.milestones.get(number=2).pk], "depends_on-words": ""}
    assert signed_in.post(address, form(of, **own)).status_code == 302
    assert waits_for() == {2, 5}


@pytest.mark.parametrize("words", ["unheard of", "M1, M99"])
def test_what_is_not_found_is_said_and_what_was_typed_stays(of, signed_in, words):
    page = signed_in.post(
        reverse("milestone_new", args=["crowd"]), form(of, **{"depends_on-words": words})
    ).text
    assert "was not found" in page
    assert f'value="{words}"' in page


def test_a_milestone_of_another_partnership_cannot_be_chosen(of, signed_in):
    other = factories.milestone(title="Secret trainers")
    address = reverse("milestone_new", args=["crowd"])
    answer = signed_in.post(address, form(of, depends_on=[other.pk]))
    assert answer.status_code == 422
    assert "Secret" not in answer.text
    found = reverse("milestones_found", args=["crowd"])
    assert "Secret" not in signed_in.get(found, {"field": "q", "q": "trainers"}).text


def test_nothing_waits_for_itself_by_its_number(of, signed_in):
    row = of.milestones.get(number=1)
    own = {"title": row.title, "depends_on-words": "M1", "revision": row.revision}
    page = signed_in.post(reverse("milestone_edit", args=[row.pk]), form(of, **own)).text
    assert "was not found" in page


@pytest.mark.parametrize("words", ["M3", "M3 Nursery built; roof on", "nursery"])
def test_a_task_is_put_under_a_milestone_by_its_words(of, signed_in, words):
    own = {"title": "Count the trees", "milestone-words": words}
    assert signed_in.post(reverse("task_new", args=["crowd"]), own).status_code == 302
    assert Task.objects.get().milestone.number == 3


def test_a_new_task_under_a_milestone_begins_with_it(of, signed_in):
    row = of.milestones.get(number=3)
    page = signed_in.get(f"{reverse('task_new', args=['crowd'])}?milestone={row.pk}").text
    assert f'value="{row}"' in page


def test_while_one_types_the_server_offers_them(of, signed_in):
    address = reverse("milestones_found", args=["crowd"])
    page = signed_in.get(address, {"field": "q", "q": "trainers"}).text
    assert page.count("<option") == 2
    assert 'value="M1 Train the trainers"' in page
