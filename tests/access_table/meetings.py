"""Who gets what from the addresses of meetings, minutes and decisions."""

from tests.access_table.policies import ANYBODY, ASKED, COORDINATE, GONE, SEE

TABLE = [
    (
        "get",
        ANYBODY,
        """
        link_minutes
    """,
    ),
    (
        "post",
        ANYBODY,
        """
        link_meeting_answer link_remark
    """,
    ),
    (
        "get",
        SEE,
        """
        agenda_item_file agenda_item_files decisions meeting meetings minutes_version
    """,
    ),
    (
        "get",
        COORDINATE,
        """
        agenda_item attendance decision line line_owner meeting_closing meeting_edit meeting_invitation
        meeting_invitation_preview meeting_issue meeting_issued meeting_mail_preview meeting_new
        meeting_remark_told minutes
        body_ask_new body_ask_answer upward_ask_new upward_ask_group upward_ask_answer
    """,
    ),
    (
        "post",
        COORDINATE,
        """
        agenda_copy agenda_item agenda_item_file_removal agenda_item_files agenda_item_move
        agenda_item_removal agenda_items attendance attendance_person attendance_prefill
        attendance_removal attendance_rest attendance_state decision line line_day line_drop line_kind
        line_move line_owner line_place line_removal line_undo meeting_cancellation meeting_closing
        meeting_delivery meeting_edit meeting_invitation meeting_issue meeting_issue_undo meeting_item
        meeting_new meeting_print meeting_remark_told meeting_removal meeting_start minutes
        remark_settlement purpose_item body_ask_new body_ask_answer body_ask_reading body_ask_removal
        upward_ask_new upward_ask_group upward_ask_answer upward_ask_reading upward_ask_withdrawal
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
        GONE,
        """
        mailed_paper
    """,
    ),
]
