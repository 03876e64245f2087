"""One's own sign-in address."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from backbone.accounts import addresses
from backbone.accounts.adapters import WRONG_CODE, tell_of_change
from backbone.accounts.forms import address_field, check_code_limit, code_field
from backbone.pages.forms import Form


class AddressForm(Form):
    address = address_field()

    def clean_address(self):
        address = self.cleaned_data["address"].lower()
        check_code_limit(address)
        return address


class AddressCodeForm(Form):
    code = code_field(gettext_lazy("Code from the mail to the new address"))


@require_http_methods(["GET", "HEAD", "POST"])
def own_address(request):
    """Ask for a new address, mail a code there, change it when the code comes back."""
    step = request.POST.get("action")
    if step == "code" and addresses.asked_for(request):
        return _confirm(request)
    form = AddressForm(request.POST if step == "ask" else None)
    if step == "ask" and form.is_valid():
        addresses.mail_code(request, form.cleaned_data["address"])
        return redirect("own_address")
    if step == "forget":
        addresses.forget(request)
    return _page(request, form, AddressCodeForm())


def _confirm(request):
    form = AddressCodeForm(request.POST)
    old, address = request.user.email, addresses.asked_for(request)
    if not form.is_valid() or not addresses.code_is_right(request, form.cleaned_data["code"]):
        if form.is_valid():
            form.add_error("code", WRONG_CODE)
        return _page(request, AddressForm(), form)
    addresses.forget(request)
    try:
        addresses.change_sign_in_address(request.user, address)
    except addresses.AddressTaken:
        messages.error(request, addresses.taken_words())
        return redirect("own_address")
    if old:
        tell_of_change(request.user, _("You now sign in with %(address)s.") % {"address": address})
    messages.success(request, _("You now sign in with %(address)s.") % {"address": address})
    return redirect("settings")


def _page(request, form, code_form):
    context = {"form": form, "code_form": code_form, "asked": addresses.asked_for(request)}
    return render(request, "accounts/address.html", context)
