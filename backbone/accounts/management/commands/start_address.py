"""`manage.py start_address`: the one-time address for the first administrator."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError

from backbone.accounts.first_start import one_time_address


class Command(BaseCommand):
    help = "Print the one-time address on which the first administrator introduces herself."

    def handle(self, **options: Any) -> None:
        address = one_time_address()
        if not address:
            raise CommandError(
                "There is an administrator already; `sign_in_address` makes an address for one person."
            )
        self.stdout.write(address)
