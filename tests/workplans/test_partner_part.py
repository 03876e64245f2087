"""A partner's page before a call: what is open, what it leads, how it attended, and how to reach its people."""

import re
from datetime import timedelta

import pytest

from backbone.time.days import today_here
from tests import factories
from workplans.plan.partner_part import SHOWN

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return factories.partner(name="Growers’ Union")


@pytest.fixture
def grace(union):
    return factories.representative(
        union, factories.person("Grace Atuhe", "grace@coffee.example.org", phone="+256 700 1")
    )


@pytest.fixture
def page(client, union, grace):
    """What somebody reads on the partner's page, white space put together."""

    def read(who):
        client.force_login(who)
        return re.sub(r"\s+", " ", client.get(union.get_absolute_url()).text)

    return read


def work(union, owner, count):
    under = factories.objective(union.partnership)
    for n in range(count):
        due = today_here() + timedelta(days=n)
        factories.task(union.partnership, f"Task {n}", owner=owner, partner=union, due_on=due)
        factories.milestone(under, f"Milestone {n}", position=n, lead_partner=union, due=due)
    factories.milestone(
        under, "Reached long ago", lead_partner=union, state="reached", reached_on=today_here()
    )


def test_a_coordinator_reads_what_is_open_and_whom_to_call(union, grace, page):
    work(union, grace, 2)
    text = page(factories.coordinator(union.partnership))
    for words in ("Task 1", "Milestone 1", "All 2", "Requests in the last 30 days", "Call list"[:4]):
        assert words in text
    assert 'href="mailto:grace@coffee.example.org"' in text
    assert 'href="tel:%2B256%20700%201"' in text
    assert f"?person={grace.pk}" in text
    assert "Reached long ago" not in text


def test_of_many_the_first_are_shown_and_a_link_leads_to_all(client, union, grace, page):
    work(union, grace, SHOWN + 2)
    factories.task(union.partnership, "Of somebody else", partner=factories.partner(union.partnership))
    text = page(grace)
    assert f"Task {SHOWN - 1}" in text
    assert f"Task {SHOWN} " not in text
    assert f"Milestone {SHOWN}<" not in text
    (tasks,) = re.findall(r'href="([^"]+\?partner=\d+)"', text)
    rows = client.get(tasks).text
    assert f"Task {SHOWN + 1}" in rows
    assert "Of somebody else" not in rows
    (leads,) = re.findall(r'href="([^"]+\?lead=\d+&amp;show=unfinished)"', text)
    assert f"Milestone {SHOWN + 1}" in client.get(leads.replace("&amp;", "&")).text


def test_others_see_neither_its_attendance_nor_addresses_that_are_not_shown(union, page):
    text = page(factories.representative(factories.partner(union.partnership)))
    assert "Requests in the last 30 days" not in text
    assert "grace@coffee.example.org" not in text


def test_while_nothing_is_open_nothing_of_it_stands_there(union, grace, page):
    assert 'id="open-tasks"' not in page(grace)
