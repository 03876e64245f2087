"""A contact who is known twice: who may be the same one, merging the two, and taking it back."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from backbone.accounts.models import Person
from backbone.typed_text import searched_words
from partnerships.access import get_merge, get_partnership
from partnerships.merges import likely_doubles
from partnerships.merges.merging import CannotUndo, merged_into, moves_back
from partnerships.models import Merge, Partnership
from partnerships.people import contacts, merging
from partnerships.persons import known_here
from partnerships.views.doubles import merge_other


def shown(request: Any, partnership: Partnership, person: Person) -> dict:
    """What a contact's page says of others who may be the same one, and of who was merged into them."""
    words = searched_words(request.GET)
    doubles = likely_doubles.of_person(person, known_here(partnership), words)
    merged = merged_into(person, Merge.Kind.PERSON, request.user)
    for one in doubles:
        one.page = reverse("contact", args=[partnership.slug, one.pk])
    for one in merged:
        one.undo_address = reverse("contact_merge_undo", args=[partnership.slug, person.pk, one.pk])
        one.moves_back = moves_back(one)
    return {
        "words": words,
        "doubles": doubles,
        "merged": merged,
        "merge_address": reverse("contact_merging", args=[partnership.slug, person.pk]),
    }


@require_POST
def contact_merging(request: Any, slug: str, pk: int) -> HttpResponse:
    """Let the contact that was sent be this one from now on."""
    partnership = get_partnership(request.user, slug, "coordinate")
    stays = contacts.get_contact(partnership, pk)
    merge_other(request, stays, partial(contacts.get_contact, partnership), merging.merge_people)
    return redirect("contact", slug, pk)


@require_POST
def contact_merge_undo(request: Any, slug: str, pk: int, merge_pk: int) -> HttpResponse:
    """Make two people of one again."""
    partnership = get_partnership(request.user, slug, "coordinate")
    person = contacts.get_contact(partnership, pk)
    merged = get_merge(request.user, merge_pk, Merge.Kind.PERSON)
    if merged.stays_id != person.pk:
        raise Http404
    try:
        back = merging.undo(merged, by=request.user)
        messages.success(request, _("%(person)s is a person of their own again.") % {"person": back})
    except CannotUndo as refused:
        messages.error(request, str(refused))
    return redirect("contact", slug, pk)
