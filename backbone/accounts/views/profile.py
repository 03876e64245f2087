"""One's own page: name, language, mail, and how one signs in."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.forms import RadioSelect
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from backbone.accounts.adapters import tell_of_change
from backbone.accounts.forms import password_field
from backbone.accounts.models import Person
from backbone.accounts.who_is_there import FRESH_SECONDS, must_be_known
from backbone.pages.forms import Form, ModelForm
from backbone.panels import registry, shown
from backbone.paper import scripts
from backbone.time.time_zones import TimeZoneField


class ProfileForm(ModelForm):
    timezone = TimeZoneField(likely=Person.objects.zones_in_use)

    class Meta:
        model = Person
        fields = (
            "name",
            "salutation",
            "language",
            "timezone",
            "contact_email",
            "phone",
            "reached_by",
            "mail_preference",
            "shows_address",
            "shows_phone",
        )
        labels = {
            "shows_address": gettext_lazy("Partners may see my address"),
            "shows_phone": gettext_lazy("Partners may see my phone number"),
        }
        widgets = {"mail_preference": RadioSelect}


class PasswordForm(Form):
    """A new password, typed once; the old one first, unless the sign-in by code is fresh."""

    old = password_field(gettext_lazy("Your current password"), "current-password")
    new = password_field(gettext_lazy("New password"), "new-password")

    def __init__(self, *args, person, is_fresh, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["new"].help_text = " ".join(password_validators_help_texts())
        if is_fresh or not person.has_usable_password():
            del self.fields["old"]

    def clean_old(self) -> None:
        if not self.person.check_password(self.cleaned_data["old"]):
            raise ValidationError(_("This password is not right."))

    def clean_new(self) -> str | None:
        validate_password(self.cleaned_data["new"], self.person)
        return self.cleaned_data["new"]


@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: Any) -> HttpResponse:
    """The person's own details."""
    form = ProfileForm(request.POST or None, instance=Person.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid() and form.save_or_conflict():
        messages.success(request, _("Your settings are saved."))
        return redirect("settings")
    context = {
        "form": form,
        "second_step": is_mfa_enabled(request.user),
        "embedded": settings.EMBEDDED,
        "scripts_without_font": scripts.without_font() if request.user.is_administrator else [],
        "panels": shown(registry.sorted("own_page"), person=request.user),
    }
    return render(request, "accounts/settings.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@must_be_known
def password(request: Any) -> HttpResponse:
    """Set, change or remove a password."""
    person = request.user
    if request.POST.get("action") == "remove" and _signed_in_by_code(request):
        return _keep_signed_in(
            request, None, _("Your password was removed. You sign in with an emailed code.")
        )
    posted = request.POST if request.POST.get("action") == "set" else None
    form = PasswordForm(posted, person=person, is_fresh=_signed_in_by_code(request))
    if posted and form.is_valid():
        return _keep_signed_in(request, form.cleaned_data["new"], _("Your password is set."))
    context = {
        "form": form,
        "has_password": person.has_usable_password(),
        "can_remove": _signed_in_by_code(request),
    }
    return render(request, "accounts/password.html", context)


def _keep_signed_in(request, new, words):
    person = request.user
    person.set_password(new) if new else person.set_unusable_password()
    person.save(update_fields=["password"])
    update_session_auth_hash(request, person)
    tell_of_change(person, words)
    messages.success(request, words)
    return redirect("settings")


def _signed_in_by_code(request):
    """Whether this session began with a mailed code, a moment ago."""
    records = get_authentication_records(request, request.user)
    return any(r["method"] == "code" and time.time() - r["at"] < FRESH_SECONDS for r in records)
