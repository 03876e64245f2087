"""A person's language and time zone for the whole request, and who gets how far without signing in."""

from urllib.parse import urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

from backbone.accounts import duties
from backbone.pages.htmx import is_fragment

# Every other address asks for a sign-in. Mailed links and the verify page carry their own proof.
OPEN_TO_ALL = (
    "/health/",
    "/identity/",
    "/l/",
    "/verify/",
    "/mail/",
    "/sign-in/",
    "/sign-out/",
    "/language/",
    "/start/",
    "/demo/",
)
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
            return response


class SignInMiddleware:
    """Visitors are asked to sign in, except where a page is open to all."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
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

    def process_view(self, request, view, args, kwargs):
        person = request.user
        if not settings.TWO_FACTOR_REQUIRED or not person.is_authenticated:
            return None
        if request.path.startswith(OPEN_WITHOUT_SECOND_STEP) or not must_use_second_step(person):
            return None
        return None if is_mfa_enabled(person) else redirect("mfa_activate_totp")


def must_use_second_step(person):
    """Whether this person's duties ask for a second step here."""
    return settings.TWO_FACTOR_REQUIRED and bool(NEED_SECOND_STEP & person.duties)


def _came_from(request):
    """After a session ended under a form: the form's page, where the browser gives back what was typed."""
    referer = urlsplit(request.headers.get("Referer", ""))
    return referer.path if referer.netloc == request.get_host() else "/"


def _visitor_language(request):
    return translation.get_language_from_request(request)
