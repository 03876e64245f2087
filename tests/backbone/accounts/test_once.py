"""Two clicks make one, a changed form makes another."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from backbone.accounts.models import Click
from meetings.models import Meeting
from partnerships.models import Partner
from tests import factories
from tests.together import together
from workplans.models import Task

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fast]


@pytest.fixture
def coffee():
    return factories.partnership("Coffee Platform", "coffee")


@pytest.fixture
def ruth(coffee):
    return factories.coordinator(coffee)


def browser_of(person):
    browser = Client()
    browser.force_login(person)
    return browser


def mark_on(page):
    return re.search(r'name="once" value="([0-9a-f-]{36})"', page.text)[1]


FORMS = [
    ("task_new", Task, {"title": "Call Anna"}),
    (
        "partner_new",
        Partner,
        {"organisation_name": "Rwenzori Growers"},
    ),
    ("meeting_new", Meeting, {"title": "Next", "starts_at": "2027-01-14T14:00", "minutes_planned": "60"}),
]


@pytest.mark.parametrize(("name", "model", "data"), FORMS)
def test_four_clicks_at_once_make_one(coffee, ruth, name, model, data):
    address = reverse(name, args=["coffee"])
    browser = browser_of(ruth)
    page = browser.get(address)
    sent = {**initial(page), **data, "once": mark_on(page)}
    answers = together(Click, *([lambda: browser_of(ruth).post(address, sent)] * 4))
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.url for answer in answers}) == 1
    assert model.objects.count() == 1


def initial(page):
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value() not in (None, [])}


def test_another_form_and_another_content_and_another_person_are_no_second_click(coffee, ruth):
    address, browser = reverse("task_new", args=["coffee"]), browser_of(ruth)
    page = browser.get(address)
    sent = {**initial(page), "title": "Call Anna", "once": mark_on(page)}
    browser.post(address, sent)
    browser.post(address, {**sent, "title": "Call Joy"})
    browser.post(address, {**sent, "once": mark_on(browser.get(address))})
    browser_of(factories.coordinator(coffee)).post(address, sent)
    assert sorted(Task.objects.values_list("title", flat=True)) == [
        "Call Anna",
        "Call Anna",
        "Call Anna",
        "Call Joy",
    ]


def test_what_was_refused_is_looked_at_again(coffee, ruth):
    address, browser = reverse("task_new", args=["coffee"]), browser_of(ruth)
    sent = {"title": "", "once": mark_on(browser.get(address))}
    assert [browser.post(address, sent).status_code for _ in range(2)] == [422, 422]
    assert not Click.objects.exists()


def test_each_form_of_a_page_has_a_mark_of_its_own(coffee, ruth):
    page = browser_of(ruth).get("/partnerships/coffee/roles/")
    marks = re.findall(r'name="once" value="([^"]+)"', page.text)
    assert len(marks) == len(set(marks)) > 1
