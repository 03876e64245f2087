"""The forms of signing in, with labels and hints of our own."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.accounts import known_browsers
from backbone.accounts.models import Person
from backbone.pages import forms as own

ONE_TIME = {"autocomplete": "one-time-code", "autofocus": True, "class": "code", "spellcheck": "false"}
# Mailed codes have letters, which a phone's pad of digits has not.
LETTERS = {"inputmode": "text", "autocapitalize": "characters", "autocorrect": "off"}
DIGITS = {"inputmode": "numeric"}


def address_field() -> Any:
    """Where a person types the address they sign in with."""
    attrs = {"autocomplete": "username", "autofocus": True, "spellcheck": "false"}
    return forms.EmailField(
        label=_("Your email address"),
        widget=forms.EmailInput(attrs=attrs),
        error_messages={
            "required": _("Fill in your email address."),
            "invalid": _("That is not an email address. An email address looks like ruth@example.org."),
        },
    )


def code_field(label: str, *, digits: bool = False) -> Any:
    """Where a person types a code; letters are among them, unless it is an app's, of digits alone."""
    widget = forms.TextInput(attrs={**ONE_TIME, **(DIGITS if digits else LETTERS)})
    return forms.CharField(label=label, widget=widget, error_messages={"required": _("Type the code.")})


def check_code_limit(address: str) -> None:
    """Refuse to mail more codes to an address than somebody who waits for one would ask for."""
    key = known_browsers.limit_key(context.request, address)
    for action in ("request_login_code", "login_code_hour"):
        if not ratelimit.consume(context.request, action=action, key=key):
            raise get_adapter().validation_error("too_many_login_attempts")


class Entrance:
    """A form that lets somebody in: nothing is saved by it."""

    saves = False


class SignInForm(Entrance, own.CleanInput, allauth.RequestLoginCodeForm):
    """Asks for an address; whether we know it stays unsaid."""

    email = address_field()

    def clean_email(self) -> str | None:
        email = self.cleaned_data["email"].lower()
        check_code_limit(email)
        person = Person.objects.with_address(email)
        self._user = person if person and person.is_active else None
        return email


class CodeForm(Entrance, own.CleanInput, allauth.ConfirmLoginCodeForm):
    code = code_field(_("Code from the email"))


class PasswordSignInForm(Entrance, own.CleanInput, allauth.LoginForm):
    """For those who set a password on their profile."""

    def _setup_password_field(self):
        self.fields["login"] = address_field()
        self.fields["password"] = password_field(_("Password"), "current-password")


class PasswordAgainForm(Entrance, own.CleanInput, allauth.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field(_("Password"), "current-password")


class SecondStepForm(Entrance, own.CleanInput, second_step.AuthenticateForm):
    code = code_field(_("Code from your app"), digits=True)


class SecondStepAgainForm(Entrance, own.CleanInput, second_step.ReauthenticateForm):
    code = code_field(_("Code from your app"), digits=True)


class ActivateAppForm(Entrance, own.CleanInput, totp.ActivateTOTPForm):
    code = code_field(_("The six digits that the app shows"), digits=True)

    def clean_code(self) -> str | None:
        code = super().clean_code()
        # The code that switches the app on proves who is there: the recovery codes come without asking again.
        record_authentication(context.request, self.user, "mfa", type="totp", reauthenticated=True)
        return code


def password_field(label: str, autocomplete: str, **kwargs: Any) -> Any:
    """A password, never put back into the page."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget, **kwargs)
