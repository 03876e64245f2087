"""The demo: loads on any day, looks lived in, and goes without a trace."""

from datetime import date

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command

from backbone.accounts.models import Person
from demo import loading
from partnerships.models import Partnership
from partnerships.signing.models import Acceptance
from tests import factories
from workplans.models import Task

pytestmark = pytest.mark.django_db


def rows():
    """How many rows each table has, history included."""
    return {model._meta.label: model.objects.count() for model in apps.get_models() if model._meta.managed}


@pytest.mark.fast
def test_it_has_two_partnerships_with_tasks_in_every_state(world):
    assert set(Partnership.objects.values_list("language", flat=True)) == {"en", "nl"}
    assert set(Task.objects.values_list("state", flat=True)) == set(Task.State.values)
    assert Task.objects.late().exists()


def test_what_was_signed_on_paper_has_its_scan_and_nobody_recorded_what_came_by_mail():
    loading.load()
    said = Acceptance.objects.filter(partnership__is_demo=True)
    assert {row.covers.count() for row in said.filter(way="paper")} == {1}
    assert set(said.filter(way="mail").values_list("recorded_by", flat=True)) == {None}


def test_loading_twice_adds_nothing():
    call_command("demo", "load")
    before = rows()
    assert not loading.load()
    assert rows() == before


def test_removing_it_leaves_what_was_there_before_and_nothing_else():
    factories.coordinator(factories.partnership())
    before = rows()
    loading.load()
    loading.remove()
    assert {label: n for label, n in rows().items() if n != before[label]} == {}


@pytest.mark.parametrize(
    "day",
    [
        date(2028, 2, 29),
        *(pytest.param(date(2027, m, d), marks=pytest.mark.long) for m, d in ((1, 1), (3, 31))),
    ],
)
def test_it_loads_on_any_day(day):
    with time_machine.travel(day):
        assert loading.load()


@pytest.mark.fast
def test_nobody_in_it_has_a_real_address(world):
    assert all(person.email.endswith(".example.org") for person in Person.objects.filter(is_demo=True))
