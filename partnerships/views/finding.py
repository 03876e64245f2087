"""What a field for a person offers for the words that somebody types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backbone.typed_text import clean_text
from partnerships import finding
from partnerships.access import get_partnership
from partnerships.persons import known_here

SHOWN = 12


@require_safe
def people_found(request: HttpRequest, slug: str) -> HttpResponse:
    """Options for a text field: people of the partnership whose names have the words; `field` names the parameter."""
    partnership = get_partnership(request.user, slug, "coordinate")
    words = clean_text(request.GET.get(request.GET.get("field", ""), "")).strip()
    people = finding.told_apart(partnership, known_here(partnership))
    found = finding.with_words(people, words)[:SHOWN] if words else []
    options = [(finding.written(one), "" if one.shares_name else one.organisations) for one in found]
    return render(request, "ui/search_options.html", {"options": options})
