"""What a partner gives and what it gets: add, edit, remove."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from partnerships.access import get_of_partner, get_partner
from partnerships.forms.terms import BenefitForm, ContributionForm
from partnerships.models import Benefit, Contribution
from partnerships.views.pages import form_page, remove

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def contribution_new(request, pk):
    """Add something that a partner gives."""
    partner = get_partner(request.user, pk, "coordinate")
    row = Contribution(partner=partner, currency=partner.partnership.currency, recorded_by=request.user)
    return _contribution_page(request, row, partner)


@require_http_methods(FORM)
def contribution_edit(request, pk):
    """Change something that a partner gives."""
    row = get_of_partner(Contribution, request.user, pk, "coordinate")
    return _contribution_page(request, row, row.partner, reverse("contribution_removal", args=[pk]))


def _contribution_page(request, row, partner, removal=""):
    form = ContributionForm(request.POST or None, instance=row, partnership=partner.partnership)
    return form_page(
        request,
        form,
        partner.partnership,
        title=_("What %(partner)s gives") % {"partner": partner},
        submit=_("Save contribution"),
        done=_("Contribution saved."),
        back=partner.get_absolute_url(),
        nav="partners",
        removal=removal,
    )


@require_POST
def contribution_removal(request, pk):
    """Remove a contribution that was recorded by mistake."""
    row = get_of_partner(Contribution, request.user, pk, "coordinate")
    done = _("“%(what)s” is removed.") % {"what": row}
    return remove(request, row, done=done, back=row.partner.get_absolute_url())


@require_http_methods(FORM)
def benefit_new(request, pk):
    """Add something that a partner gets."""
    partner = get_partner(request.user, pk, "coordinate")
    row = Benefit(partner=partner, recorded_by=request.user)
    return _benefit_page(request, row, partner)


@require_http_methods(FORM)
def benefit_edit(request, pk):
    """Change something that a partner gets."""
    row = get_of_partner(Benefit, request.user, pk, "coordinate")
    return _benefit_page(request, row, row.partner, reverse("benefit_removal", args=[pk]))


def _benefit_page(request, row, partner, removal=""):
    form = BenefitForm(request.POST or None, instance=row, partnership=partner.partnership)
    return form_page(
        request,
        form,
        partner.partnership,
        title=_("What %(partner)s gets") % {"partner": partner},
        submit=_("Save benefit"),
        done=_("Benefit saved."),
        back=partner.get_absolute_url(),
        nav="partners",
        removal=removal,
    )


@require_POST
def benefit_removal(request, pk):
    """Remove a benefit that was recorded by mistake."""
    row = get_of_partner(Benefit, request.user, pk, "coordinate")
    done = _("“%(what)s” is removed.") % {"what": row}
    return remove(request, row, done=done, back=row.partner.get_absolute_url())
