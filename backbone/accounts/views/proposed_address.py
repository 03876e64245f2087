"""The page on which somebody says, with the code from the mail there, that a proposed address is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from backbone.accounts import addresses, proposals
from backbone.accounts.forms import code_field
from backbone.pages.form_pages import status_of
from backbone.pages.forms import Form

if TYPE_CHECKING:
    from uuid import UUID

GONE = 410


class ProposalCodeForm(Form):
    code = code_field(gettext_lazy("Code from the email"))


@require_http_methods(["GET", "HEAD", "POST"])
def proposed_address(request: Any, pk: UUID) -> HttpResponse:
    """Type the code, without a sign-in: whoever reads the mail at the address has it."""
    proposal = proposals.open_proposal(pk)
    if proposal is None:
        return render(request, "accounts/proposed_address.html", status=GONE)
    form = ProposalCodeForm(request.POST or None)
    context = {"proposal": proposal, "form": form}
    if request.method == "POST" and form.is_valid() and (moment := _accepted(request, form, proposal)):
        context |= {"counts_from": moment, "is_done": moment <= timezone.now()}
    return render(request, "accounts/proposed_address.html", context, status=status_of(form))


def _accepted(request, form, proposal):
    """The moment from which the address counts, or None with an error in the form."""
    try:
        moment = proposals.accept(proposal, form.cleaned_data["code"], by=request.user)
        if moment is None:
            form.add_error(
                "code", _("That code is not correct. Check it in the email; after five tries it ends.")
            )
        return moment
    except addresses.AddressTaken:
        form.add_error("code", addresses.taken_words())
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def address_objection(request: Any, pk: UUID) -> HttpResponse:
    """Say no to a proposed address, from the mail to an address of before: nothing changes."""
    proposal = proposals.unsettled(pk)
    if proposal and request.method == "POST":
        proposals.object_to(proposal)
    context = {"proposal": proposal, "is_done": request.method == "POST"}
    return render(request, "accounts/address_objection.html", context, status=200 if proposal else GONE)
