"""An organisation: what it is called, where it takes part and who speaks for it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import form_page
from backbone.typed_text import searched_words
from partnerships import organisations
from partnerships.access import get_merge, get_organisation
from partnerships.countries import name_of
from partnerships.forms.organisations import OrganisationForm
from partnerships.merges import likely_doubles, merging
from partnerships.models import Merge, Organisation
from partnerships.views.doubles import merge_other


@require_safe
def organisation_page(request: Any, pk: int) -> HttpResponse:
    """Its names and what it is, the partnerships that the reader may see, and who represents it there."""
    organisation = get_organisation(request.user, pk)
    seats = organisations.seats_of(organisation, request.user)
    speakers = organisations.speakers_of(organisation, request.user)
    context = {
        "organisation": organisation,
        "country": name_of(organisation.country),
        "may_be_changed": organisations.may_be_changed(organisation, request.user),
        "seats": first_rows(seats, request.GET, "seats"),
        "speakers": first_rows(speakers, request.GET, "speakers"),
        **_doubles(request, organisation),
    }
    return render(request, "partnerships/organisation.html", context)


def _doubles(request, organisation):
    """Which others may be the same one, or are called as was asked, and what was merged into it."""
    words = searched_words(request.GET)
    doubles = likely_doubles.of_organisation(organisation, request.user, words)
    merged = merging.merged_into(organisation, Merge.Kind.ORGANISATION, request.user)
    for one in doubles:
        one.page = one.get_absolute_url()
    for one in merged:
        one.undo_address = reverse("merge_undo", args=[one.pk])
        one.moves_back = merging.moves_back(one)
    return {
        "words": words,
        "doubles": doubles,
        "merged": merged,
        "merge_address": reverse("organisation_merging", args=[organisation.pk]),
    }


@require_POST
def organisation_merging(request: Any, pk: int) -> HttpResponse:
    """Let the organisation that was sent be this one from now on."""
    stays = get_organisation(request.user, pk)
    merge_other(request, stays, partial(get_organisation, request.user), merging.merge_organisations)
    return redirect("organisation", pk)


@require_POST
def merge_undo(request: Any, pk: int) -> HttpResponse:
    """Make two organisations of one again."""
    merged = get_merge(request.user, pk, Merge.Kind.ORGANISATION)
    try:
        back = merging.undo(merged, Organisation, by=request.user)
        messages.success(
            request, _("%(organisation)s is an organisation of its own again.") % {"organisation": back}
        )
    except merging.CannotUndo as refused:
        messages.error(request, str(refused))
    return redirect("organisation", merged.stays_id)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_edit(request: Any, pk: int) -> HttpResponse:
    """Put right what it is called and what it is."""
    organisation = get_organisation(request.user, pk)
    if not organisations.may_be_changed(organisation, request.user):
        messages.error(
            request, _("It is also a partner where you do not coordinate. An administrator can change it.")
        )
        return redirect("organisation", pk)
    return form_page(
        request,
        OrganisationForm(
            request.POST or None,
            instance=organisation,
            leads=organisations.possible_leads(organisation, request.user),
        ),
        None,
        title=_("Edit %(organisation)s") % {"organisation": organisation},
        kicker=organisation,
        lead=_("It is called so in every partnership in which it is a partner."),
        submit=_("Save organisation"),
        done=_("Organisation saved."),
        back=organisation.get_absolute_url(),
    )
