"""The start page leads on: visitors to the first page, people to what is theirs."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from backbone.accounts.views.first_start import visitor_page
from partnerships.models import Partnership, Role


@require_safe
def home(request: Any) -> HttpResponse:
    """My work, the reports for leadership, or the first steps when an administrator has no partnership yet."""
    if not request.user.is_authenticated:
        return visitor_page(request)
    if (
        request.user.is_administrator
        and not Partnership.objects.filter(is_demo=request.user.is_demo).exists()
    ):
        return redirect("first_steps")
    pages = ("my_work", "partnerships", "settings")
    return redirect(
        _first_that_exists("reports", *pages) if _only_leads(request.user) else _first_that_exists(*pages)
    )


def _only_leads(person):
    """Leadership comes once a quarter, for the reports; nothing else is theirs to do."""
    return person.standing.kinds == {Role.Kind.LEADER} and not person.standing.represents


def _first_that_exists(*names):
    """An app above may bring the first of these pages."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    raise NoReverseMatch(names)
