"""Changing the address with which a person signs in: proved by a code mailed to the new one."""

import secrets
import time

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from backbone.accounts.models import Person
from backbone.outbox.mail import queue

KEY = "new_address"
MINUTES, TRIES = 10, 5
# Letters and digits that nobody mistakes for one another.
ALPHABET = "BCDFGHJKLMNPQRSTVWXZ23456789"


class AddressTaken(Exception):
    """Somebody else signs in with this address."""


@transaction.atomic
def change_sign_in_address(person, address):
    """Give the person another sign-in address, or none; what the old one opened is closed."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    person.email = Person.objects.normalise(address)
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
    except IntegrityError as error:
        raise AddressTaken from error
    EmailAddress.objects.filter(user=person).delete()
    return person


def mail_code(request, address):
    """Mail a code to the new address and remember in the session what was asked."""
    code = "".join(secrets.choice(ALPHABET) for _n in range(6))
    request.session[KEY] = {"address": address, "code": code, "until": time.time() + MINUTES * 60, "tries": 0}
    with transaction.atomic():
        queue(
            key=f"address:{request.user.pk}:{secrets.token_hex(16)}",
            person=request.user,
            address=address,
            kind="address_code",
            context={"code": code},
            urgent=True,
        )


def asked_for(request):
    """The new address whose code we wait for, or None."""
    asked = request.session.get(KEY)
    return asked["address"] if asked and asked["until"] > time.time() and asked["tries"] < TRIES else None


def code_is_right(request, code):
    """Whether this is the code that was mailed; each try counts."""
    asked = request.session.get(KEY)
    if not asked_for(request):
        return False
    request.session[KEY] = {**asked, "tries": asked["tries"] + 1}
    return constant_time_compare("".join(code.split()).upper(), asked["code"])


def forget(request):
    """Forget what was asked."""
    request.session.pop(KEY, None)


def taken_words():
    """What the person reads when an address belongs to somebody else."""
    return _("This address can’t be used: somebody else signs in with it.")
