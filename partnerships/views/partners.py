"""Partners: the list of all as equals, a partner's page, joining and withdrawing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import after_saving, focus_first, form_page, status_of
from backbone.panels import registry, shown
from backbone.typed_text import clean_text
from partnerships import leaving, partners
from partnerships.access import get_partner, get_partnership
from partnerships.forms.partners import NewPartnerForm, PartnerForm, WithdrawalForm
from partnerships.pausing import pauses, who_rests
from partnerships.views.removals import remove

PER_PAGE = 50
FORM = ["GET", "HEAD", "POST"]


@require_safe
def partner_list(request: Any, slug: str) -> HttpResponse:
    """All partners by name, with what each gives and gets; the address says what is shown and how sorted."""
    partnership = get_partnership(request.user, slug)
    asked = {name: clean_text(request.GET.get(name, usual)) for name, usual in LIST_PARAMETERS.items()}
    found = partners.chosen(partnership, words=asked["q"].strip(), show=asked["show"], sort=asked["sort"])
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "partnership": partnership,
        "table": partners.table(partnership, list(page.object_list)),
        "page": page,
        "is_filtered": asked["q"] or asked["show"] != "present",
        **asked,
    }
    return render(request, "partnerships/partners.html", context)


LIST_PARAMETERS = {"q": "", "show": "present", "sort": "name"}


@require_http_methods(FORM)
def partner_new(request: Any, slug: str) -> HttpResponse | None:
    """Add an organisation to the partnership."""
    partnership = get_partnership(request.user, slug, "coordinate")
    initial = {"organisation_name": clean_text(request.GET.get("name", ""))[:200]}
    form = NewPartnerForm(request.POST or None, partnership=partnership, initial=initial)
    if request.method == "POST" and form.is_valid() and (partner := form.save_or_conflict()):
        joined = _("%(partner)s is a partner now.") % {"partner": partner}
        messages.success(request, " ".join([joined, *form.linked]))
        return redirect(after_saving(request, partner))
    focus_first(form)
    context = {"form": form, "partnership": partnership, "nav": "partners"}
    return render(request, "partnerships/partner_new.html", context, status=status_of(form))


@require_safe
def partner_page(request: Any, pk: int) -> HttpResponse | None:
    """A partner: what one wants to know before a call, its people, what it gives and gets, what it wants for itself."""
    partner = get_partner(request.user, pk)
    partnership = partner.partnership
    lists = _lists(partner, request.GET)
    _say_beside(lists["representatives"], request.user, partner)
    context = {
        "partnership": partnership,
        "partner": partner,
        **lists,
        "known": partners.known_of(partnership, partner),
        "pause": pauses.current(partnership, partner=partner),
        "paused_people": who_rests.paused_people(partnership),
        "left_lately": leaving.left_lately(partner) if partnership.access.coordinate else (),
        "panels": shown(
            registry.sorted("partner_page"),
            partnership=partnership,
            partner=partner,
            person=request.user,
            request=request,
        ),
        "nav": "partners",
    }
    return render(request, "partnerships/partner.html", context)


def _lists(partner, query):
    """What belongs to a partner, the first rows of each."""
    lists = {
        "representatives": partner.representatives.current().select_related("person"),
        "contributions": _shown_terms(partner, partner.contributions),
        "benefits": _shown_terms(partner, partner.benefits),
        "bodies": partner.bodies.all(),
    }
    return {name: first_rows(rows, query, name) for name, rows in lists.items()}


def _say_beside(seats, person, partner):
    """What apps say beside each of the people that are shown."""
    seats = list(seats)
    for seat in seats:
        seat.partner, seat.partnership = partner, partner.partnership
    found = [source(person, partner, seats) for source in registry.seat_lines]
    for seat in seats:
        seat.lines = [lines[seat.pk] for lines in found if seat.pk in lines]


def _shown_terms(partner, rows):
    """What is only offered is between the partner and its coordinators."""
    return rows.all() if partner.partnership.access.is_between(partner.pk) else rows.agreed()


@require_http_methods(FORM)
def partner_edit(request: Any, pk: int) -> HttpResponse | None:
    """Role, since, own objectives and mandate of a partner."""
    partner = get_partner(request.user, pk, "coordinate")
    return form_page(
        request,
        PartnerForm(request.POST or None, instance=partner, partnership=partner.partnership),
        partner.partnership,
        title=_("Edit %(partner)s") % {"partner": partner},
        submit=_("Save partner"),
        done=_("Partner saved."),
        back=partner.get_absolute_url(),
        nav="partners",
        removal=reverse("partner_removal", args=[pk]),
    )


@require_POST
def partner_removal(request: Any, pk: int) -> HttpResponse | None:
    """Remove a partner that was recorded by mistake; one on which something issued or given hangs withdraws."""
    partner = get_partner(request.user, pk, "coordinate")
    back = reverse("partners", args=[partner.partnership.slug])
    return remove(request, partner, back=back, page=partner.get_absolute_url())


@require_http_methods(FORM)
def partner_withdrawal(request: Any, pk: int) -> HttpResponse | None:
    """Record that a partner leaves; nothing about it is deleted."""
    partner = get_partner(request.user, pk, "coordinate")
    hanging = leaving.hanging_on_people_of(partner)
    form = WithdrawalForm(request.POST or None, partner=partner, hangs=bool(hanging))
    if request.method == "POST" and form.is_valid():
        to, agreed = form.cleaned_data.get("to"), form.cleaned_data.get("agreed", False)
        leaving.withdraw(partner, form.cleaned_data["day"], to=to, agreed=agreed, by=request.user)
        messages.success(request, _("Withdrawal of %(partner)s recorded.") % {"partner": partner})
        return redirect("partner", partner.pk)
    seats = partner.representatives.current().select_related("person")
    context = {
        "form": form,
        "partner": partner,
        "partnership": partner.partnership,
        "hanging": hanging,
        "seats": first_rows(seats, request.GET, "seats"),
        "nav": "partners",
    }
    return render(request, "partnerships/partner_withdrawal.html", context, status=status_of(form))


@require_http_methods(["POST"])
def partner_return(request: Any, pk: int) -> HttpResponse | None:
    """Take a recorded withdrawal back."""
    partner = get_partner(request.user, pk, "coordinate")
    if partners.take_back_withdrawal(partner):
        messages.success(request, _("%(partner)s is a partner again.") % {"partner": partner})
    return redirect("partner", partner.pk)
