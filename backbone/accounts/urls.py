"""Signing in, the second step, one's own page. Of allauth only the addresses that are needed."""

from allauth.account import views as allauth
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path

from . import presentation
from .views import address, again, first_start, language, profile, proposed_address, sign_in
from .who_is_there import must_be_known

urlpatterns = [
    # Asking for a code is the way to sign in, so both of allauth's names lead there.
    path("sign-in/", sign_in.ask_code, name="account_login"),
    path("sign-in/", sign_in.ask_code, name="account_request_login_code"),
    path("sign-in/code/", sign_in.confirm_code, name="account_confirm_login_code"),
    path("sign-in/password/", sign_in.with_password, name="password_sign_in"),
    path("sign-in/second-step/", second_step.authenticate, name="mfa_authenticate"),
    path("sign-in/again/", allauth.reauthenticate, name="account_reauthenticate"),
    path("sign-in/again/second-step/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("sign-in/again/code/", again.code_again, name="code_again"),
    path("sign-in/closed/", allauth.account_inactive, name="account_inactive"),
    path("sign-out/", allauth.logout, name="account_logout"),
    path("start/<str:token>/", first_start.first_administrator, name="first_administrator"),
    path("sign-in/once/<str:token>/", first_start.sign_in_once, name="sign_in_once"),
    path("demo/", first_start.demo_work, name="demo"),
    path("demo/progress/", first_start.demo_progress, name="demo_progress"),
    path("demo/<str:token>/", first_start.demo_sign_in, name="demo_sign_in"),
    path("language/", language.set_language_preference, name="set_language_preference"),
    path("me/", profile.settings_page, name="settings"),
    path("me/presentation/", presentation.switch, name="presentation"),
    path("me/address/", address.own_address, name="own_address"),
    path("address/<uuid:pk>/", proposed_address.proposed_address, name="proposed_address"),
    path("address/<uuid:pk>/objection/", proposed_address.address_objection, name="address_objection"),
    path("me/password/", profile.password, name="password"),
    path("me/two-factor/", second_step.index, name="mfa_index"),
    path("me/two-factor/app/", must_be_known(totp.activate_totp), name="mfa_activate_totp"),
    path("me/two-factor/app/off/", must_be_known(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("me/two-factor/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "me/two-factor/codes/new/",
        must_be_known(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("me/two-factor/codes/file/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
