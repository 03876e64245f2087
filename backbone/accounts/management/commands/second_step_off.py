"""`manage.py second_step_off ADDRESS`: for whoever lost the second step, or whose key of second steps was lost."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from backbone.accounts.adapters import tell_of_change
from backbone.accounts.models import Person


class Command(BaseCommand):
    help = "Switch off the second step of one person's sign-in, end their sessions and tell them by mail."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("address", help="with which the person signs in")

    @transaction.atomic
    def handle(self, address: str, **options: Any) -> None:
        person = Person.objects.with_address(address)
        if person is None:
            raise CommandError(f"Nobody signs in with {address}.")
        if not Authenticator.objects.filter(user=person).delete()[0]:
            raise CommandError(f"{address} has no second step.")
        with translation.override(person.language):
            tell_of_change(person, _("Two-step sign-in was switched off for your account."))
        self.stdout.write(f"{address} signs in without a second step now, and may set up a new one.")
