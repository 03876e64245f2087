"""Pages that are a form: where the focus begins, and saving one to add another."""

import re

import pytest

from partnerships.models import Benefit, Contribution
from tests import factories
from workplans.models import Milestone, Task

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


@pytest.fixture
def of(client):
    of = factories.partnership(slug="coffee")
    client.force_login(factories.coordinator(of))
    return of


def focused(client, address):
    """The names of the fields in which the page begins."""
    page = client.get(address).text
    return re.findall(r'<(?:input|select|textarea)(?=[^>]*autofocus)[^>]*name="([^"]*)"', page)


def test_a_fresh_form_begins_in_its_first_field(client, of):
    partner = factories.partner(of)
    objective = factories.objective(of)
    assert focused(client, "/partnerships/coffee/tasks/new/") == ["title"]
    assert focused(client, f"/partners/{partner.pk}/edit/") == ["role"]
    assert focused(client, f"/partners/{partner.pk}/benefits/new/") == ["description"]
    assert focused(client, f"/partnerships/coffee/milestones/new/?objective={objective.pk}") != []


def test_a_form_with_errors_begins_at_their_summary(client, of):
    page = client.post("/partnerships/coffee/tasks/new/", {"title": ""}).text
    assert page.count("autofocus") == 1
    assert 'role="alert" tabindex="-1" autofocus' in page


def test_one_is_saved_and_the_form_is_there_again_for_another(client, of):
    partner, objective = factories.partner(of), factories.objective(of)
    forms = [
        ("/partnerships/coffee/tasks/new/", {"title": "One"}, Task),
        (f"/partners/{partner.pk}/benefits/new/", {"description": "One"}, Benefit),
        (
            f"/partners/{partner.pk}/contributions/new/",
            {"description": "One", "kind": "kind", "state": "pledged"},
            Contribution,
        ),
        (
            f"/partnerships/coffee/milestones/new/?objective={objective.pk}",
            {"title": "One", "objective": objective.pk},
            Milestone,
        ),
    ]
    for address, data, model in forms:
        assert "Save and add another" in client.get(address).text
        answer = client.post(address, {**data, "another": "1"})
        assert answer["Location"] == address
        assert model.objects.count() == 1


def test_an_old_row_has_no_another(client, of):
    task = factories.task(of)
    assert "Save and add another" not in client.get(f"/tasks/{task.pk}/edit/").text
