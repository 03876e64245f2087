"""A new installation's first pages: look around in the demo, or begin."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.accounts import demo, first_start
from backbone.accounts.models import Person
from backbone.accounts.tasks import work_on_demo
from backbone.pages.forms import ModelForm
from backbone.pages.htmx import render_page
from backbone.time.time_zones import TimeZoneField

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


class FirstPersonForm(ModelForm):
    timezone = TimeZoneField(likely=Person.objects.zones_in_use)

    class Meta:
        model = Person
        fields = ("name", "email", "language", "timezone")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = not settings.EMBEDDED
        self.fields["email"].help_text = _(
            "Your sign-in codes are sent here. Partners do not see this address."
        )
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["name"].help_text = _(
            "Use the name partners know you by; it appears under emails and minutes."
        )
        self.fields["name"].widget = forms.TextInput(attrs={"autocomplete": "name", "autofocus": True})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first_administrator(request: Any, token: str) -> HttpResponse:
    """The address that `make start` printed: who are you?"""
    if not first_start.is_start_token(token):
        return render(request, "accounts/start_over.html", status=410)
    form = FirstPersonForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        try:
            person = first_start.first_administrator(form.save(commit=False))
        except first_start.AlreadyStarted:
            return render(request, "accounts/start_over.html", {"started": True}, status=410)
        login(request, person, backend=BACKEND)
        with override(person.language):
            messages.success(
                request, _("Welcome, %(name)s. You can now set everything up.") % {"name": person}
            )
        return redirect("home")
    started = first_start.duties.has_administrator()
    template = "accounts/start_over.html" if started else "accounts/start.html"
    return render(request, template, {"form": form, "started": started}, status=410 if started else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_once(request: Any, token: str) -> HttpResponse:
    """A one-time address printed on the machine: a button signs in, a second step is still asked for."""
    person = first_start.person_of(token)
    if person is None:
        return render(request, "accounts/start_over.html", {"once": True}, status=410)
    if request.method == "POST":
        return perform_login(request, Login(user=person, email=person.email))
    return render(request, "accounts/sign_in_once.html", {"person": person})


def visitor_page(request: Any) -> HttpResponse:
    """The start page for somebody who is not signed in."""
    work = demo.working() if settings.EMBEDDED else None
    choices = first_start.demo_choices()
    if not first_start.is_new() and not choices and not work:
        return redirect("account_login")
    context = {
        "new": not first_start.duties.has_administrator(),
        "embedded": settings.EMBEDDED,
        "demo_is_available": settings.EMBEDDED and demo.is_available(),
        "work": work,
        "choices": [] if work == "load" else choices,
    }
    return render_page(request, "accounts/first.html", context, partial="demo")


@never_cache
@require_POST
def demo_work(request: Any) -> HttpResponse | None:
    """Load or remove the demo; on this machine, or by an administrator."""
    action = request.POST.get("action")
    if not settings.EMBEDDED and not getattr(request.user, "is_administrator", False):
        raise PermissionDenied
    if action not in ("load", "remove") or not demo.is_available():
        raise Http404
    if demo.begin(action):
        work_on_demo.delay(action)
    return redirect("demo_progress" if request.user.is_authenticated else "home")


@never_cache
@require_safe
def demo_progress(request: Any) -> HttpResponse:
    """Whether the demo is still being loaded or removed, for somebody who is signed in."""
    if not request.user.is_authenticated:
        return redirect("home")
    context = {"work": demo.working(), "loaded": demo.is_loaded(), "choices": first_start.demo_choices()}
    return render_page(request, "accounts/demo.html", context, partial="demo")


@never_cache
@require_safe
def demo_sign_in(request: Any, token: str) -> HttpResponse | None:
    """One click signs in as somebody of the demo, on this machine."""
    person = first_start.demo_person(token)
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    return redirect("home")
