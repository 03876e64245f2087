"""How much each list and each form asks and sends when there is one row of everything, and when there are 300.

A page is entered here as a list or a form, with its queries (exactly) and its kilobytes (at most, rounded up to
five), or below as one that shows one row. What grows with the data is bounded, or its entry says why it is not.
"""

import math

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.growth import Growth, grow
from meetings.models import Attendance, Meeting
from partnerships.models import Partnership, Representative
from tests.access_table import addresses
from tests.walks.growth.depth import deepen
from tests.walks.growth.test_query_counts import COUNTS
from tests.world import World

pytestmark = pytest.mark.django_db

# Bytes by which a page is longer where keys have more digits, since other tests used the database before.
KEYS = 500
# {page: ((queries, KB) for one row of everything, the same for 300)}
BOUNDS = {
    "agenda_item": ((7, 15), (7, 30)),
    "agreement": ((52, 75), (53, 150)),
    "agreement_preview": ((24, 25), (24, 315)),
    "agreement_propose": ((33, 15), (33, 55)),
    "signing_round": ((25, 15), (25, 45)),
    "signing_round_ceremony": ((6, 15), (6, 110)),
    "signing_round_sending": ((15, 15), (15, 110)),
    "agreement_papers": ((10, 15), (10, 35)),
    "version_difference": ((8, 25), (8, 65)),
    "own_part": ((17, 15), (17, 50)),
    "signed_scan_partners": ((7, 15), (7, 110)),
    "attendance": ((14, 15), (13, 120)),
    "bin": ((6, 15), (7, 30)),
    "bodies": ((8, 15), (8, 25)),
    "body": ((20, 15), (21, 45)),
    "body_ask_new": ((6, 15), (6, 25)),
    "body_edit": ((16, 15), (12, 80)),
    "body_new": ((11, 15), (9, 75)),
    "calls": ((12, 15), (13, 75)),
    "contact_addresses": ((6, 10), (6, 45)),
    "contacts": ((14, 15), (15, 85)),
    "correspondence": ((8, 15), (8, 45)),
    "decisions": ((7, 15), (7, 45)),
    # Grown rows have no trail: tests/partnerships/past/test_history.py has them with one.
    "give_and_get": ((9, 15), (10, 45)),
    "asked_and_agreed": ((12, 15), (12, 30)),
    "ledger": ((11, 20), (13, 110)),
    "history": ((11, 15), (10, 15)),
    "impact": ((18, 15), (21, 60)),
    "impact_decisions": ((7, 15), (9, 30)),
    "import_run": ((9, 15), (9, 70)),
    "imports": ((6, 15), (6, 15)),
    "indicator": ((6, 15), (6, 50)),
    "line_owner": ((11, 15), (11, 55)),
    "measurement_edit": ((9, 15), (9, 30)),
    "measurement_new": ((7, 15), (7, 25)),
    "meeting": ((13, 15), (13, 80)),
    "meeting_closing": ((8, 15), (8, 75)),
    "meeting_edit": ((10, 15), (9, 45)),
    "meeting_invitation": ((25, 15), (25, 40)),
    "call_message": ((12, 10), (12, 10)),
    "meeting_remark_told": ((8, 15), (7, 15)),
    "meeting_issue": ((26, 15), (27, 145)),
    "meeting_issued": ((9, 15), (9, 45)),
    "meeting_mail_preview": ((24, 40), (25, 40)),
    "meeting_new": ((11, 15), (10, 45)),
    "meetings": ((9, 15), (9, 30)),
    "milestone": ((21, 25), (22, 60)),
    "milestone_edit": ((15, 20), (14, 100)),
    "milestone_new": ((12, 20), (11, 95)),
    "milestones_found": ((4, 5), (4, 5)),
    "minutes": ((15, 15), (15, 140)),
    "minutes_version": ((8, 15), (8, 115)),
    "word_answer": ((18, 15), (18, 45)),
    "word_reading": ((10, 15), (11, 45)),
    "word_readings": ((11, 10), (12, 15)),
    "my_work": ((64, 30), (64, 30)),
    "objective": ((6, 15), (6, 25)),
    "objective_new": ((6, 15), (6, 25)),
    "organisation": ((13, 10), (14, 15)),
    "outcome_edit": ((6, 15), (6, 25)),
    "outcome_new": ((7, 15), (7, 25)),
    "partner": ((32, 25), (35, 75)),
    "partner_new": ((6, 15), (6, 15)),
    "partner_notes": ((7, 15), (8, 35)),
    "partner_withdrawal": ((20, 15), (17, 15)),
    "partners": ((14, 15), (14, 50)),
    "partnership": ((69, 25), (71, 55)),
    "partnership_edit": ((10, 55), (10, 75)),
    "partnerships": ((5, 10), (6, 35)),
    "people": ((7, 25), (7, 40)),
    "people_found": ((4, 5), (4, 5)),
    "people_paste": ((5, 10), (5, 15)),
    "plan": ((15, 20), (15, 130)),
    "prospect_edit": ((10, 15), (7, 15)),
    "prospect_new": ((7, 15), (6, 15)),
    "link": ((21, 10), (22, 10)),
    "canvas": ((7, 15), (9, 50)),
    "canvas_asking": ((6, 10), (10, 25)),
    "canvas_filling": ((8, 15), (8, 85)),
    "comments": ((18, 15), (18, 55)),
    "comments_asking": ((13, 15), (13, 25)),
    "own_comments": ((26, 40), (26, 285)),
    "comment_answer": ((8, 15), (8, 35)),
    "word_reading_new": ((7, 15), (7, 30)),
    "canvases": ((7, 10), (8, 20)),
    "partner_invitation": ((10, 20), (11, 20)),
    "partner_invitations": ((6, 10), (7, 25)),
    "newcomer_pack": ((37, 25), (37, 40)),
    "handover_pack": ((19, 15), (18, 15)),
    "shared_upward": ((9, 15), (10, 40)),
    "children": ((10, 15), (12, 45)),
    "upward_ask_group": ((6, 15), (6, 25)),
    "glossary": ((6, 10), (7, 45)),
    "partner_places": ((6, 10), (6, 125)),
    "public_page": ((5, 5), (5, 50)),
    "public_preview": ((8, 5), (8, 50)),
    "conveners": ((10, 15), (12, 30)),
    **dict.fromkeys(["convener_role_edit", "convener_role_new"], ((6, 15), (6, 30))),
    **dict.fromkeys(["local_convening_edit", "local_convening_new"], ((6, 15), (6, 35))),
    "tensions": ((6, 15), (7, 45)),
    "disputes": ((8, 10), (9, 25)),
    "dispute": ((7, 15), (7, 35)),
    "dispute_edit": ((10, 15), (9, 55)),
    "dispute_new": ((12, 15), (11, 55)),
    "prospects": ((11, 15), (12, 40)),
    "purpose_history": ((6, 10), (7, 20)),
    "report": ((6, 20), (6, 140)),
    "report_new": ((7, 15), (7, 25)),
    "reports": ((5, 10), (6, 15)),
    "resource": ((6, 15), (6, 30)),
    "roles": ((9, 15), (9, 30)),
    "search": ((3, 10), (3, 10)),
    "settings": ((8, 40), (8, 45)),
    "seat_edit": ((7, 15), (6, 15)),
    "setup": ((7, 15), (7, 15)),
    "story": ((9, 15), (10, 45)),
    "story_new": ((5, 15), (5, 15)),
    "task": ((10, 20), (10, 20)),
    "task_edit": ((9, 15), (10, 35)),
    "task_new": ((9, 15), (8, 30)),
    "tasks": ((11, 15), (12, 85)),
    "tasks_paste": ((5, 10), (5, 10)),
    "mail_wording_history_everywhere": ((4, 15), (4, 15)),
    "mail_wordings": ((6, 30), (6, 30)),
    "mail_wordings_everywhere": ((4, 30), (4, 30)),
    "waiting_mail": ((34, 15), (34, 85)),
    "waiting_mail_everywhere": ((31, 25), (31, 95)),
}
# Pages of one row, or of the person's own account: nothing on them is a list of what grows.
ONE_ROW = """
    partner_invitation_delivery partner_invitation_edit partner_invitation_new
    agreement_template agreement_templates template_clause template_clause_new
    comment_edit
    partner_card card_files identity word_edit word_new pack contribution_offer benefit_proposal
    match_edit match_new quarter_entry settlement body_norms body_ask_answer upward_ask_new upward_ask_answer
    tension_edit dispute_ending dispute_step_edit dispute_step_new local_convening local_convening_files local_convening_report canvas_answer_edit canvas_answer_new canvas_edit own_canvas mandate mandate_letter mandate_letter_new clause_proposal clause_proposal_refusal seat_days sponsor_answer sponsor_confirmation partner_invitation_files
    contribution_files benefit_files milestone_files task_files agenda_item_files measurement_files
    assistant_new link_about link_not_me contact contact_address contact_sign_in_address contacts_kept need_later representative_end
    own_pause partner_pause person_pause agreement_edit signing_round_end signing_round_in_force signing_round_taking_back
    acceptance_edit acceptance_still agreement_paper signed_scan_files benefit_edit benefit_new clause_edit clause_new contribution_edit
    contribution_new correspondence_message decision discount_rate_new forthcoming_mail
    forthcoming_mail_everywhere mail_wording mail_wording_everywhere hour_value_new import_sheets indicator_edit indicator_new
    indicator_retirement line  mail_settings measurement_striking meeting_invitation_preview
    mfa_activate_totp mfa_generate_recovery_codes mfa_index outcome_retirement own_address
    organisation_edit partner_edit partnership_new password person plan_settings
    mfa_activate_totp mfa_generate_recovery_codes mfa_index outcome_retirement own_address own_data person_data person_erasure
    partner_edit partnership_new password person plan_settings
    representative_edit representative_new sent_mail smart_answer story_edit valuation
    valuation_edit valuation_new verify version_status waiting_message
"""
MOST = 150
# The agreement is one text, in which each partner, contribution and measure has its words; it is read whole.
UNBOUNDED = {"agreement_preview", "own_comments"}
# How far two pictures of the same size differ, in KB: a key for an authenticator app is new each time.
NOISE = 5


class Newest(World):
    """A grown partnership: its addresses name the newest row of each kind, to which the others belong."""

    def __init__(self, of, world):
        self.of = of
        partner = Representative.objects.filter(partnership=of).latest("pk").person
        self.people = {**world.people, "partner": partner}
        self.hold_a_mail()

    def one(self, model, **where):
        return model.objects.filter(partnership=self.of, **where).latest("pk")

    def value(self, name, param):
        if name in ("meeting_issued", "meeting_remark_told"):
            return self.one(Meeting, state="issued").pk
        if param == "person_pk":
            return Attendance.objects.filter(meeting=self.value(name, "pk")).earliest("pk").person_id
        return super().value(name, param)


def grown(world, rows):
    """A partnership with so many of everything, beside the demo."""
    grow(Growth(f"of-{rows}", 1, rows, 1, rows, rows, rows, rows, is_coordinated=True))
    of = Partnership.objects.get(slug=f"of-{rows}-0")
    deepen(of, rows, by=world.people["coordinator"])
    return Newest(of, world)


def measured(client, name, newest):
    """(queries, bytes rounded up to five KB) of a page."""
    address = reverse(name, kwargs=newest.kwargs(name, dict(addresses())[name]))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200, name
    return len(asked), math.ceil((len(answer.content) - KEYS) / 5000) * 5


def test_every_page_is_entered_as_a_list_or_a_form_or_as_one_of_a_single_row():
    assert {*BOUNDS} | {*ONE_ROW.split()} == {name for counts in COUNTS.values() for name in counts}
    assert not {*BOUNDS} & {*ONE_ROW.split()}


def who_asks(world, name):
    return next(world.people[role] for role, counts in COUNTS.items() if name in counts)


@pytest.mark.parametrize(("rows", "place"), [(1, 0), (300, 1)])
def test_lists_and_forms_ask_and_send_what_is_entered(world, client, rows, place):
    newest, differing = grown(world, rows), []
    for name, bounds in BOUNDS.items():
        client.force_login(who_asks(world, name))
        queries, kilobytes = measured(client, name, newest)
        if queries != bounds[place][0] or kilobytes > bounds[place][1]:
            differing.append(f"{name}: {queries, kilobytes}, not {bounds[place]}")
    assert not differing, "; ".join(differing)


def test_pages_of_one_row_stay_as_they_are_however_many_there_are(world, client):
    few, many, differing = grown(world, 1), grown(world, 300), []
    for name in ONE_ROW.split():
        client.force_login(who_asks(world, name))
        (queries, size), (later_queries, later_size) = (measured(client, name, of) for of in (few, many))
        if queries != later_queries or abs(later_size - size) > NOISE:
            differing.append(f"{name}: {queries, size}, then {later_queries, later_size}")
    assert not differing, "; ".join(differing)


def test_no_list_and_no_form_is_larger_than_can_be_sent_at_once():
    assert {name for name, (_one, many) in BOUNDS.items() if many[1] > MOST} == UNBOUNDED
