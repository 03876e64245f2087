"""Browsers in which somebody signed in before: a stranger who asks for codes to an address locks out only other strangers."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpResponse

from backbone.accounts.models import Person

COOKIE, SALT = "known", "backbone.accounts.known-browsers"
YEAR, MOST = 365 * 24 * 3600, 5


def limit_key(request: Any, address: str) -> str:
    """Under which name codes to this address are counted for this browser: the owner's own counts apart."""
    people = _people(request)
    person = Person.objects.with_address(address) if people else None
    return f"{address} {people[str(person.pk)]}" if person and str(person.pk) in people else address


def remember(request: Any, response: HttpResponse) -> None:
    """Let the browser know who signed in here; at most five people, the last ones."""
    people, key = _people(request), str(request.user.pk)
    if key in people:
        return
    people = dict([*people.items(), (key, secrets.token_hex(8))][-MOST:])
    response.set_cookie(
        COOKIE,
        signing.dumps(people, salt=SALT),
        max_age=YEAR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _people(request):
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=YEAR)
    except signing.BadSignature:
        return {}
