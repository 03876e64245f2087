"""A person's language and time zone for the whole request, and who gets how far without signing in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation

from backbone.accounts import duties, known_browsers
from backbone.accounts.second_step import SecondStepUnreadable
from backbone.pages.htmx import is_fragment

if TYPE_CHECKING:
    from backbone.accounts.models import Person

# Every other address asks for a sign-in. Mailed links and the verify page carry their own proof.
OPEN_TO_ALL = (
    "/health/",
    "/identity/",
    "/logos/",
    "/public/",
    "/l/",
    "/verify/",
    "/mailed-files/",
    "/mail/",
    "/sign-in/",
    "/sign-out/",
    "/language/",
    "/start/",
    "/demo/",
    "/address/",
)
# The same for everybody, and kept by browsers.
PUBLIC = ("/identity/", "/logos/", "/public/")
# What somebody needs who has to set up a second step first.
OPEN_WITHOUT_SECOND_STEP = (*OPEN_TO_ALL, "/me/two-factor/")
NEED_SECOND_STEP = {duties.ADMINISTRATOR, duties.COORDINATOR}


class PersonMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        person = request.user
        language = person.language if person.is_authenticated else _visitor_language(request)
        zone = person.zone if person.is_authenticated else None
        with translation.override(language), timezone.override(zone):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            if (person.is_authenticated or request.user.is_authenticated) and not request.path.startswith(
                PUBLIC
            ):
                # Nobody finds it with the back button on a shared computer after it was signed out.
                response["Cache-Control"] = "private, no-store"
            return response


class SignInMiddleware:
    """Visitors are asked to sign in, except where a page is open to all; a browser remembers who did."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and not request.path.startswith(PUBLIC):
            known_browsers.remember(request, response)
        return response

    def process_view(self, request: Any, view: Callable, args: tuple, kwargs: dict) -> None:
        if request.user.is_authenticated or request.path == "/" or request.path.startswith(OPEN_TO_ALL):
            return None
        if is_fragment(request):
            # The page stays as it is, with what was typed; it says that something is wrong.
            return HttpResponse(status=401)
        return redirect_to_login(
            request.get_full_path() if request.method in ("GET", "HEAD") else _came_from(request)
        )


class TwoFactorMiddleware:
    """Coordinators and administrators set up a second step before they go on, where the settings say so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request: Any, view: Callable, args: tuple, kwargs: dict) -> None:
        person = request.user
        if not settings.TWO_FACTOR_REQUIRED or not person.is_authenticated:
            return None
        if request.path.startswith(OPEN_WITHOUT_SECOND_STEP) or not must_use_second_step(person):
            return None
        if gave_second_step(request):
            return None
        return redirect_to_second_step(request) if is_mfa_enabled(person) else redirect("mfa_activate_totp")

    def process_exception(self, request: Any, error: Any) -> None:
        """Where no form can say it: the key with which second steps were stored is lost."""
        if not isinstance(error, SecondStepUnreadable):
            return None
        messages.error(request, error.message)
        return redirect("mfa_index")


def gave_second_step(request: Any) -> bool:
    """Whether it was given in this session."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def redirect_to_second_step(request: Any) -> HttpResponse:
    """Ask for it now, and lead back to the page."""
    return redirect_to_login(request.get_full_path(), login_url=reverse("mfa_reauthenticate"))


def must_use_second_step(person: Person) -> bool:
    """Whether this person's duties ask for a second step here."""
    return settings.TWO_FACTOR_REQUIRED and bool(NEED_SECOND_STEP & person.duties)


def _came_from(request):
    """After a session ended under a form: the form's page, where the browser gives back what was typed."""
    referer = urlsplit(request.headers.get("Referer", ""))
    return referer.path if referer.netloc == request.get_host() else "/"


def _visitor_language(request):
    return translation.get_language_from_request(request)
