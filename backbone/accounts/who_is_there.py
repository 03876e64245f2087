"""Asking who is there before a sign-in is changed, and ending the other sessions after it was.

A session that somebody left open must not be enough to take an account over. Who signed in, or was asked, a few
minutes ago is known; everybody else gives the second step, the password, or a code mailed to the address that they
sign in with now.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.core import context
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from backbone.accounts.models import Person

FRESH_SECONDS = 300
SIGNED_IN = "signed_in_at"


def must_be_known(view: Callable) -> Callable:
    """A decorator: what is sent to this view counts only from somebody who is surely there; reading is free."""

    @wraps(view)
    def asking(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in ("GET", "HEAD") or is_known(request):
            return view(request, *args, **kwargs)
        return suspend_request(request, reverse(_way_to_ask(request.user)))

    return asking


def is_known(request: HttpRequest) -> bool:
    """Whether this session began, or who is there was asked, in the last minutes."""
    moments = [record["at"] for record in get_authentication_records(request, request.user)]
    last = max([*moments, request.session.get(SIGNED_IN, 0)])
    return time.time() - last < FRESH_SECONDS


def note_sign_in(sender: Any, request: HttpRequest, user: Person, **_: Any) -> None:
    """When this session began; a receiver of Django's `user_logged_in`."""
    if request is not None:
        request.session[SIGNED_IN] = time.time()


def end_other_sessions(person: Person, request: HttpRequest | None = None) -> None:
    """End all of a person's sessions but that of the request, if it is theirs."""
    Person.objects.filter(pk=person.pk).update(sign_in_epoch=F("sign_in_epoch") + 1)
    if request is not None and request.user.pk == person.pk:
        request.user.refresh_from_db(fields=["sign_in_epoch"])
        update_session_auth_hash(request, request.user)


def second_step_changed(sender: Any, instance: Any, created: bool = True, **_: Any) -> None:
    """One was added or taken away; a receiver of the model's signals, whoever did it."""
    if created:
        end_other_sessions(instance.user, context.request)


def _way_to_ask(person):
    if is_mfa_enabled(person):
        return "mfa_reauthenticate"
    if person.has_usable_password():
        return "account_reauthenticate"
    return "code_again" if person.email else "account_logout"
