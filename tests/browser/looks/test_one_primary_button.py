"""A page has one thing that it is for: of the buttons in the accent's colour at most one is seen when it opens."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from backbone.time.days import today_here
from tests import factories
from tests.browser.inspection import DESK
from tests.browser.test_every_page import OWN_PAGES, PARTS, open_as, pages
from workplans.models import Task

pytestmark = pytest.mark.django_db(transaction=True)

PRIMARY = """() => [...document.querySelectorAll("main .btn")].filter(
    (one) => one.checkVisibility({visibilityProperty: true}) && !one.closest(".vh")
      && !one.matches(".btn--plain, .btn--quiet, .btn--link")
  ).map((one) => one.textContent.trim().replace(/\\s+/g, " "))"""
OPEN_FORMS = """() => [...document.querySelectorAll("main form")].filter((form) => [...form.elements].some(
    (one) => one.matches("input, textarea, select") && one.type !== "hidden" && one.checkVisibility())).length"""


def walk(names, role, world, page, sign_in, site):
    """{name: its primary buttons}, of those pages that have more than one."""
    _inspection, at = open_as(world, role, page, sign_in, site)
    page.set_viewport_size(DESK)
    found = {}
    for name in names:
        page.goto(at(name))
        buttons = page.evaluate(PRIMARY)
        if len(buttons) > 1:
            found[name] = buttons
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_a_coordinators_page_has_one_primary_button(part, world, page, sign_in, site):
    assert walk(pages("coordinator")[part::PARTS], "coordinator", world, page, sign_in, site) == {}


@pytest.mark.parametrize("role", OWN_PAGES)
def test_a_page_has_one_primary_button(role, world, page, sign_in, site):
    assert walk(pages(role), role, world, page, sign_in, site) == {}


def fields_of(state):
    """What a task has in this state."""
    if state == "more time":
        return {"wanted_due_on": today_here() + timedelta(days=9), "wanted_reason": "The board"}
    return {"state": state, "closed_at": timezone.now() if state in ("done", "dropped") else None}


@pytest.mark.parametrize("state", ["proposed", "open", "more time", "done", "dropped"])
@pytest.mark.parametrize("who", ["owner", "coordinator"])
def test_a_task_has_one_primary_button_and_one_open_form_in_each_state(who, state, page, sign_in, site):
    grace = factories.representative(who=factories.person("Grace"))
    of = grace.represents.get().partnership
    task = factories.task(of, "Agree the sites", owner=grace, due_on=today_here())
    Task.objects.update(**fields_of(state))
    sign_in(grace if who == "owner" else factories.coordinator(of))
    page.goto(site + reverse("task", args=[task.pk]))
    assert len(page.evaluate(PRIMARY)) <= 1
    assert page.evaluate(OPEN_FORMS) <= 1
