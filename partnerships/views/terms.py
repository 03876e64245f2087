"""What a partner gives and what it gets: add, edit, remove."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.pages.coming_back import asked_back
from backbone.pages.form_pages import CONFLICT, form_page, show_form
from backbone.panels import registry, shown
from partnerships import partners
from partnerships.access import (
    get_benefit,
    get_contribution,
    get_own_partner,
    get_partner,
    get_term,
)
from partnerships.forms.terms import (
    BenefitForm,
    ContributionForm,
    DeclineForm,
    OfferForm,
    ProposedBenefitForm,
)
from partnerships.models import Benefit, Contribution
from partnerships.offering import agreeing, changes
from partnerships.views.removals import remove

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def contribution_new(request: Any, pk: int) -> HttpResponse | None:
    """Add something that a partner gives."""
    partner = get_partner(request.user, pk, "coordinate")
    currency = partner.partnership.currency
    return _contribution(request, Contribution(partner=partner, currency=currency, recorded_by=request.user))


@require_http_methods(FORM)
def contribution_offer(request: Any, pk: int) -> HttpResponse:
    """A partner offers something; its coordinators find it under "Needs you"."""
    partner = get_own_partner(request.user, pk)
    row = Contribution(
        partner=partner,
        partnership=partner.partnership,
        currency=partner.partnership.currency,
        state=Contribution.State.OFFERED,
        source=request.user.name,
        recorded_by=request.user,
    )
    done = _("Offered. The coordinator sees it, and agrees or calls you.")
    return _offer(request, row, submit=_("Offer it"), done=done)


def _offer(request, row, **words):
    return _term_page(
        request, OfferForm, row, title=_("What %(partner)s offers") % {"partner": row.partner}, **words
    )


@require_POST
def contribution_agreement(request: Any, pk: int) -> HttpResponse:
    """Agree to what a partner offers."""
    row = get_contribution(request.user, agreeing.key_now(Contribution, pk), "coordinate")
    if row.in_place_of_id:
        words = _("Agreed: “%(what)s” is what holds now.")
    else:
        words = _("Agreed: “%(what)s” is pledged.")
    return _agree(request, row, words % {"what": partners.in_words(row)})


def _agree(request, row, done):
    if agreeing.agree_to_offer(row, by=request.user):
        messages.success(request, done)
    else:
        messages.info(request, _("It was agreed already."))
    return redirect(asked_back(request, row.partner.get_absolute_url()))


@require_http_methods(FORM)
def contribution_decline(request: Any, pk: int) -> HttpResponse:
    """Say "not now" to what a partner offers, with the reason."""
    return _decline(request, get_contribution(request.user, pk, "coordinate"))


def _decline(request, row):
    form = DeclineForm(request.POST or None)
    back = row.partner.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        if agreeing.decline_offer(row, form.cleaned_data["words"], by=request.user):
            messages.success(request, _("Noted. The partner is told why, and can change its offer."))
        else:
            messages.info(request, _("It was agreed or declined already."))
        return redirect(asked_back(request, back))
    words = {"title": _("Not now"), "lead": partners.in_words(row), "submit": _("Say it"), "nav": "partners"}
    return show_form(request, form, row.partnership, back=back, **words)


@require_http_methods(FORM)
def contribution_edit(request: Any, pk: int) -> HttpResponse | None:
    """Change something that a partner gives; the partner changes what it only offers."""
    row = get_term(request.user, pk, Contribution, agreed=changes.is_typed(request.POST))
    removal = reverse("contribution_removal", args=[pk])
    if not row.partnership.access.coordinate:
        if not row.is_open_offer:
            return _typed_too_late(request, row, OfferForm)
        return _offer(request, row, removal=removal, **_changed_offer())
    return _contribution(request, row, removal=removal, history=f"contribution-{pk}")


def _typed_too_late(request, row, form_class):
    """The page of what a partner sent when it was agreed already: what holds, and its words as a change of it."""
    form = changes.form_of(row, form_class, request.POST, request.user)
    page = {
        "title": str(row),
        "lead": changes.in_words(row),
        "submit": _("Propose it as a change"),
        "back": row.partner.get_absolute_url(),
        "nav": "partners",
    }
    if changes.is_proposed(request.POST):
        return form_page(request, form, row.partnership, done=changes.done(), **page)
    response = show_form(request, form, row.partnership, **page)
    response.status_code = CONFLICT
    return response


def _changed_offer():
    def done(row: Contribution) -> str:
        return _("Saved: “%(what)s”. The coordinator sees it.") % {"what": partners.in_words(row)}

    return {"submit": _("Save the change"), "done": done, "is_offer": True}


def _contribution(request, row, **page):
    title = _("What %(partner)s gives") % {"partner": row.partner}
    done = _("Contribution saved.")
    if row.signed_off_at:
        done = _("Contribution saved. If anything of it was changed, sign it off again in the ledger.")
    words = {"title": title, "submit": _("Save contribution"), "done": done}
    return _term_page(request, ContributionForm, row, **words, **page)


@require_POST
def contribution_removal(request: Any, pk: int) -> HttpResponse | None:
    """Remove a contribution that was recorded by mistake; the partner withdraws what it only offers."""
    return _remove(request, get_term(request.user, pk, Contribution))


@require_http_methods(FORM)
def benefit_new(request: Any, pk: int) -> None:
    """Add something that a partner gets."""
    partner = get_partner(request.user, pk, "coordinate")
    return _benefit(request, Benefit(partner=partner, recorded_by=request.user))


@require_http_methods(FORM)
def benefit_proposal(request: Any, pk: int) -> HttpResponse:
    """A partner says what it gets or hopes for; its coordinators find it under "Needs you"."""
    partner = get_own_partner(request.user, pk)
    row = Benefit(
        partner=partner,
        partnership=partner.partnership,
        own_words=True,
        is_proposed=True,
        source=request.user.name,
        recorded_by=request.user,
    )
    done = _("Proposed. The coordinator sees it, and agrees or calls you.")
    return _proposal(request, row, submit=_("Propose it"), done=done)


def _proposal(request, row, **words):
    return _term_page(
        request,
        ProposedBenefitForm,
        row,
        title=_("What %(partner)s gets") % {"partner": row.partner},
        **words,
    )


@require_POST
def benefit_agreement(request: Any, pk: int) -> HttpResponse:
    """Agree to what a partner says that it gets."""
    row = get_benefit(request.user, agreeing.key_now(Benefit, pk), "coordinate")
    return _agree(request, row, _("Agreed: “%(what)s” counts from now on.") % {"what": row})


@require_http_methods(FORM)
def benefit_decline(request: Any, pk: int) -> HttpResponse:
    """Say "not now" to what a partner says that it gets or hopes for, with the reason."""
    return _decline(request, get_benefit(request.user, pk, "coordinate"))


@require_http_methods(FORM)
def benefit_edit(request: Any, pk: int) -> HttpResponse | None:
    """Change something that a partner gets; the partner changes what it only proposes."""
    row = get_term(request.user, pk, Benefit, agreed=changes.is_typed(request.POST))
    removal = reverse("benefit_removal", args=[pk])
    if not row.partnership.access.coordinate:
        if not row.is_open_offer:
            return _typed_too_late(request, row, ProposedBenefitForm)
        return _proposal(request, row, removal=removal, **_changed_offer())
    return _benefit(request, row, removal=removal, history=f"benefit-{pk}")


def _benefit(request, row, **page):
    title = _("What %(partner)s gets") % {"partner": row.partner}
    words = {"title": title, "submit": _("Save benefit"), "done": _("Benefit saved.")}
    return _term_page(request, BenefitForm, row, **words, **page)


@require_POST
def benefit_removal(request: Any, pk: int) -> HttpResponse | None:
    """Remove a benefit that was recorded by mistake; the partner withdraws what it only proposes."""
    return _remove(request, get_term(request.user, pk, Benefit))


def _term_page(request, form_class, row, **page):
    partner = row.partner
    form = form_class(request.POST or None, instance=row, partnership=partner.partnership)
    back = partner.get_absolute_url()
    is_new = row.pk is None
    page |= {"nav": "partners", "another": is_new}
    if not is_new:
        page["panels"] = shown(registry.row_page, person=request.user, row=row)
    return form_page(request, form, partner.partnership, back=back, **page)


@transaction.atomic
def _remove(request, row):
    """A partner withdraws nothing to which somebody agreed at that moment."""
    back = row.partner.get_absolute_url()
    if not row.partnership.access.coordinate and agreeing.open_offer(row) is None:
        messages.info(request, _("It was agreed already."))
        return redirect(back)
    return remove(request, row, back=back)
