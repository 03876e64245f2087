"""A new installation: the address that makes the first administrator, and those that open the demo.

`make start` prints what `one_time_address()` and `demo_sign_ins()` return.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.db import connection, transaction
from django.urls import reverse

from backbone.accounts import duties
from backbone.accounts.models import Person

A_DAY = 24 * 60 * 60
START, ONCE, DEMO = "backbone.first-administrator", "backbone.sign-in-once", "backbone.demo"


class AlreadyStarted(Exception):
    """This installation has an administrator."""


def is_new() -> bool:
    """Whether no real person is known here yet."""
    return not Person.objects.filter(is_demo=False).exists()


# The first administrator


def one_time_address() -> str | None:
    """The address on which the first administrator introduces herself, or None when there is one.

    An only administrator without a mail address gets one too: no code can reach her.
    """
    if not duties.has_administrator():
        return settings.BASE_URL + reverse("first_administrator", args=[signing.dumps("start", salt=START)])
    people = [
        person
        for person in Person.objects.filter(is_demo=False, is_active=True)[:50]
        if person.is_administrator
    ]
    return sign_in_address(people[0]) if people and not any(person.email for person in people) else None


def is_start_token(token: str) -> bool:
    """Whether we signed this token in the last day."""
    return _read(token, START) == "start"


@transaction.atomic
def first_administrator(person: Person) -> Person | None:
    """Save the first person and make her administrator; only one can be the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(7300)")
    if duties.has_administrator():
        raise AlreadyStarted
    person.set_unusable_password()
    person.save()
    duties.make_administrator(person)
    return person


# Signing in without a mail


def sign_in_address(person: Person) -> str:
    """An address that signs this person in once, within a day: for when mail does not work yet."""
    token = signing.dumps([person.pk, _last(person)], salt=ONCE)
    return settings.BASE_URL + reverse("sign_in_once", args=[token])


def person_of(token: str) -> Person | None:
    """The person whom the address signs in, or None when it was used or is over."""
    found = _read(token, ONCE)
    person = Person.objects.filter(pk=found[0], is_active=True).first() if found else None
    return person if person and _last(person) == found[1] else None


def _last(person):
    return person.last_login.isoformat() if person.last_login else ""


# The demo


def demo_sign_ins() -> list:
    """(label, address) of the demo's coordinator, partner and leadership; empty outside the embedded mode."""
    if not settings.EMBEDDED:
        return []
    return [
        (f"{label}, {person}", settings.BASE_URL + reverse("demo_sign_in", args=[_demo_token(person)]))
        for label, person in duties.demo_people()
    ]


def demo_choices() -> list:
    """(label, name, path) for the first page."""
    if not settings.EMBEDDED:
        return []
    return [
        (label, str(person), reverse("demo_sign_in", args=[_demo_token(person)]))
        for label, person in duties.demo_people()
    ]


def demo_person(token: str) -> Person | None:
    """The person of the demo behind a one-click address, in the embedded mode only."""
    pk = _read(token, DEMO, max_age=None) if settings.EMBEDDED else None
    return Person.objects.filter(pk=pk, is_demo=True, is_active=True).first() if pk else None


def _demo_token(person):
    return signing.dumps(person.pk, salt=DEMO)


def _read(token, salt, max_age=A_DAY):
    try:
        return signing.loads(token, salt=salt, max_age=max_age)
    except signing.BadSignature:
        return None
