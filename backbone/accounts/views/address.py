"""One's own sign-in address."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from backbone.accounts import addresses, mailed_codes
from backbone.accounts.adapters import WRONG_CODE, tell_of_change
from backbone.accounts.forms import address_field, check_code_limit, code_field
from backbone.accounts.who_is_there import must_be_known
from backbone.pages.forms import Form


class AddressForm(Form):
    address = address_field()

    def clean_address(self) -> str | None:
        address = self.cleaned_data["address"].lower()
        check_code_limit(address)
        return address


class AddressCodeForm(Form):
    code = code_field(gettext_lazy("Code from the email to the new address"))


@require_http_methods(["GET", "HEAD", "POST"])
@must_be_known
def own_address(request: Any) -> HttpResponse:
    """Ask for a new address, mail a code there, change it when the code comes back."""
    step = request.POST.get("action")
    if step == "code" and mailed_codes.asked_for(request, addresses.KEY):
        return _confirm(request)
    form = AddressForm(request.POST if step == "ask" else None)
    if step == "ask" and form.is_valid():
        mailed_codes.mail_code(request, form.cleaned_data["address"], "address_code", addresses.KEY)
        return redirect("own_address")
    if step == "forget":
        mailed_codes.forget(request, addresses.KEY)
    return _page(request, form, AddressCodeForm())


def _confirm(request):
    form = AddressCodeForm(request.POST)
    old, address = request.user.email, mailed_codes.asked_for(request, addresses.KEY)
    if not form.is_valid() or not mailed_codes.code_is_right(
        request, form.cleaned_data["code"], addresses.KEY
    ):
        if form.is_valid():
            form.add_error("code", WRONG_CODE)
        return _page(request, AddressForm(), form)
    mailed_codes.forget(request, addresses.KEY)
    try:
        addresses.change_sign_in_address(request.user, address, request)
    except addresses.AddressTaken:
        messages.error(request, addresses.taken_words())
        return redirect("own_address")
    if old:
        tell_of_change(request.user, _("You now sign in with %(address)s.") % {"address": address})
    messages.success(request, _("You now sign in with %(address)s.") % {"address": address})
    return redirect("settings")


def _page(request, form, code_form):
    context = {"form": form, "code_form": code_form, "asked": mailed_codes.asked_for(request, addresses.KEY)}
    return render(request, "accounts/address.html", context)
