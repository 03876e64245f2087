"""Objectives: writing, ordering, removing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.database.ordering import DOWN, UP
from backbone.pages.form_pages import form_page, show_form
from partnerships.access import get_partnership
from partnerships.views.removals import remove
from workplans.access import get_objective
from workplans.forms import ObjectiveForm
from workplans.models import Objective
from workplans.plan.page import address
from workplans.plans import move_objective, plan_for

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def objective_new(request: Any, slug: str) -> HttpResponse | None:
    """Write down a new objective, at the plan's end."""
    partnership = get_partnership(request.user, slug, "coordinate")
    if request.method == "POST":
        objective = Objective(plan=plan_for(partnership), position=_next_position(partnership))
        form = ObjectiveForm(request.POST, instance=objective, partnership=partnership)
        if form.is_valid() and form.save_or_conflict():
            messages.success(request, _("Objective added. What will be there when it is reached?"))
            return redirect(f"{reverse('milestone_new', args=[slug])}?objective={form.instance.pk}")
    else:
        form = ObjectiveForm(partnership=partnership)
    return show_form(request, form, partnership, title=_("New objective"), **_page(partnership))


@require_http_methods(FORM)
def objective(request: Any, pk: int) -> HttpResponse | None:
    """Change an objective."""
    row = get_objective(request.user, pk, "coordinate")
    form = ObjectiveForm(request.POST or None, instance=row, partnership=row.partnership)
    removal = reverse("objective_removal", args=[pk])
    page = {"title": _("Change objective"), "removal": removal, **_page(row.partnership)}
    return form_page(request, form, row.partnership, done=_("Objective saved."), **page)


@require_POST
def objective_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an objective out of the plan with its milestones; their tasks stay."""
    row = get_objective(request.user, pk, "coordinate")
    return remove(request, row, back=reverse("plan", args=[row.partnership.slug]))


@require_POST
def objective_position(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down in the plan."""
    row = get_objective(request.user, pk, "coordinate")
    move_objective(row, UP if request.POST.get("to") == "up" else DOWN)
    return redirect(address(row.partnership, objective=pk))


def _next_position(partnership):
    last = Objective.objects.filter(partnership=partnership).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _page(partnership):
    return {
        "nav": "plan",
        "kicker": _("Work plan"),
        "lead": _("An objective says what partners want to reach together, in words that each would use."),
        "submit": _("Save"),
        "back": reverse("plan", args=[partnership.slug]),
    }
