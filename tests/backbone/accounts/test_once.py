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
    ("task_new", Task, {"title": "Call Anna", "what": "Call Anna"}),
    ("partner_new", Partner, {"name": "Rwenzori Growers", "sector": "private", "kind": "member"}),
    ("meeting_new", Meeting, {"title": "Steering group", "date": "2027-01-05", "time": "10:00", "minutes": "60"}),
]
