"""Who is there, asked of somebody who signs in by mailed codes alone."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from backbone.accounts import mailed_codes
from backbone.accounts.adapters import WRONG_CODE
from backbone.accounts.forms import check_code_limit, code_field
from backbone.pages.forms import Form

SLOT = "who_is_there"


class CodeAgainForm(Form):
    code = code_field(gettext_lazy("Code from the email"))


class MailForm(Form):
    """Nothing to type: it refuses to mail code after code."""

    def __init__(self, *args, address, **kwargs):
        super().__init__(*args, **kwargs)
        self.address = address

    def clean(self) -> None:
        check_code_limit(self.address)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def code_again(request: Any) -> HttpResponse:
    """Mail a code to the address that the person signs in with, and go on with what was begun when it comes back."""
    if request.POST.get("action") == "code":
        return _checked(request)
    form = MailForm(
        request.POST if request.POST.get("action") == "mail" else None, address=request.user.email
    )
    if form.is_valid():
        mailed_codes.mail_code(request, request.user.email, "login_code", SLOT)
        return redirect(request.get_full_path())
    return _page(request, form)


def _checked(request):
    form = CodeAgainForm(request.POST)
    if form.is_valid() and mailed_codes.code_is_right(request, form.cleaned_data["code"], SLOT):
        mailed_codes.forget(request, SLOT)
        record_authentication(request, request.user, "code", email=request.user.email, reauthenticated=True)
        return resume_request(request) or redirect("settings")
    if form.is_valid():
        form.add_error("code", WRONG_CODE)
    return _page(request, form)


def _page(request, form):
    asked = mailed_codes.asked_for(request, SLOT)
    form = CodeAgainForm() if asked and not isinstance(form, CodeAgainForm) else form
    return render(
        request, "accounts/code_again.html", {"form": form, "asked": asked, "next": request.GET.get("next")}
    )
