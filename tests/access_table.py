"""Who gets what from every address: the table that tests/walks/test_access.py holds against the URL resolver.

Statuses are for one request each, on the demo's coffee partnership, as its own people and as others:
a visitor, an outsider (coordinator of another partnership), a partner's representative, an observer,
leadership, the coordinator and an administrator.
"""

from django.urls import URLPattern, get_resolver

ROLES = ("visitor", "outsider", "observer", "partner", "leader", "coordinator", "administrator")
SIGN_IN, FORBIDDEN, MISSING = "sign in", 403, 404


def policy(visitor, outsider, observer, partner, leader, coordinator, administrator):
    return dict(
        zip(ROLES, (visitor, outsider, observer, partner, leader, coordinator, administrator), strict=True)
    )


# Whoever may, gets an answer ("ok": a page, a redirect on, or a form sent back); the others do not.
ANYBODY = policy(*["ok"] * 7)
SIGNED_IN = policy(SIGN_IN, *["ok"] * 6)
SEE = policy(SIGN_IN, MISSING, *["ok"] * 5)
WORK = policy(SIGN_IN, MISSING, FORBIDDEN, "ok", FORBIDDEN, "ok", "ok")
REPORT = policy(SIGN_IN, MISSING, FORBIDDEN, FORBIDDEN, "ok", "ok", "ok")
COORDINATE = policy(SIGN_IN, MISSING, FORBIDDEN, FORBIDDEN, FORBIDDEN, "ok", "ok")
# Who was asked: here the partner.
ASKED = policy(SIGN_IN, MISSING, MISSING, "ok", MISSING, MISSING, MISSING)
START = policy(SIGN_IN, "ok", FORBIDDEN, FORBIDDEN, FORBIDDEN, "ok", "ok")
ADMINISTER = policy(SIGN_IN, *[FORBIDDEN] * 5, "ok")
# There for those who have set up a second factor, or a session to confirm; here nobody has.
NEEDS_FACTOR = policy(SIGN_IN, *[MISSING] * 6)
NEEDS_SESSION = policy(SIGN_IN, *[FORBIDDEN] * 6)
SIGNED_OUT = policy(*[SIGN_IN] * 7)
# Addresses made for one moment: used up, forged, or not of this mailbox.
GONE = policy(*[410] * 7)
# Our libraries send those who are signed in on before they look at the method.
SENT_ON = policy(405, *["ok"] * 6)
NOBODY = policy(*[MISSING] * 7)

TABLE = [
    (
        "get",
        ANYBODY,
        """
        link_about link_minutes
        account_inactive account_login account_request_login_code address_objection demo_progress health health_web home
        identity_stylesheet link link_unsubscribe password_sign_in proposed_address sent_mail verify
    """,
    ),
    (
        "post",
        ANYBODY,
        """
        link_language link_meeting_answer link_not_me link_pause link_task_answer link_mail_preference link_remark
        account_login account_request_login_code link_milestone_answers link_milestone_lead link_renewal link_renewal_for_address
        address_objection link_unsubscribe password_sign_in proposed_address set_language_preference
    """,
    ),
    (
        "get",
        SIGNED_IN,
        """
        account_confirm_login_code account_logout code_again mfa_activate_totp mfa_authenticate
        mfa_generate_recovery_codes mfa_index my_work need_later own_address own_data partnerships password reports search settings
    """,
    ),
    (
        "post",
        SIGNED_IN,
        """
        account_confirm_login_code code_again mfa_activate_totp mfa_authenticate mfa_generate_recovery_codes own_address
        need_back need_later own_data password presentation settings
    """,
    ),
    (
        "get",
        SEE,
        """
        agreement agreement_preview bodies decisions impact indicator meeting meetings milestone
        contribution_files contribution_file benefit_files benefit_file milestone_files milestone_file task_files task_file agenda_item_files agenda_item_file measurement_files measurement_file
        own_pause minutes_version partner partners partnership plan purpose_history story task tasks
    """,
    ),
    (
        "post",
        SEE,
        """
        milestone own_pause task
    """,
    ),
    ("get", WORK, "contribution_offer"),
    (
        "post",
        WORK,
        """
        pause_end task_acceptance task_completion task_extension task_file_removal task_files contribution_offer
    """,
    ),
    (
        "get",
        REPORT,
        """
        impact_decisions report report_new version_file version_status
    """,
    ),
    (
        "post",
        REPORT,
        """
        report_new report_version version_retry
    """,
    ),
    (
        "get",
        COORDINATE,
        """
        prospect_edit prospect_new prospects history mail_wording mail_wording_preview mail_wordings waiting_message waiting_message_html forthcoming_mail forthcoming_mail_html import_refused meeting_invitation meeting_invitation_preview
        meeting_remark_told agenda_item agreement_edit agreement_issue attendance benefit_edit benefit_new body_edit body_new
        clause_edit contribution_edit contribution_new correspondence correspondence_message decision waiting_mail correspondence_message_html
        import_run import_sheets imports line line_owner measurement_edit measurement_new meeting_closing
        assistant_new calls call_message contact contact_address contact_addresses contact_cards contact_sign_in_address contact_workbook contacts
        contacts_kept meeting_edit meeting_issue meeting_issued meeting_mail_preview meeting_new milestone_edit
        milestones_found milestone_new minutes objective objective_new organisation organisation_edit partner_edit partner_new partner_notes
        bin milestones_found milestone_new minutes objective objective_new partner_edit partner_new partner_notes partner_pause person_pause
        partner_withdrawal partnership_edit people_found people_paste plan_settings representative_edit representative_end
        representative_new resource roles setup smart_answer story_edit story_new task_edit task_new
        tasks_paste tasks_several milestones_several valuation
        discount_rate_new hour_value_new indicator_edit indicator_new indicator_retirement measurement_striking
        outcome_edit outcome_new outcome_retirement valuation_edit valuation_new
    """,
    ),
    (
        "post",
        COORDINATE,
        """
        mail_wording mail_wording_preview mail_wording_return mail_wording_standard assistant_end assistant_new assistant_return meeting_remark_told call_answer contact contact_address contact_merge_undo contact_merging contact_sign_in_address contacts contacts_kept agenda_items attendance_rest line_day line_kind meeting_delivery meeting_invitation meeting_issue_undo remark_settlement
        prospect_edit prospect_new prospect_removal sector_wishes contribution_agreement contribution_file_removal contribution_files benefit_file_removal benefit_files milestone_file_removal milestone_files agenda_item_file_removal agenda_item_files measurement_file_removal measurement_files
        agenda_copy agenda_item agenda_item_move agenda_item_removal agreement agreement_edit
        agreement_issue agreement_update attendance attendance_person attendance_prefill attendance_removal
        attendance_state benefit_edit benefit_new benefit_removal body_edit body_new body_removal
        clause_edit clause_return clause_rewriting contribution_edit contribution_new contribution_removal
        correspondence_sending correspondence_without_file import_removal decision waiting_mail_samples waiting_message_sample forthcoming_mail_sample import_confirmation import_corrections import_meanings import_sheets
        imports line line_drop line_move line_owner line_place line_removal line_undo measurement_edit measurement_new meeting_cancellation
        meeting_closing meeting_edit meeting_issue meeting_item meeting_new meeting_print meeting_start milestone_edit milestone_lead
        milestone_lead_request milestone_new milestone_position milestone_resources milestone_state minutes note_removal objective objective_new objective_position
        objective_removal merge_undo organisation_edit organisation_merging
        partner_edit partner_new partner_notes partner_return partner_withdrawal
        partner_pause person_pause partnership_closing partnership_edit partnership_opening people_paste plan_settings plan_versions representative_edit representative_end
        representative_new representative_return resource role_end role_return roles smart_answer story_citations story_edit story_new
        task_drop task_edit task_extension_answer task_new tasks_paste tasks_several milestones_several valuation
        objective_removal partner_edit partner_new partner_notes partner_return partner_withdrawal
        partnership_edit partner_note_return people_paste plan_settings plan_versions representative_edit representative_end
        meeting_removal measurement_removal milestone_removal partner_removal story_removal task_removal
        removal_return representative_new representative_return resource role_end roles smart_answer story_citations story_edit story_new
        task_drop task_edit task_extension_answer task_new tasks_paste valuation
        discount_rate_new hour_value_new indicator_edit indicator_new indicator_retirement indicator_return
        measurement_choice measurement_return measurement_striking outcome_edit outcome_new outcome_retirement
        outcome_return valuation_edit valuation_new
    """,
    ),
    (
        "post",
        ASKED,
        """
        meeting_answer
    """,
    ),
    (
        "get",
        ADMINISTER,
        """
        mail_wording_everywhere mail_wording_history_everywhere mail_wording_preview_everywhere mail_wordings_everywhere waiting_mail_everywhere forthcoming_mail_everywhere forthcoming_mail_html_everywhere mail_settings people person person_data person_erasure
    """,
    ),
    (
        "post",
        ADMINISTER,
        """
        person_role mail_wording_everywhere mail_wording_preview_everywhere mail_wording_return_everywhere mail_wording_standard_everywhere
        waiting_mail_samples_everywhere forthcoming_mail_sample_everywhere mail_release mail_settings mail_test person person_access person_data person_erasure
    """,
    ),
    ("get", START, "first_steps partnership_new"),
    ("post", START, "partnership_new"),
    (
        "delete",
        WORK,
        """
        task_acceptance task_completion
    """,
    ),
    (
        "delete",
        COORDINATE,
        """
        milestone_lead resource task_drop task_extension_answer
    """,
    ),
    (
        "delete",
        SENT_ON,
        """
        account_login account_request_login_code password_sign_in
    """,
    ),
    (
        "delete",
        SIGNED_IN,
        """
        account_confirm_login_code mfa_authenticate
    """,
    ),
    # Exports that nobody had made.
    ("get", NEEDS_FACTOR, "own_data_file"),
    ("get", policy(SIGN_IN, *[FORBIDDEN] * 5, MISSING), "person_data_file"),
    (
        "delete",
        NEEDS_FACTOR,
        """
        mfa_deactivate_totp mfa_download_recovery_codes
    """,
    ),
    (
        "delete",
        NEEDS_SESSION,
        """
        account_reauthenticate mfa_reauthenticate
    """,
    ),
    (
        "get",
        NEEDS_FACTOR,
        """
        mfa_deactivate_totp mfa_download_recovery_codes mfa_view_recovery_codes
    """,
    ),
    (
        "get",
        NEEDS_SESSION,
        """
        account_reauthenticate mfa_reauthenticate
    """,
    ),
    (
        "post",
        SIGNED_OUT,
        """
        account_logout
    """,
    ),
    (
        "get",
        GONE,
        """
        first_administrator sign_in_once mailed_file mailed_paper
    """,
    ),
    (
        "get",
        NOBODY,
        """
        demo_sign_in sent_mail_attachment sent_mail_html sent_mail_message
    """,
    ),
    (
        "post",
        NOBODY,
        """
        demo
    """,
    ),
]


def addresses(resolver=None, prefix=""):
    """(name, names of its parameters) of every address, ours and our libraries'."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield entry.name, tuple(entry.pattern.regex.groupindex)
        else:
            yield from addresses(entry)


# What a button sends along where an empty form means nothing.
SENT = {
    "attendance_rest": {"state": "present"},
    "line_day": {"day": "2026-12-11"},
    "line_kind": {"kind": "note"},
    "link_language": {"language": "nl"},
    "link_mail_preference": {"mail_preference": "each"},
    "link_task_answer": {"answer": "done", "evidence": "A list"},
    "link_milestone_answers": {"answer": "holds"},
    "person_role": {"kind": "leader"},
}


def rows():
    """(method, name, policy) of each row of the table."""
    return [(method, name, statuses) for method, statuses, names in TABLE for name in names.split()]
