"""The page on which somebody says, with the code from the mail there, that a proposed address is theirs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from backbone.accounts import addresses, proposals
from backbone.accounts.forms import code_field
from backbone.pages.form_pages import status_of
from backbone.pages.forms import Form

if TYPE_CHECKING:
    from uuid import UUID

    from backbone.accounts.models import AddressProposal

GONE = 410


class ProposalCodeForm(Form):
    code = code_field(gettext_lazy("Code from the email"))


def about_proposal(find: Callable, page: Callable) -> Callable:
    """A page in the language of whom the proposal concerns that `find` finds, unless the visitor chose one here.

    It is called with the proposal, or None when there is none any more.
    """

    @wraps(page)
    def shown(request: Any, pk: UUID) -> HttpResponse:
        proposal = find(pk)
        has_chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES or request.user.is_authenticated
        if proposal is None or has_chosen:
            return page(request, proposal)
        with translation.override(proposal.person.language):
            response = page(request, proposal)
        response["Content-Language"] = proposal.person.language
        return response

    return shown


@require_http_methods(["GET", "HEAD", "POST"])
@partial(about_proposal, proposals.open_proposal)
def proposed_address(request: Any, proposal: AddressProposal | None) -> HttpResponse:
    """Type the code, without a sign-in: whoever reads the mail at the address has it."""
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
@partial(about_proposal, proposals.unsettled)
def address_objection(request: Any, proposal: AddressProposal | None) -> HttpResponse:
    """Say no to a proposed address, from the mail to an address of before: nothing changes."""
    if proposal and request.method == "POST":
        proposals.object_to(proposal)
    context = {"proposal": proposal, "is_done": request.method == "POST"}
    return render(request, "accounts/address_objection.html", context, status=200 if proposal else GONE)
