"""How much each list and each form asks and sends when there is one row of everything, and when there are 300.

A page is entered here as a list or a form, with its queries (exactly) and its kilobytes (at most, rounded up to
five), or below as one that shows one row. What grows with the data is bounded, or its entry says how far it is not.
"""

import math

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.growth import Growth, grow
from meetings.models import Meeting
from partnerships.models import Partner, Partnership
from tests.access_table import addresses
from tests.walks.test_query_counts import COUNTS
from workplans.models import Milestone, Objective, Task

pytestmark = pytest.mark.django_db

# {page: ((queries, KB) for one row of everything, the same for 300)}
BOUNDS = {
    "attendance": ((13, 15), (13, 115)),
    "bodies": ((6, 10), (6, 10)),
    "body_new": ((7, 15), (7, 75)),
    "correspondence": ((8, 10), (8, 45)),
    "decisions": ((7, 15), (7, 40)),
    "waiting_mail": ((20, 10), (20, 70)),
    "impact": ((16, 15), (16, 135)),
    "imports": ((6, 15), (6, 15)),
    "meeting": ((13, 25), (13, 140)),
    "meeting_closing": ((8, 15), (8, 45)),
    "meeting_edit": ((8, 15), (7, 15)),
    "meeting_invitation": ((16, 15), (16, 165)),
    "meeting_issue": ((19, 15), (20, 215)),
    "meeting_new": ((9, 15), (8, 15)),
    "meetings": ((7, 10), (9, 25)),
    "milestone": ((19, 20), (19, 35)),
    "milestone_edit": ((14, 15), (13, 85)),
    "milestone_new": ((12, 15), (11, 80)),
    "milestones_found": ((4, 5), (4, 5)),
    "minutes": ((11, 15), (11, 60)),
    "my_work": ((24, 15), (24, 20)),
    "objective_new": ((6, 10), (6, 10)),
    "partners": ((12, 10), (13, 45)),
    "partner": ((9, 15), (9, 15)),
    "partnership": ((29, 15), (32, 40)),
    "partnerships": ((4, 10), (4, 10)),
    "people_found": ((4, 5), (4, 5)),
    "people_paste": ((5, 10), (5, 10)),
    "plan": ((14, 20), (14, 120)),
    "report_new": ((7, 10), (7, 10)),
    "reports": ((5, 10), (5, 10)),
    "roles": ((9, 15), (8, 15)),
    "settings": ((5, 45), (5, 45)),
    "setup": ((7, 15), (7, 15)),
    "task_edit": ((9, 15), (10, 30)),
    "task_new": ((9, 15), (8, 30)),
    "tasks": ((8, 10), (12, 65)),
    "tasks_paste": ((5, 10), (5, 10)),
    "waiting_mail_everywhere": ((18, 15), (18, 80)),
    "people": ((7, 20), (7, 30)),
    "outcome_new": ((7, 10), (7, 10)),
    "story_new": ((5, 15), (5, 15)),
    "impact_decisions": ((7, 10), (7, 10)),
    "partner_new": ((6, 15), (6, 15)),
    "partnership_edit": ((7, 65), (7, 65)),
}
# Pages of one row, or of the person's own account: nothing on them is a list of what grows.
ONE_ROW = """
    agenda_item agreement agreement_edit agreement_issue agreement_preview forthcoming_mail
    benefit_edit benefit_new body_edit clause_edit contribution_edit contribution_new
    correspondence_message decision waiting_message import_run import_sheets indicator line
    line_owner link measurement_edit measurement_new meeting_invitation_preview meeting_issued
    meeting_mail_preview mfa_activate_totp mfa_generate_recovery_codes mfa_index minutes_version
    objective own_address partner_edit partner_notes partner_withdrawal partnership_new password
    plan_settings purpose_history report representative_edit representative_new resource sent_mail
    smart_answer story story_edit task valuation discount_rate_new hour_value_new indicator_edit
    indicator_new indicator_retirement measurement_striking outcome_edit outcome_retirement
    valuation_edit valuation_new verify version_status forthcoming_mail_everywhere mail_settings
    person
"""
MOST = 150
# Who is mailed is decided by ticking names, all on one page.
UNBOUNDED = {"meeting_invitation", "meeting_issue"}
ROWS_OF = {
    "meeting": Meeting,
    "milestone": Milestone,
    "objective": Objective,
    "partner": Partner,
    "task": Task,
}


def size(rows):
    """A partnership with so many of everything, beside the demo."""
    return Growth(f"of-{rows}", 1, rows, 1, rows, rows, rows, rows, is_coordinated=True)


def kwargs(name, of, parameters):
    """What the page's address is made of, in this partnership."""
    if parameters == ("slug",):
        return {"slug": of.slug}
    if not parameters:
        return {}
    model = ROWS_OF[KINDS.get(name, name.partition("_")[0])]
    return {"pk": model.objects.filter(partnership=of).latest("pk").pk}


KINDS = {"attendance": "meeting", "minutes": "meeting"}


def measured(client, name, of):
    """(queries, bytes rounded up to five KB) of a page."""
    address = reverse(name, kwargs=kwargs(name, of, dict(addresses())[name]))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200, name
    return len(asked), math.ceil(len(answer.content) / 5000) * 5


def test_every_page_is_entered_as_a_list_or_a_form_or_as_one_of_a_single_row():
    assert {*BOUNDS} | {*ONE_ROW.split()} == {name for counts in COUNTS.values() for name in counts}
    assert not {*BOUNDS} & {*ONE_ROW.split()}


def who_asks(world, name):
    return next(world.people[role] for role, counts in COUNTS.items() if name in counts)


@pytest.mark.parametrize(("rows", "place"), [(1, 0), (300, 1)])
def test_lists_and_forms_ask_and_send_what_is_entered(world, client, rows, place):
    grow(size(rows))
    of, differing = Partnership.objects.get(slug=f"of-{rows}-0"), []
    for name, bounds in BOUNDS.items():
        client.force_login(who_asks(world, name))
        queries, kilobytes = measured(client, name, of)
        if queries != bounds[place][0] or kilobytes > bounds[place][1]:
            differing.append(f"{name}: {queries, kilobytes}, not {bounds[place]}")
    assert not differing, "; ".join(differing)


def test_no_list_and_no_form_is_larger_than_can_be_sent_at_once():
    assert {name for name, (_one, many) in BOUNDS.items() if many[1] > MOST} == UNBOUNDED
