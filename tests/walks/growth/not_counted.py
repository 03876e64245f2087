"""Pages on which no list and no row of a partnership stands, each with the reason."""

from partnerships.attachments.kinds import attachables

FILES = """
    version_file pack_file partner_invitation_pdf partner_invitation_docx mandate_letter_pdf
    agreement_paper_file mandate_letter_docx mandate_by_key logo logo_file public_logo import_refused
    version_word word_reading_file link_acceptance_file
    link_minutes link_card_file contact_cards contact_workbook ledger_workbook own_data_file person_data_file
"""
# No list and no row of a partnership stands on these.
NOT_COUNTED = {
    **{f"{kind.key}_file": "a file, not a page" for kind in attachables()},
    **dict.fromkeys(["health", "health_web", "identity_stylesheet"], "no page"),
    **dict.fromkeys(
        FILES.split(),
        "a file, not a page",
    ),
    **dict.fromkeys(
        [
            "waiting_message_html",
            "correspondence_message_html",
            "forthcoming_mail_html",
            "forthcoming_mail_html_everywhere",
            "mail_wording_preview",
            "mail_wording_preview_everywhere",
        ],
        "one mail in its frame",
    ),
    **dict.fromkeys(["account_request_login_code", "account_confirm_login_code"], "signing in, as a visitor"),
    **dict.fromkeys(["account_inactive", "account_login"], "signing in, as a visitor"),
    **dict.fromkeys(["mailed_file", "mailed_paper"], "one file, or that it is gone"),
    **dict.fromkeys(["password_sign_in", "sign_in_once", "first_administrator"], "signing in, as a visitor"),
    **dict.fromkeys(
        ["account_logout", "account_reauthenticate", "code_again"], "signing out or confirming a session"
    ),
    **dict.fromkeys(["demo_progress", "demo_sign_in"], "the demo's"),
    **dict.fromkeys(["proposed_address", "address_objection"], "one question, for whoever reads the mail"),
    **dict.fromkeys(
        ["link_acceptance", "acceptance_answer"], "one version, for whoever may accept it for a partner"
    ),
    **dict.fromkeys(
        ["link_canvas", "contribution_decline", "benefit_decline"], "one form, for whoever reads the mail"
    ),
    "link_canvas_answers": "a page of answers at a time, for whoever reads the mail",
    **dict.fromkeys(
        ["link_card", "link_offer", "link_proposed_benefit"], "one form, for whoever reads the mail"
    ),
    "link_giving": "twenty rows and two forms, for whoever reads the mail",
    "link_comments": "one form, for whoever reads the mail",
    "canvas_new": "leads on to the round that is open",
    **dict.fromkeys(
        ["home", "first_steps", "link_unsubscribe", "tasks_several", "milestones_several"],
        "leads on to another page",
    ),
    **dict.fromkeys(["sent_mail_message", "sent_mail_html", "sent_mail_attachment"], "a file in var/mail"),
    **dict.fromkeys(
        [
            "mfa_authenticate",
            "mfa_deactivate_totp",
            "mfa_download_recovery_codes",
            "mfa_reauthenticate",
            "mfa_view_recovery_codes",
        ],
        "a second factor, set up or asked for",
    ),
}
