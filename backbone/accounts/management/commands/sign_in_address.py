"""`manage.py sign_in_address ruth@example.org`: a sign-in that does not depend on mail."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError

from backbone.accounts.first_start import sign_in_address
from backbone.accounts.models import Person


class Command(BaseCommand):
    help = "Print an address that signs one person in, once, within a day."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("address")

    def handle(self, address: str, **options: Any) -> None:
        person = Person.objects.with_address(address)
        if person is None:
            raise CommandError(f"Nobody signs in with {address}.")
        self.stdout.write(sign_in_address(person))
