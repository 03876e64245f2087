"""The groups in which partners meet: steering committee, working groups."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.database.pointed_to import set_pointed_to
from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import form_page
from partnerships.access import get_body, get_partnership
from partnerships.forms.terms import BodyForm
from partnerships.named import people_in
from partnerships.views.removals import remove

FORM = ["GET", "HEAD", "POST"]
# Each says which partners belong to it, and that can be all of them.
PER_PAGE = 10


@require_safe
def body_list(request: Any, slug: str) -> HttpResponse:
    """The groups with remit, chair, quorum and decision rule."""
    partnership = get_partnership(request.user, slug)
    rows = partnership.bodies.prefetch_related("partners__organisation")
    page = first_rows(rows, request.GET, "page", PER_PAGE)
    set_pointed_to(list(page), "chair", people_in(partnership))
    return render(request, "partnerships/bodies.html", {"partnership": partnership, "bodies": page})


@require_http_methods(FORM)
def body_new(request: Any, slug: str) -> HttpResponse:
    """Add a group."""
    partnership = get_partnership(request.user, slug, "coordinate")
    return _body_page(
        request, BodyForm(request.POST or None, partnership=partnership), partnership, _("A new group")
    )


@require_http_methods(FORM)
def body_edit(request: Any, pk: int) -> None:
    """Change a group's remit, members or rules."""
    body = get_body(request.user, pk, "coordinate")
    form = BodyForm(request.POST or None, instance=body, partnership=body.partnership)
    title = _("Edit %(body)s") % {"body": body.name}
    page = {"removal": reverse("body_removal", args=[pk]), "history": f"body-{pk}"}
    return _body_page(request, form, body.partnership, title, **page)


def _body_page(request, form, partnership, title, **page):
    return form_page(
        request,
        form,
        partnership,
        title=title,
        submit=_("Save group"),
        done=_("Group saved."),
        back=reverse("bodies", args=[partnership.slug]),
        nav="bodies",
        **page,
    )


@require_POST
def body_removal(request: Any, pk: int) -> None:
    """Remove a group; its meetings stay, without it."""
    body = get_body(request.user, pk, "coordinate")
    return remove(request, body, back=reverse("bodies", args=[body.partnership.slug]))
