"""Signing in by a mailed code or, for those who set one, by a password."""

from allauth.account import views as allauth
from django.conf import settings

LOCAL = {"mail_is_local": settings.MAIL_IS_LOCAL}

ask_code = allauth.RequestLoginCodeView.as_view(template_name="account/sign_in.html")
confirm_code = allauth.ConfirmLoginCodeView.as_view(template_name="account/code.html", extra_context=LOCAL)
with_password = allauth.LoginView.as_view(template_name="account/password_sign_in.html")
