"""Who gets what from the addresses of the frame: accounts, mail, files, health."""

from tests.access_table.policies import (
    ANYBODY,
    GONE,
    NEEDS_FACTOR,
    NEEDS_SESSION,
    NOBODY,
    SENT_ON,
    SIGNED_IN,
    SIGNED_OUT,
)

TABLE = [
    (
        "get",
        ANYBODY,
        """
        account_inactive account_login account_request_login_code address_objection demo_progress health
        health_web identity_stylesheet password_sign_in proposed_address sent_mail
    """,
    ),
    (
        "post",
        ANYBODY,
        """
        account_login account_request_login_code address_objection password_sign_in proposed_address
        set_language_preference
    """,
    ),
    (
        "get",
        SIGNED_IN,
        """
        account_confirm_login_code account_logout code_again mfa_activate_totp mfa_authenticate
        mfa_generate_recovery_codes mfa_index own_address password settings
    """,
    ),
    (
        "post",
        SIGNED_IN,
        """
        account_confirm_login_code code_again mfa_activate_totp mfa_authenticate
        mfa_generate_recovery_codes own_address password presentation settings
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
        first_administrator mailed_file sign_in_once
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
