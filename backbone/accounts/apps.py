from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and how they sign in."""

    name = "backbone.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What a sign-in, and a change of the second step, bring about."""
        from allauth.mfa.models import Authenticator
        from django.contrib.auth.signals import user_logged_in
        from django.db.models.signals import post_delete, post_save

        from . import mailed_codes, who_is_there

        user_logged_in.connect(who_is_there.note_sign_in, dispatch_uid="who_is_there")
        user_logged_in.connect(mailed_codes.forget_used, dispatch_uid="mailed_codes")
        for signal in (post_save, post_delete):
            signal.connect(who_is_there.second_step_changed, Authenticator, dispatch_uid="who_is_there")
