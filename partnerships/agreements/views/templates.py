"""The templates of agreements, for administrators: their clauses in each language, worded otherwise, added, restored."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.database.history import noted
from backbone.pages.form_pages import status_of
from partnerships.access import check_administrator
from partnerships.agreements import templates
from partnerships.agreements.forms import OwnTemplateClauseForm, TemplateClauseForm
from partnerships.agreements.kinds import TEMPLATES
from partnerships.agreements.models import OWN

FORM = ["GET", "HEAD", "POST"]


def _known(kind, language):
    """404 for a template or language that there is not."""
    if kind not in TEMPLATES or language not in dict(settings.LANGUAGES):
        raise Http404


@require_safe
def agreement_templates(request: Any) -> HttpResponse:
    """The templates, each in both languages."""
    check_administrator(request.user)
    context = {"templates": TEMPLATES.values(), "languages": settings.LANGUAGES, "nav": "settings"}
    return render(request, "agreements/templates.html", context)


@require_safe
def agreement_template(request: Any, template: str, language: str) -> HttpResponse:
    """The clauses of a template in one language."""
    check_administrator(request.user)
    _known(template, language)
    context = {
        "template": TEMPLATES[template],
        "language": language,
        "language_name": dict(settings.LANGUAGES)[language],
        "groups": templates.shown(template, language),
        "nav": "settings",
    }
    return render(request, "agreements/template.html", context)


@require_http_methods(FORM)
def template_clause_new(request: Any, template: str, language: str) -> HttpResponse:
    """Add a clause to a template."""
    check_administrator(request.user)
    _known(template, language)
    try:
        row = templates.begin_own(template, language)
    except templates.TooMany:
        messages.error(request, _("This template has as many clauses as it can hold; remove one first."))
        return redirect("agreement_template", template, language)
    return _form(request, row, OwnTemplateClauseForm, _("A clause of your own"))


@require_http_methods(FORM)
def template_clause(request: Any, template: str, language: str, clause: str) -> HttpResponse:
    """Word a clause of a template otherwise, or begin new agreements without it."""
    check_administrator(request.user)
    _known(template, language)
    row = templates.row_for(template, language, clause)
    if row is None:
        raise Http404
    kind = OwnTemplateClauseForm if row.key.startswith(OWN) else TemplateClauseForm
    return _form(request, row, kind, row.heading)


def _form(request, row, kind, title):
    form = kind(request.POST or None, instance=row)
    back = reverse("agreement_template", args=[row.kind, row.language])
    if request.method == "POST" and form.is_valid():
        with noted("template worded", request.user):
            saved = form.save_or_conflict()
        if saved:
            messages.success(
                request, _("Saved. New agreements begin with it; those that have begun stay as they are.")
            )
            return redirect(back)
    context = {"form": form, "title": title, "row": row, "back": back, "nav": "settings"}
    context["is_added"] = row.key.startswith(OWN)
    return render(request, "agreements/template_clause.html", context, status=status_of(form))


@require_POST
def template_clause_standard(request: Any, template: str, language: str, clause: str) -> HttpResponse:
    """As it was delivered; a clause that was added is removed."""
    check_administrator(request.user)
    _known(template, language)
    row = templates.rows_of(template, language).get(clause)
    if row is not None:
        with noted("back to the standard words", request.user):
            row.delete()
        messages.success(
            request,
            _("“%(heading)s” is removed from the template.") % {"heading": row.heading}
            if row.key.startswith(OWN)
            else _("“%(heading)s” is as it was delivered.") % {"heading": row.heading},
        )
    return redirect("agreement_template", template, language)
