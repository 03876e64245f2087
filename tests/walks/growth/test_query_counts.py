"""How often each page asks the database: as often for three rows of everything as for one.

Every page of the access table stands here with its literal count, or below with the reason why not. A pair is the
count for one row and for three: a list of people has become a field that asks the server, or what is said of one kind
of row is not asked for since none of them is among the first twenty.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.access_table import addresses, rows
from tests.walks.growth.not_counted import NOT_COUNTED
from tests.walks.growth.rows import Rows

pytestmark = pytest.mark.django_db

COUNTS = {
    "coordinator": {
        "agenda_item": 7,
        "agreement": 29,
        "agreement_edit": 6,
        "agreement_issue": 7,
        "agreement_preview": 9,
        **dict.fromkeys(["contribution_files", "benefit_files"], 6),
        "milestone_files": 6,
        "task_files": 6,
        "agenda_item_files": 6,
        "measurement_files": 6,
        "identity": 7,
        "partner_places": 6,
        "partner_invitation": 7,
        **dict.fromkeys(["canvas_answer_edit", "canvas_answer_new", "canvas_edit"], 5),
        **dict.fromkeys(["agreement_edit", "canvas_asking", "canvases"], 6),
        **dict.fromkeys(["canvas", "own_canvas"], 7),
        "canvas_filling": 8,
        "partner_invitation_delivery": 5,
        "partner_invitation_edit": 5,
        "partner_invitation_new": 6,
        "partner_invitations": 6,
        "newcomer_pack": 17,
        "handover_pack": (19, 18),
        "pack": 5,
        "mandate": 9,
        "seat_days": 6,
        "mandate_letter": 5,
        "mandate_letter_new": 10,
        "sponsor_confirmation": 10,
        "sponsor_answer": 5,
        **{"shared_upward": 9, "children": 10},
        **{"upward_ask_new": 5, "upward_ask_group": 6, "upward_ask_answer": 5},
        "public_page": 4,
        "public_preview": 7,
        "glossary": 6,
        "word_edit": 5,
        "word_new": 5,
        "conveners": 10,
        "convener_role_edit": 6,
        "convener_role_new": 6,
        "tensions": 6,
        "tension_edit": 5,
        "local_convening": 6,
        "local_convening_edit": 6,
        "local_convening_files": 6,
        "local_convening_new": 6,
        "local_convening_report": 5,
        "prospects": 11,
        "prospect_edit": 7,
        "prospect_new": (7, 6),
        "forthcoming_mail": 24,
        "attendance": (14, 13),
        "benefit_edit": 6,
        "benefit_new": 5,
        "bodies": 9,
        "body": (18, 17),
        "body_norms": 5,
        "body_ask_new": 6,
        "body_ask_answer": 5,
        "seat_edit": 7,
        "body_edit": (13, 12),
        "body_new": (11, 9),
        "clause_edit": 5,
        "clause_new": 9,
        "calls": 11,
        "assistant_new": 6,
        "contact": 19,
        "contact_address": 11,
        "contact_addresses": 6,
        "contact_sign_in_address": 12,
        "contacts": 13,
        "contacts_kept": 6,
        "contribution_edit": 6,
        "contribution_new": 5,
        "contribution_offer": 5,
        "benefit_proposal": 5,
        "give_and_get": 9,
        "ledger": 11,
        "asked_and_agreed": 11,
        "partner_card": 7,
        "card_files": 6,
        "partner_invitation_files": 6,
        "settlement": 5,
        "match_edit": 5,
        "match_new": 5,
        "quarter_entry": 5,
        "correspondence": 8,
        "correspondence_message": 7,
        "decision": 5,
        "decisions": 7,
        "mail_wording": 12,
        "mail_wordings": 6,
        "waiting_mail": 25,
        "waiting_message": 7,
        "impact": 18,
        "history": 11,
        "import_run": 9,
        "import_sheets": 5,
        "imports": 6,
        "indicator": 6,
        "line": 5,
        "line_owner": 11,
        "link": 18,
        "link_about": 7,
        "measurement_edit": 9,
        "measurement_new": 7,
        "meeting": 13,
        "meeting_closing": 8,
        "meeting_edit": (10, 9),
        "meeting_invitation": 26,
        "meeting_invitation_preview": 24,
        "call_message": 11,
        "meeting_remark_told": (8, 7),
        "meeting_issue": 28,
        "meeting_issued": 9,
        "meeting_mail_preview": 25,
        "meeting_new": (11, 10),
        "meetings": 9,
        "mfa_activate_totp": 10,
        "mfa_generate_recovery_codes": 7,
        "mfa_index": 5,
        "milestone": 21,
        "milestone_edit": (15, 16),
        "milestone_new": (12, 11),
        "milestones_found": 4,
        "minutes": 16,
        "minutes_version": 8,
        "need_later": 5,
        "my_work": 45,
        "bin": 6,
        "objective": 6,
        "objective_new": 6,
        "own_address": 3,
        "own_pause": 7,
        # Of more tasks than are shown it says how many there are.
        "partner": (28, 29),
        "partner_pause": 6,
        "person_pause": 7,
        "organisation": 13,
        "organisation_edit": 9,
        "partner_edit": 5,
        "partner_new": 6,
        "partner_notes": 7,
        "partner_withdrawal": 20,
        "partners": 14,
        "partnership": 55,
        "partnership_edit": 10,
        "partnership_new": 4,
        "partnerships": 5,
        "password": 3,
        "people_found": 4,
        "people_paste": 5,
        "plan": 15,
        "plan_settings": 9,
        "purpose_history": 6,
        "report": 6,
        "report_new": 8,
        "reports": 5,
        "representative_end": (22, 21),
        "representative_edit": 6,
        "representative_new": (6, 7),
        "resource": 6,
        "roles": (9, 8),
        "sent_mail": 3,
        "search": 3,
        "own_data": 4,
        "settings": 8,
        "setup": 7,
        "smart_answer": 5,
        "story": 9,
        "story_edit": 5,
        "story_new": 5,
        "task": 9,
        "task_edit": (9, 10),
        "task_new": (9, 8),
        "tasks": 12,
        "tasks_paste": 5,
        "valuation": 7,
        "discount_rate_new": 5,
        "hour_value_new": 5,
        "impact_decisions": 7,
        "indicator_edit": 5,
        "indicator_new": 5,
        "indicator_retirement": 5,
        "measurement_striking": 6,
        "outcome_edit": 6,
        "outcome_new": 7,
        "outcome_retirement": 5,
        "valuation_edit": 5,
        "valuation_new": 5,
        "verify": 5,
        "version_status": 6,
    },
    "administrator": {
        "forthcoming_mail_everywhere": 23,
        "mail_wording_everywhere": 8,
        "mail_wording_history_everywhere": 4,
        "mail_wordings_everywhere": 4,
        "waiting_mail_everywhere": 22,
        "mail_settings": 7,
        "people": 7,
        "person": 8,
        "person_data": 5,
        "person_erasure": 67,
    },
}


def pages():
    """The names of the addresses that answer GET."""
    return {name for method, name, _statuses in rows() if method == "get"}


def test_every_page_has_its_count_or_a_reason():
    counted = {name for counts in COUNTS.values() for name in counts}
    assert counted | set(NOT_COUNTED) == pages()
    assert not counted & set(NOT_COUNTED)


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_as_often_for_three_rows_as_for_one(number, client):
    world, parameters, differing = Rows(number), dict(addresses()), []
    for role, counts in COUNTS.items():
        client.force_login(world.people[role])
        for name, count in counts.items():
            address = reverse(name, kwargs=world.kwargs(name, parameters[name]))
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(address)
            assert answer.status_code == 200, name
            count = count[number > 1] if isinstance(count, tuple) else count
            if len(asked) != count:
                differing.append(f"{name}: {len(asked)}, not {count}")
    assert not differing, "; ".join(differing)
