"""Who gets what from the addresses of partnerships, partners, people, documents and correspondence."""

from tests.access_table.policies import (
    ADMINISTER,
    ANYBODY,
    CONVENERS,
    COORDINATE,
    DRAFT,
    EXPORT,
    NEEDS_FACTOR,
    NO_PARTY,
    ORDERED,
    OWN,
    REPORT,
    SEE,
    SIGNED_IN,
    SPEAKS,
    START,
    WORK,
)

TABLE = [
    (
        "get",
        ANYBODY,
        """
        logo public_logo public_page
        home link link_about link_acceptance link_acceptance_file link_canvas link_card link_card_file link_comments link_giving link_offer link_canvas_answers
        link_proposed_benefit link_unsubscribe link_not_me
        verify
    """,
    ),
    (
        "post",
        ANYBODY,
        """
        link_acceptance link_canvas link_comments link_partner_invitation link_sponsor_confirmation
        link_language link_mail_preference link_not_me link_pause link_renewal link_renewal_for_address
        link_unsubscribe link_quarter_line link_renegotiation link_giving link_offer link_proposed_benefit link_agreement_word
        link_card link_taking_over
    """,
    ),
    (
        "get",
        SIGNED_IN,
        """
        need_later own_data partnerships search
    """,
    ),
    (
        "post",
        SIGNED_IN,
        """
        need_back need_later own_data
    """,
    ),
    (
        "get",
        SEE,
        """
        glossary logo_file children
    conveners local_convening local_convening_file local_convening_files canvas canvases
        version_word agreement agreement_papers agreement_preview signing_round version_difference benefit_file benefit_files bodies body contribution_file
        contribution_files give_and_get own_pause partner partners partnership purpose_history
    """,
    ),
    (
        "post",
        SEE,
        """
        own_pause signing_round_paper version_difference
    """,
    ),
    (
        "get",
        WORK,
        """
        local_convening_report own_canvas
        clause_proposal word_reading word_reading_file comment_edit comments own_comments
        asked_and_agreed benefit_proposal card_file card_files contribution_offer ledger ledger_workbook
        mandate partner_card
    """,
    ),
    (
        "post",
        WORK,
        """
        local_convening_file_removal local_convening_files local_convening_report own_canvas
        comment_edit comment_removal own_comments
        asked_and_agreed benefit_proposal card_file_removal card_files contribution_offer partner_card
        pause_end mandate
    """,
    ),
    (
        "post",
        DRAFT,
        """
        agreement_word
    """,
    ),
    (
        "get",
        CONVENERS,
        """
        tension_edit tensions disputes dispute_new
    """,
    ),
    (
        "post",
        CONVENERS,
        """
        tension_edit tension_removal tensions dispute_new
    """,
    ),
    (
        "get",
        REPORT,
        """
        version_file version_status
    """,
    ),
    (
        "post",
        REPORT,
        """
        version_retry
    """,
    ),
    (
        "get",
        COORDINATE,
        """
        shared_upward comment_answer comments_asking
    convener_role_edit convener_role_new local_convening_edit local_convening_new canvas_answer_edit canvas_answer_new canvas_asking canvas_edit canvas_filling canvas_new
        partner_invitation partner_invitation_delivery partner_invitation_docx partner_invitation_edit
        partner_invitation_new partner_invitation_pdf partner_invitations
        partner_invitation_file partner_invitation_files
        handover_pack newcomer_pack pack pack_file
        mandate_by_key mandate_letter mandate_letter_docx mandate_letter_new mandate_letter_pdf
        seat_days sponsor_answer sponsor_confirmation
        clause_proposal_refusal word_answer word_reading_new word_readings
        identity partner_places public_preview word_edit word_new
        agreement_propose signing_round_ceremony signing_round_sending signing_round_end signing_round_in_force signing_round_taking_back
        acceptance_edit acceptance_still signed_scan_file signed_scan_files signed_scan_partners
        agreement_edit assistant_new benefit_decline benefit_edit benefit_new bin body_edit body_new
        body_norms seat_edit call_message calls clause_edit contact contact_address contact_addresses contact_cards
        clause_new contact_sign_in_address contact_workbook contacts contacts_kept contribution_decline contribution_edit
        contribution_new correspondence correspondence_message correspondence_message_html
        forthcoming_mail forthcoming_mail_html history import_refused import_run import_sheets imports
        mail_wording mail_wording_preview mail_wordings match_edit match_new organisation organisation_edit partner_edit
        partner_new partner_notes partner_pause partner_withdrawal partnership_edit people_found
        people_paste person_pause prospect_edit prospect_new prospects quarter_entry representative_edit
        representative_end representative_new roles settlement setup waiting_mail waiting_message
        waiting_message_html
    """,
    ),
    (
        "post",
        COORDINATE,
        """
        shared_upward comment_answer comments_asking
    convener_role_edit convener_role_new convener_role_removal local_convening_edit local_convening_new local_convening_removal canvas_answer_edit canvas_answer_new canvas_answer_removal canvas_asking canvas_closing canvas_edit canvas_filling canvas_new canvas_removal
        partner_invitation_answer partner_invitation_delivery partner_invitation_edit partner_invitation_mail
        partner_invitation_new partner_invitation_look partner_invitation_reopening partner_invitation_representative partner_invitation_return partner_invitation_withdrawal
        partner_invitation_file_removal partner_invitation_files
        handover_pack newcomer_pack
        mandate_ending mandate_letter_new mandate_removal
        seat_days sponsor_answer sponsor_asking sponsor_drop
        clause_proposal_refusal clause_proposal_reopening clause_proposal_taking word_answer word_answer_paper word_reading_new
        word_reading_removal
        identity logo_new logo_removal partner_places word_edit word_new word_removal
        purpose_reaffirmation agreement agreement_edit agreement_propose
        acceptance_sponsor agreement_counterparts agreement_folder signing_round_sending wider_lead_asking
        signing_round_ceremony signing_round_end signing_round_fit signing_round_in_force signing_round_partners
        signing_round_taking_back acceptance_confirmation acceptance_edit acceptance_still
        signed_scan_file_removal signed_scan_files signed_scan_partners
        assistant_end assistant_new
        assistant_return benefit_agreement benefit_decline benefit_edit benefit_file_removal benefit_files benefit_new benefit_removal
        body_edit body_guest_new body_guest_removal body_new body_norms seat_edit body_removal call_answer clause_edit clause_move clause_new clause_removal clause_return
        clause_rewriting contact
        contact_address contact_merge_undo contact_merging contact_right_address contact_sign_in_address contacts
        contacts_kept contribution_agreement contribution_decline contribution_edit contribution_file_removal
        contribution_files contribution_new contribution_removal contribution_sign_off match_edit
        match_new match_removal quarter_asking quarter_entry quarter_return correspondence_sending
        correspondence_without_file forthcoming_mail_sample import_confirmation import_corrections
        import_meanings import_removal import_sheets imports mail_wording mail_wording_preview
        mail_wording_return mail_wording_standard merge_undo note_keeping note_removal organisation_edit
        organisation_merging partner_edit partner_new partner_note_return partner_notes partner_pause
        partner_removal partner_return partner_withdrawal partnership_closing partnership_edit
        partnership_opening people_paste person_pause prospect_edit prospect_new prospect_removal
        removal_return representative_edit representative_end representative_new representative_return
        role_end role_return roles sector_wishes settlement waiting_mail_samples waiting_message_sample
    """,
    ),
    (
        "get",
        ADMINISTER,
        """
        agreement_template agreement_templates template_clause template_clause_new
        forthcoming_mail_everywhere forthcoming_mail_html_everywhere mail_settings
        mail_wording_everywhere mail_wording_history_everywhere mail_wording_preview_everywhere
        mail_wordings_everywhere people person person_data person_erasure waiting_mail_everywhere
    """,
    ),
    (
        "post",
        ADMINISTER,
        """
        template_clause template_clause_new template_clause_standard
        forthcoming_mail_sample_everywhere mail_release mail_settings mail_test mail_wording_everywhere
        mail_wording_preview_everywhere mail_wording_return_everywhere mail_wording_standard_everywhere
        person person_access person_data person_erasure person_role waiting_mail_samples_everywhere
    """,
    ),
    (
        "get",
        START,
        """
        first_steps partnership_new
    """,
    ),
    (
        "post",
        START,
        """
        partnership_new
    """,
    ),
    (
        "get",
        NEEDS_FACTOR,
        """
        own_data_file
    """,
    ),
    (
        "get",
        EXPORT,
        """
        person_data_file
    """,
    ),
    (
        "get",
        OWN,
        """
        own_part
    """,
    ),
    (
        "post",
        OWN,
        """
        own_part
    """,
    ),
    (
        "get",
        SPEAKS,
        """
        acceptance_answer
    """,
    ),
    (
        "post",
        SPEAKS,
        """
        acceptance_answer
    """,
    ),
    (
        "get",
        ORDERED,
        """
        agreement_paper agreement_paper_file
    """,
    ),
    (
        "post",
        ORDERED,
        """
        agreement_paper
    """,
    ),
    (
        "get",
        NO_PARTY,
        """
        dispute dispute_edit dispute_ending dispute_step_new dispute_step_edit
    """,
    ),
    (
        "post",
        NO_PARTY,
        """
        dispute_edit dispute_ending dispute_reopening dispute_removal
        dispute_step_new dispute_step_edit dispute_step_removal
    """,
    ),
]
