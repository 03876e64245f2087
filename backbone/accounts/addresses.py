"""Changing the address with which a person signs in: proved by a code mailed to the new one."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from backbone.accounts.models import Person
from backbone.accounts.who_is_there import end_other_sessions

KEY = "new_address"


class AddressTaken(Exception):
    """Somebody else signs in with this address."""


@transaction.atomic
def change_sign_in_address(person: Person, address: str, request: Any = None) -> Person | None:
    """Give the person another sign-in address, or none; what the old one opened is closed, but the request's session."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    person.email = Person.objects.normalise(address)
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
    except IntegrityError as error:
        raise AddressTaken from error
    EmailAddress.objects.filter(user=person).delete()
    end_other_sessions(person, request)
    return person


def change_contact_address(person: Person, address: str) -> None:
    """Let mail for the person go to another address, or to the one they sign in with when it is empty."""
    person.contact_email = Person.objects.normalise(address) or ""
    person.revision += 1
    person.save(update_fields=["contact_email", "revision"])


def taken_words() -> str:
    """What the person reads when an address belongs to somebody else."""
    return _("This address can’t be used: somebody else signs in with it.")
