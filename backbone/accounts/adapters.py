"""What allauth asks of us: mails through the outbox, words of our own, secrets encrypted."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from backbone.accounts import second_step
from backbone.accounts.middleware import must_use_second_step
from backbone.accounts.models import AddressProposal, Person
from backbone.outbox.mail import queue, wake_on_commit

if TYPE_CHECKING:
    from django.http import HttpRequest

# allauth's message templates that we want to say something about, in our words; the rest stays unsaid.
MESSAGES = {
    "mfa/messages/totp_activated.txt": _(
        "Two-step sign-in is on. Keep the codes below for when you lose your phone."
    ),
    "mfa/messages/totp_deactivated.txt": _("Two-step sign-in is off."),
    "mfa/messages/recovery_codes_generated.txt": _("These are your new codes. The old ones no longer work."),
    "account/messages/logged_out.txt": _("You are signed out."),
}
# What a person is told by mail about their own sign-in.
NOTICES = {
    "mfa/email/totp_activated": _("Two-step sign-in was switched on for your account."),
    "mfa/email/totp_deactivated": _("Two-step sign-in was switched off for your account."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account."),
}
CODE_MAIL = "account/email/login_code"
# What allauth says after a code was asked for, whether anybody signs in with the address or not.
CODE_SENT = "account/messages/login_code_sent.txt"
WRONG_CODE = _("That code is not correct. Check it, or ask for a new one.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("This password is not right."),
        "email_password_mismatch": _("The address or the password is not correct."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes and try again."),
        "rate_limited": _("That was tried too often. Wait a minute and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: coordinators and administrators add people."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """A sign-in code goes through the outbox, also while other mail is held."""
        person = Person.objects.with_address(email)
        if person and template_prefix == CODE_MAIL:
            _queue(person, "login_code", {"code": context["code"]}, address=email)

    def send_notification_mail(
        self, template_prefix: str, user: Person, context: Any = None, email: Any = None
    ) -> None:
        """Tell a person that their sign-in changed."""
        if template_prefix in NOTICES:
            tell_of_change(user, NOTICES[template_prefix])

    def add_message(
        self,
        request: Any,
        level: int,
        message_template: str | None = None,
        message_context: dict | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our own sentence, or nothing."""
        if message_template == CODE_SENT:
            _take_as_long(message_context["email"])
        message = message or MESSAGES.get(message_template)
        if message:
            super().add_message(request, level, extra_tags=extra_tags, message=message)


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "This code is not right. Codes change every 30 seconds; type the one you see now."
        ),
        "cannot_delete_authenticator": _("Your role requires two-step sign-in, so it can’t be switched off."),
    }

    def encrypt(self, text: str) -> str:
        return second_step.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str | None:
        return second_step.decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return not must_use_second_step(authenticator.user)


def tell_of_change(
    person: Person,
    what: str,
    address: str = "",
    objection: AddressProposal | None = None,
    by: Person | None = None,
) -> None:
    """Mail somebody that something about their sign-in changed, or will.

    address: another one than that of the sign-in; objection: the proposal to which they can say no; by: who else did it
    """
    context = {"what": what, "objection": objection, "by": by}
    _queue(person, "sign_in_changed", context, address=address or person.email)


def _take_as_long(address):
    """The work of a mail for an address that nobody signs in with, taken back: the time tells nothing."""
    if Person.objects.filter(email=Person.objects.normalise(address), is_active=True).exists():
        return
    with transaction.atomic():
        stranger = Person(name="", language=translation.get_language(), timezone=settings.TIME_ZONE)
        key = f"nobody:{uuid.uuid4()}"
        queue(
            key=key,
            address=address,
            kind="login_code",
            context={"code": "", "person": stranger},
            urgent=True,
        )
        transaction.set_rollback(True)
    wake_on_commit()


@transaction.atomic
def _queue(person, kind, context, address):
    key = f"{kind}:{person.pk}:{uuid.uuid4()}"
    return queue(key=key, person=person, address=address or "", kind=kind, context=context, urgent=True)
